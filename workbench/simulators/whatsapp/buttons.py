"""Would the platform take these buttons of a template?"""

from collections import Counter
from typing import Any

from workbench.simulators.whatsapp.refusals import bad_parameter
from workbench.simulators.whatsapp.templates import variables
from workbench.simulators.whatsapp.values import JsonObject, has_emoji

# How many of each kind one template may have.
_MOST = {
    "QUICK_REPLY": 10,
    "URL": 2,
    "PHONE_NUMBER": 1,
    "COPY_CODE": 1,
    "FLOW": 1,
    "CATALOG": 1,
    "MPM": 1,
    "SPM": 1,
    "OTP": 1,
    "VOICE_CALL": 1,
    "REQUEST_CONTACT_INFO": 1,
}
_WITHOUT_TEXT = ("COPY_CODE", "OTP", "REQUEST_CONTACT_INFO")


def check_buttons(buttons: Any) -> None:
    """Raises `CloudRefusal`."""
    is_list = isinstance(buttons, list) and all(isinstance(one, dict) for one in buttons)
    if not is_list or not 1 <= len(buttons) <= 10:
        raise bad_parameter("A template has 1 to 10 buttons.")
    kinds = [str(one.get("type", "")).upper() for one in buttons]
    for kind, count in Counter(kinds).items():
        if count > _MOST.get(kind, 0):
            raise bad_parameter(f"At most {_MOST.get(kind, 0)} buttons of type {kind} are allowed.")
    if _is_torn(kinds):
        raise bad_parameter("Quick replies must stand together.")
    for kind, button in zip(kinds, buttons, strict=True):
        _check(kind, button)


def _is_torn(kinds: list[str]) -> bool:
    places = [number for number, kind in enumerate(kinds) if kind == "QUICK_REPLY"]
    return bool(places) and places[-1] - places[0] != len(places) - 1


def _check(kind: str, button: JsonObject) -> None:
    if kind not in _WITHOUT_TEXT or "text" in button:
        words = button.get("text")
        if not isinstance(words, str) or not 0 < len(words) <= 25:
            raise bad_parameter("The text of a button has 1 to 25 characters.")
        if variables(words) or has_emoji(words):
            raise bad_parameter("The text of a button has no variables and no emoji.")
    if kind == "URL":
        _check_url(button)
    elif kind == "PHONE_NUMBER" and not 0 < len(str(button.get("phone_number", ""))) <= 20:
        raise bad_parameter("The number of a call button has at most 20 characters.")
    elif kind == "COPY_CODE" and not 0 < len(_sample(button)) <= 20:
        raise bad_parameter("A code to copy needs an example of at most 20 characters.")


def _check_url(button: JsonObject) -> None:
    address = button.get("url")
    if not isinstance(address, str) or not address.startswith("http") or len(address) > 2000:
        raise bad_parameter("The address of a button has at most 2000 characters.")
    gaps = variables(address)
    if len(gaps) > 1 or (gaps and not address.endswith("}}")):
        raise bad_parameter("An address has at most one variable, at its end.")
    if gaps and not button.get("example"):
        raise bad_parameter("A variable in an address needs an example.")


def _sample(button: JsonObject) -> str:
    example = button.get("example", "")
    return str(example[0] if isinstance(example, list) and example else example)
