"""Can every shopper open this link, and every channel fetch this image?"""

import re
from contextlib import suppress
from urllib.parse import quote, urlsplit

from towkay.domain.links import LINK_CHARACTERS, is_public_https
from towkay.packs.findings import Findings, Place
from towkay.packs.limits import Limit
from towkay.packs.wording import Kind

_SHOWN = 60  # characters of a link in a finding: the line must stay readable
# What may stand in a link as it is; the rest must be written as %XX.
_PLAIN = re.compile(LINK_CHARACTERS)
_KEPT = "%" + "".join(filter(_PLAIN.fullmatch, map(chr, range(128))))
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# LINE shows JPEG and PNG only.
_UNSHOWN = re.compile(r"\.(gif|webp|svg|heic|avif|bmp|tiff?|pdf)$", re.IGNORECASE)


def check_page(url: str, place: Place, findings: Findings) -> None:
    """A link that a tap opens."""
    _check(url, place, findings.limits.link, Kind.LINK_NOT_PUBLIC, findings)


def check_image(url: str, place: Place, findings: Findings) -> None:
    """An image: the channel's servers fetch it, so what they may not reach is never shown."""
    limit = findings.limits.image_link
    sound = _check(url, place, limit, Kind.IMAGE_NOT_PUBLIC, findings)
    if sound and (found := _UNSHOWN.search(urlsplit(url).path)):
        findings.add(Kind.IMAGE_FORMAT, place, value=_shown(url), found=found[1].upper())


def _check(url: str, place: Place, limit: Limit, not_public: Kind, findings: Findings) -> bool:
    """Whether nothing is wrong with it; at most one finding, the first that has to be mended."""
    if url.lower().startswith("http://"):
        findings.add(Kind.LINK_NOT_HTTPS, place, value=_shown(url))
    elif not url.startswith("https://"):
        findings.add(Kind.BAD_LINK, place, value=_shown(url))
    elif len(encoded := _encoded(url)) > limit.most:
        most, channel = limit
        findings.add(Kind.LINK_TOO_LONG, place, length=len(encoded), limit=most, channel=channel)
    elif not is_public_https(encoded):
        findings.add(not_public, place, value=_shown(url))
    elif encoded != url:  # last, so that what is told to write is never refused
        findings.add(Kind.LINK_NOT_ENCODED, place, value=_shown(url), encoded=encoded)
    else:
        return True
    return False


def _encoded(url: str) -> str:
    """The link as a browser would send it, to be copied; itself if that is how it stands."""
    if _PLAIN.fullmatch(url):
        return url
    host, slash, rest = url.removeprefix("https://").partition("/")
    with suppress(UnicodeError):  # no name at all: no public one either
        host = host.encode("idna").decode()
    return "https://" + quote(host + slash + _LONE_PERCENT.sub("%25", rest), safe=_KEPT)


def _shown(url: str) -> str:
    return url if len(url) <= _SHOWN else url[: _SHOWN - 1] + "…"
