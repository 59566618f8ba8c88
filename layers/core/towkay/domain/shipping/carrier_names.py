"""What do people call the carrier that a source names by a code?

The codes of ECPay are its values of LogisticsSubType; those of the others are written by each
source in its own way, so signs and case between the letters do not count. Whatever is in no row is
shown as it stands where it is a name for people, and never where it is a code.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from towkay.domain.languages import Language

_SEVEN, _FAMILY, _HI_LIFE, _OK = (
    ("7-ELEVEN", "7-ELEVEN"),
    ("全家便利商店", "FamilyMart"),
    ("萊爾富", "Hi-Life"),
    ("OK 超商", "OK mart"),
)
_T_CAT, _POST, _SF = (
    ("黑貓宅急便", "T-CAT"),
    ("中華郵政", "Chunghwa Post"),
    ("順豐速運", "SF Express"),
)
_DHL, _JAPAN_POST = ("DHL", "DHL"), ("日本郵便", "Japan Post")
_UPS, _FEDEX, _USPS = ("UPS", "UPS"), ("FedEx", "FedEx"), ("USPS", "USPS")

# Without signs and in small letters: in Chinese, and in every other language.
_NAMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "unimart": _SEVEN,
        "unimartfreeze": ("7-ELEVEN 冷凍取貨", "7-ELEVEN"),
        "unimartc2c": ("7-ELEVEN 交貨便", "7-ELEVEN"),
        "7eleven": _SEVEN,
        "711": _SEVEN,
        "fami": _FAMILY,
        "famic2c": ("全家店到店", "FamilyMart"),
        "familymart": _FAMILY,
        "hilife": _HI_LIFE,
        "hilifec2c": ("萊爾富店到店", "Hi-Life"),
        "okmart": _OK,
        "okmartc2c": ("OK 超商店到店", "OK mart"),
        "tcat": _T_CAT,
        "taqbintw": _T_CAT,
        "tcattw": _T_CAT,
        "post": _POST,
        "taiwanpost": _POST,
        "chunghwapost": _POST,
        "ecan": ("宅配通", "Pelican"),
        "sf": _SF,
        "sfexpress": _SF,
        "sfb2c": _SF,
        "dhl": _DHL,
        "dhlexpress": _DHL,
        "dhlecommerce": ("DHL eCommerce", "DHL eCommerce"),
        "fedex": _FEDEX,
        "ups": _UPS,
        "usps": _USPS,
        "japanpost": _JAPAN_POST,
        "yamato": ("大和運輸", "Yamato"),
        "taqbinjp": ("大和運輸", "Yamato"),
        "sagawa": ("佐川急便", "Sagawa"),
        "hongkongpost": ("香港郵政", "Hongkong Post"),
        "royalmail": ("Royal Mail", "Royal Mail"),
        "canadapost": ("Canada Post", "Canada Post"),
        "auspost": ("Australia Post", "Australia Post"),
    }
)
_SIGNS = re.compile(r"[\W_]+")
_SHOWN_AS_IT_STANDS = re.compile(r"[^\x00-\x7f]|[A-Za-z] +[A-Za-z]")


def carrier_name(code: str, language: Language) -> str:
    """As people say it; empty for a code that nobody would know."""
    known = _NAMES.get(_SIGNS.sub("", code).lower())
    if known:
        return known[0] if language.startswith("zh") else known[1]
    return code if _SHOWN_AS_IT_STANDS.search(code) else ""
