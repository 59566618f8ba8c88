"""Is a button, generic or product template within Instagram's limits, and how does it look?"""

from typing import Any

from workbench.simulators.conversation import Face
from workbench.simulators.instagram import refusals
from workbench.simulators.meta import cards
from workbench.simulators.meta import refusals as common
from workbench.simulators.meta.parts import check_list, check_string, check_url

_MAX_BUTTONS = 3
_MAX_TITLE = 20
_MAX_PAYLOAD = 1000


def refuse_if_wrong(payload: dict[str, Any], *, by_page: bool) -> None:
    """Raises `GraphRefusal`; every template that Messenger has beside these is invalid here."""
    kind = payload.get("template_type")
    if kind == "button":
        check_string("text", payload.get("text"), cards.MAX_BUTTON_TEMPLATE_TEXT)
        _check_buttons("[buttons]", payload.get("buttons"), least=1)
    elif kind == "generic":
        cards.check_cards(payload.get("elements"), _check_buttons)
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
        return cards.button_template(payload)
    if kind == "product":
        return tuple(Face(title=str(one["id"])) for one in payload["elements"])
    return cards.generic(payload)


def _check_products(elements: Any) -> None:
    for number, element in enumerate(check_list("[elements]", elements, 1, cards.MAX_ELEMENTS)):
        product = element.get("id")
        if not isinstance(product, str) or not product.isdecimal():
            wrong = f"Param name_placeholder[elements][{number}][id] is no id"
            raise common.bad_parameter(wrong)


def _check_buttons(where: str, buttons: Any, least: int = 0) -> None:
    if not isinstance(buttons, list) or len(buttons) < least:
        raise common.bad_parameter(f"Param name_placeholder{where} must be a non-empty array.")
    if len(buttons) > _MAX_BUTTONS:
        raise common.too_many(f"name_placeholder{where}")
    for number, button in enumerate(buttons):
        _check_button(f"{where}[{number}]", button)


def _check_button(where: str, button: Any) -> None:
    kind = button.get("type") if isinstance(button, dict) else None
    if kind not in ("web_url", "postback"):
        raise refusals.invalid_data()
    check_string(f"{where}[title]", button.get("title"), _MAX_TITLE)
    if kind == "postback":
        check_string(f"{where}[payload]", button.get("payload"), _MAX_PAYLOAD)
    else:
        check_url(f"{where}[url]", button.get("url"))
