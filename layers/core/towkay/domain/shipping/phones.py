"""Which telephone is meant by what a shop or a shopper wrote, and do its last digits prove it?

A number without its country's code is read as one of Taiwan where that is the shop's country; of no
other country is the numbering plan known here. Sources: ITU-T E.164; Taiwan's numbering plan
(mobile numbers have nine digits from 9, those of a line at home eight or nine from 2 to 8).
"""

import re
import unicodedata

from towkay.domain.secrets import same_secret

TAIWAN = "TW"
PROOF_DIGITS = 4  # how many last digits a shopper is asked for

_LONGEST = 40  # beyond this it is no number with blanks, but something else
_FORMAT = "Cf"  # marks without a width, as address books copy them along
_BETWEEN = re.compile(r"[\s().\-\u2010-\u2015\u2212]")
_TRUNK_IN_BRACKETS = re.compile(r"\(\s*0\s*\)")  # +44 (0)20...: to be dialled at home alone
_INTERNATIONAL = re.compile(r"\+?[0-9]{1,20}")
_E164 = re.compile(r"\+[1-9][0-9]{7,14}")
_TAIWAN_CODE = "+886"
_OF_TAIWAN = re.compile(r"9[0-9]{8}|[2-8][0-9]{7,8}")
_FREE_OF_CHARGE = ("800", "809")  # a company's, never a shopper's
# Dialled before a country's code: most of the world's, and Taiwan's carriers' own.
_DIALLED_BEFORE = re.compile(r"00[2-9]?(?=886)|00(?=[1-9])")


def e164(written: str, country: str = TAIWAN) -> str:
    """The number as `+` and digits, empty where what is written is none."""
    if len(written) > _LONGEST:
        return ""
    plain = "".join(
        sign
        for sign in unicodedata.normalize("NFKC", written)
        if unicodedata.category(sign) != _FORMAT
    )
    digits = _BETWEEN.sub("", _TRUNK_IN_BRACKETS.sub("", plain))
    if not (digits.isascii() and _INTERNATIONAL.fullmatch(digits)):
        return ""
    number = _with_code(digits, country)
    if number.startswith(_TAIWAN_CODE):
        return _taiwanese(number.removeprefix(_TAIWAN_CODE))
    return number if _E164.fullmatch(number) else ""


def _with_code(digits: str, country: str) -> str:
    """`+` and the country's code before the number; empty where no country can be told."""
    if digits.startswith("+"):
        return digits
    if dialled := _DIALLED_BEFORE.match(digits):
        return f"+{digits[dialled.end() :]}"
    if digits.startswith("886") and _taiwanese(digits[3:]):
        return f"+{digits}"
    return f"{_TAIWAN_CODE}{digits}" if country == TAIWAN else ""


def _taiwanese(national: str) -> str:
    """A number of Taiwan; a table that took it for a sum has lost the 0 before it."""
    bare = national.removeprefix("0")
    is_number = _OF_TAIWAN.fullmatch(bare) and not bare.startswith(_FREE_OF_CHARGE)
    return f"{_TAIWAN_CODE}{bare}" if is_number else ""


def proves(phone: str, typed: str, country: str = TAIWAN) -> bool:
    """Whether somebody typed the last digits of `phone`, or the whole of it.

    In the same time whether or not there is a number, and wherever it differs: who tries orders one
    after the other learns nothing from the clock.
    """
    whole = same_secret(e164(typed, country), phone)
    ending = same_secret(unicodedata.normalize("NFKC", typed).strip(), phone[-PROOF_DIGITS:])
    return bool(_E164.fullmatch(phone)) and (whole or ending)
