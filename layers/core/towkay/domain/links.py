"""Is a link one that any shopper's phone may open: https, and a place on the public internet?

Nothing here ever follows a link; a channel does, from inside its own network. So a link is judged
by its letters alone: what is not certainly public is refused.
"""

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address, IPv6Network
from urllib.parse import urlsplit

LINK_LIMIT = 2000  # the longest that any channel takes

# RFC 3986's characters and whole percent escapes: no blank, quote, backslash or letter of a
# script in which two hosts can look alike. A browser's address bar copies links in this form.
# \x23 begins a fragment.
LINK_CHARACTERS = r"(?:[A-Za-z0-9._~:/?\x23\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+"
_URL = re.compile(f"https://{LINK_CHARACTERS}")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_TOP_LEVEL = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]+")
_MAX_HOST = 253

# Names of machines inside somebody's network, never of one that all can reach.
_INSIDE = frozenset(
    {"arpa", "corp", "home", "internal", "intranet", "lan", "local"}
    | {"localdomain", "localhost", "onion", "private"}
)
# Name services that answer with the address written in the name, or with this very machine.
_ADDRESS_IN_NAME = ("nip.io", "sslip.io", "xip.io", "localtest.me", "lvh.me")
_UNICAST = IPv6Network("2000::/3")
# Not left to the library alone: what it calls global has changed from one Python to the next.
_WITHIN_OR_CARRYING = (
    IPv6Network("2001::/23"),  # protocol assignments, Teredo among them
    IPv6Network("2001:db8::/32"),  # documentation
    IPv6Network("2002::/16"),  # 6to4
    IPv6Network("3fff::/20"),  # documentation
)


def is_public_https(url: str) -> bool:
    """Whether `url` is https without credentials or port, to a public name or address."""
    if len(url) > LINK_LIMIT or not _URL.fullmatch(url):
        return False
    try:
        host = urlsplit(url).netloc
    except ValueError:
        return False
    if host.startswith("["):
        return host.endswith("]") and _is_public_ipv6(host[1:-1])
    return _is_public_ipv4(host) or _is_public_name(host.lower())


def _is_public_name(host: str) -> bool:
    labels = host.split(".")
    well_formed = len(host) <= _MAX_HOST and all(_LABEL.fullmatch(label) for label in labels)
    if not well_formed or len(labels) < 2:
        return False
    # `127.1`, `0x7f.1` and the like are addresses to many resolvers: a top level has no digit.
    if not _TOP_LEVEL.fullmatch(labels[-1]) or labels[-1] in _INSIDE:
        return False
    return not f".{host}".endswith(tuple(f".{name}" for name in _ADDRESS_IN_NAME))


def _is_public_ipv4(host: str) -> bool:
    """Four decimal numbers only: every other spelling of an address is somebody's trick."""
    try:
        address = IPv4Address(host)
    except AddressValueError:
        return False
    return address.is_global and not address.is_multicast


def _is_public_ipv6(host: str) -> bool:
    """Plain unicast only: an address that carries an IPv4 address inside may lead anywhere."""
    try:
        address = IPv6Address(host)
    except AddressValueError:
        return False
    is_special = any(address in network for network in _WITHIN_OR_CARRYING)
    return address in _UNICAST and address.is_global and not is_special
