"""Are the cards of a generic template within Meta's limits, and how do they look?

Source: Messenger Platform and Instagram messaging, "Generic template", "Button template". Which
buttons may stand on a card is each channel's own matter.
"""

from collections.abc import Callable, Collection
from typing import Any

from workbench.simulators.conversation import Button, Face
from workbench.simulators.meta import refusals
from workbench.simulators.meta.parts import (
    Json,
    check_list,
    check_optional,
    check_string,
    check_url,
)

MAX_ELEMENTS = 10
MAX_BUTTON_TEMPLATE_TEXT = 640
_MAX_CARD_TEXT = 80
PROPERTIES = ("subtitle", "image_url", "default_action", "buttons")
CheckButtons = Callable[[str, Any], None]


def check_cards(
    elements: Any, check_buttons: CheckButtons, properties: Collection[str] = PROPERTIES
) -> None:
    """Raises `GraphRefusal`; a card has at least one of `properties` beside its title."""
    cards = check_list("[elements]", elements, 1, MAX_ELEMENTS)
    for number, card in enumerate(cards):
        _check_card(f"[elements][{number}]", card, check_buttons, properties)


def _check_card(
    where: str, card: Json, check_buttons: CheckButtons, properties: Collection[str]
) -> None:
    if not any(card.get(name) for name in properties):
        raise refusals.bad_parameter(f"Param name_placeholder{where} needs more than a title")
    check_string(f"{where}[title]", card.get("title"), _MAX_CARD_TEXT)
    check_optional(card, where, subtitle=_MAX_CARD_TEXT)
    if "image_url" in card:
        check_url(f"{where}[image_url]", card["image_url"])
    if "default_action" in card:
        _check_default_action(f"{where}[default_action]", card["default_action"])
    check_buttons(f"{where}[buttons]", card.get("buttons", []))


def _check_default_action(where: str, action: Any) -> None:
    """A web_url button that has no title."""
    if not isinstance(action, dict) or action.get("type") != "web_url" or "title" in action:
        wrong = f"Param name_placeholder{where} must be a web_url button without title"
        raise refusals.bad_parameter(wrong)
    check_url(f"{where}[url]", action.get("url"))


def button_template(payload: Json) -> tuple[Face, ...]:
    """A button template is a card with nothing but words and buttons."""
    return (Face(text=payload["text"], buttons=shown(payload)),)


def generic(payload: Json) -> tuple[Face, ...]:
    """The cards as they look."""
    return tuple(
        Face(
            card["title"],
            card.get("subtitle", ""),
            card.get("image_url", ""),
            card.get("default_action", {}).get("url", ""),
            shown(card),
        )
        for card in payload["elements"]
    )


def shown(holder: Json) -> tuple[Button, ...]:
    """The buttons of a card or template as they look."""
    return tuple(
        Button(
            button.get("title", ""), button["type"], button.get("payload", button.get("url", ""))
        )
        for button in holder.get("buttons", ())
    )
