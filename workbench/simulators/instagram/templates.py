"""Is a button, generic or product template within Instagram's limits, and how does it look?"""

import re
from typing import Any

from workbench.simulators.conversation import Button, Face
from workbench.simulators.instagram import refusals
from workbench.simulators.meta import refusals as common
from workbench.simulators.meta.parts import is_unicode

_MAX_BUTTONS = 3
_MAX_ELEMENTS = 10
_MAX_TITLE = 20
_MAX_PAYLOAD = 1000
_MAX_BUTTON_TEXT = 640
_MAX_CARD_TEXT = 80
_MAX_URL = 2000
_URL = re.compile(r"https?://[!-~]+\Z")
_CARD_PROPERTIES = ("subtitle", "image_url", "default_action", "buttons")


def refuse_if_wrong(payload: dict[str, Any], *, by_page: bool) -> None:
    """Raises `GraphRefusal`; every template that Messenger has beside these is invalid here."""
    kind = payload.get("template_type")
    if kind == "button":
        _check_string("text", payload.get("text"), _MAX_BUTTON_TEXT)
        _check_buttons("[buttons]", payload.get("buttons"), least=1)
    elif kind == "generic":
        _check_cards(payload.get("elements"))
    elif kind == "product" and by_page:
        _check_products(payload.get("elements"))
    else:
        raise refusals.invalid_data()


def kind_and_text(payload: dict[str, Any]) -> tuple[str, str]:
    """A carousel is a generic template with several cards."""
    shown = faces(payload)
    return ("card" if len(shown) == 1 else "carousel"), "\n".join(face.words for face in shown)


def faces(payload: dict[str, Any]) -> tuple[Face, ...]:
    """The cards as they look; a button template is one with nothing but words and buttons."""
    kind = payload["template_type"]
    if kind == "button":
        return (Face(text=payload["text"], buttons=_buttons(payload)),)
    if kind == "product":
        return tuple(Face(title=str(one["id"])) for one in payload["elements"])
    return tuple(
        Face(
            card["title"],
            card.get("subtitle", ""),
            card.get("image_url", ""),
            card.get("default_action", {}).get("url", ""),
            _buttons(card),
        )
        for card in payload["elements"]
    )


def _buttons(holder: dict[str, Any]) -> tuple[Button, ...]:
    return tuple(
        Button(button["title"], button["type"], button.get("payload", button.get("url", "")))
        for button in holder.get("buttons", ())
    )


def _check_products(elements: Any) -> None:
    _check_list("[elements]", elements, least=1, most=_MAX_ELEMENTS)
    for number, element in enumerate(elements):
        product = element.get("id") if isinstance(element, dict) else None
        if not isinstance(product, str) or not product.isdecimal():
            raise common.bad_parameter(f"Param name_placeholder[elements][{number}][id] is no id")


def _check_cards(cards: Any) -> None:
    _check_list("[elements]", cards, least=1, most=_MAX_ELEMENTS)
    for number, card in enumerate(cards):
        _check_card(f"[elements][{number}]", card)


def _check_card(where: str, card: Any) -> None:
    if not isinstance(card, dict) or not any(card.get(name) for name in _CARD_PROPERTIES):
        raise common.bad_parameter(f"Param name_placeholder{where} needs more than a title")
    _check_string(f"{where}[title]", card.get("title"), _MAX_CARD_TEXT)
    if "subtitle" in card:
        _check_string(f"{where}[subtitle]", card["subtitle"], _MAX_CARD_TEXT)
    if "image_url" in card:
        _check_url(f"{where}[image_url]", card["image_url"])
    if "default_action" in card:
        _check_default_action(f"{where}[default_action]", card["default_action"])
    _check_buttons(f"{where}[buttons]", card.get("buttons", []), least=0)


def _check_default_action(where: str, action: Any) -> None:
    """A web_url button that has no title."""
    if not isinstance(action, dict) or action.get("type") != "web_url" or "title" in action:
        wrong = f"Param name_placeholder{where} must be a web_url button without title"
        raise common.bad_parameter(wrong)
    _check_url(f"{where}[url]", action.get("url"))


def _check_buttons(where: str, buttons: Any, *, least: int) -> None:
    _check_list(where, buttons, least=least, most=_MAX_BUTTONS)
    for number, button in enumerate(buttons):
        _check_button(f"{where}[{number}]", button)


def _check_button(where: str, button: Any) -> None:
    kind = button.get("type") if isinstance(button, dict) else None
    if kind not in ("web_url", "postback"):
        raise refusals.invalid_data()
    _check_string(f"{where}[title]", button.get("title"), _MAX_TITLE)
    if kind == "postback":
        _check_string(f"{where}[payload]", button.get("payload"), _MAX_PAYLOAD)
    else:
        _check_url(f"{where}[url]", button.get("url"))


def _check_list(where: str, value: Any, *, least: int, most: int) -> None:
    if not isinstance(value, list) or len(value) < least:
        raise common.bad_parameter(f"Param name_placeholder{where} must be a non-empty array.")
    if len(value) > most:
        raise common.too_many(f"name_placeholder{where}")


def _check_url(where: str, value: Any) -> None:
    _check_string(where, value, _MAX_URL)
    if not _URL.match(value):
        raise common.bad_parameter(f"Param name_placeholder{where} should represent a valid URL")


def _check_string(where: str, value: Any, most: int) -> None:
    if not isinstance(value, str) or not value.strip() or not is_unicode(value):
        raise common.bad_parameter(f"Param name_placeholder{where} must be a non-empty string")
    if len(value) > most:
        wrong = f"Length of param name_placeholder{where} must be less than or equal to {most}"
        raise common.bad_parameter(wrong)
