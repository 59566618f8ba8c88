"""Is one member of a message what the Send API takes: words, a link, a list of so many?"""

import re
from typing import Any

from workbench.simulators.meta import refusals

Json = dict[str, Any]
_MAX_URL = 2000
_URL = re.compile(r"https?://[!-~]+\Z")


def is_unicode(text: str) -> bool:
    """False for lone surrogates, which no UTF-8 can carry."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def check_string(where: str, value: Any, most: int) -> None:
    """Raises `GraphRefusal` for anything but words of at most that many characters."""
    if not isinstance(value, str) or not value.strip() or not is_unicode(value):
        raise refusals.bad_parameter(f"Param name_placeholder{where} must be a non-empty string")
    if len(value) > most:
        wrong = f"Length of param name_placeholder{where} must be less than or equal to {most}"
        raise refusals.bad_parameter(wrong)


def check_optional(holder: Json, where: str, **limits: int) -> None:
    """The same for members that may be missing, by their limits."""
    for name, most in limits.items():
        if name in holder:
            check_string(f"{where}[{name}]", holder[name], most)


def check_url(where: str, value: Any) -> None:
    check_string(where, value, _MAX_URL)
    if not _URL.match(value):
        raise refusals.bad_parameter(f"Param name_placeholder{where} should represent a valid URL")


def check_list(where: str, value: Any, least: int, most: int) -> list[Json]:
    """The objects of a list of so many. Raises `GraphRefusal`."""
    if not isinstance(value, list) or len(value) < least:
        raise refusals.bad_parameter(f"Param name_placeholder{where} must be a non-empty array.")
    if len(value) > most:
        raise refusals.too_many(f"name_placeholder{where}")
    if not all(isinstance(item, dict) for item in value):
        raise refusals.bad_parameter(f"Param name_placeholder{where} must hold objects")
    return value


def check_one_of(where: str, value: Any, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        listed = ", ".join(allowed)
        raise refusals.bad_parameter(f"Param name_placeholder{where} must be one of {{{listed}}}")


def check_number(where: str, value: Any) -> None:
    """A number, or its digits."""
    try:
        float(value)
    except (TypeError, ValueError) as error:
        wrong = f"Param name_placeholder{where} must be a number"
        raise refusals.bad_parameter(wrong) from error
