"""Which CheckMacValue do these fields have, under ECPay's keys for logistics?

Payments are summed with SHA-256, logistics with MD5 alone. Source: ECPay, domestic logistics,
CheckMacValue (github.com/ECPay/ECPay-API-Skill, 2026-04-29).
"""

import hashlib
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote_plus

CHECKSUM = "CheckMacValue"
_MOST_FIELDS = 100
# .NET's way to write an address leaves these as they are; PHP's, which is ours, does not.
_LEFT_BY_DOTNET = {"%21": "!", "%2a": "*", "%28": "(", "%29": ")"}


def form(raw: bytes) -> dict[str, str] | None:
    """The fields as they arrived, empty ones too; None for what is no form.

    A name that comes twice makes it none: who sums one and reads the other can be deceived.
    """
    try:
        pairs = parse_qsl(
            raw.decode("utf-8"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:
        return None
    fields = dict(pairs)
    return fields if len(fields) == len(pairs) else None


def text_to_sum(fields: Mapping[str, str], key: str, iv: str) -> str:
    """The text whose MD5 it is: all fields but the sum itself, by name whatever the case."""
    names = sorted(
        (name for name in fields if name != CHECKSUM), key=lambda name: (name.lower(), name)
    )
    plain = "&".join(
        [f"HashKey={key}", *(f"{name}={fields[name]}" for name in names), f"HashIV={iv}"]
    )
    encoded = quote_plus(plain, safe="", errors="surrogatepass").replace("~", "%7e").lower()
    for escaped, left in _LEFT_BY_DOTNET.items():
        encoded = encoded.replace(escaped, left)
    return encoded


def check_mac_value(fields: Mapping[str, str], key: str, iv: str) -> str:
    """The sum in capital hexadecimal letters. MD5 is ECPay's choice; its keys make it a proof."""
    text = text_to_sum(fields, key, iv).encode()
    return hashlib.md5(text, usedforsecurity=False).hexdigest().upper()
