"""Is a template within the Send API's limits, and what does a person see of it?"""

from collections.abc import Callable, Mapping
from typing import Any

from workbench.simulators.conversation import Face
from workbench.simulators.messenger import asking, pictures, selling
from workbench.simulators.messenger.buttons import check_buttons, shown
from workbench.simulators.meta import refusals as common
from workbench.simulators.meta.parts import (
    Json,
    check_list,
    check_optional,
    check_string,
    check_url,
)

_MAX_ELEMENTS = 10
_MAX_BUTTON_TEMPLATE_TEXT = 640
_MAX_CARD_TEXT = 80
_CARD_PROPERTIES = ("subtitle", "image_url", "default_action", "buttons")
_CARD_WITH_PICTURES = ("image_urls", "video_id", *_CARD_PROPERTIES)  # of marketing messages


def refuse_if_wrong(payload: Json) -> None:
    """Raises `GraphRefusal`."""
    kind = payload.get("template_type")
    if kind not in _CHECKS:
        wrong = "Param message[attachment][payload][template_type] is not a known template"
        raise common.bad_parameter(wrong)
    _CHECKS[kind](payload)


def kind_and_text(payload: Json) -> tuple[str, str]:
    """A carousel is a template with several cards."""
    visible = faces(payload)
    words = "\n".join(face.words for face in visible)
    if payload["template_type"] in _CARDS:
        return ("card" if len(visible) == 1 else "carousel"), words
    return payload["template_type"], words


def faces(payload: Json) -> tuple[Face, ...]:
    """The cards as they look; a button template is one with nothing but words and buttons."""
    return _FACES[payload["template_type"]](payload)


def _check_button_template(payload: Json) -> None:
    check_string("text", payload.get("text"), _MAX_BUTTON_TEMPLATE_TEXT)
    if not payload.get("buttons"):
        raise common.bad_parameter("Param name_placeholder[buttons] must be a non-empty array.")
    check_buttons("[buttons]", payload["buttons"])


def _check_generic(payload: Json) -> None:
    cards = check_list("[elements]", payload.get("elements"), 1, _MAX_ELEMENTS)
    for number, card in enumerate(cards):
        _check_card(f"[elements][{number}]", card)


def _check_card(where: str, card: Json) -> None:
    if not any(card.get(name) for name in _CARD_WITH_PICTURES):
        raise common.bad_parameter(f"Param name_placeholder{where} needs more than a title")
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
        raise common.bad_parameter(wrong)
    check_url(f"{where}[url]", action.get("url"))


def _button_template(payload: Json) -> tuple[Face, ...]:
    return (Face(text=payload["text"], buttons=shown(payload)),)


def _generic(payload: Json) -> tuple[Face, ...]:
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


_CARDS = ("button", "generic")
_CHECKS: Mapping[Any, Callable[[Json], None]] = {
    "button": _check_button_template,
    "generic": _check_generic,
    "media": pictures.check_media,
    "image_grid": pictures.check_grid,
    "receipt": selling.check_receipt,
    "product": selling.check_products,
    "coupon": selling.check_coupon,
    "customer_feedback": asking.check_feedback,
    "notification_messages": asking.check_opt_in,
    "one_time_notif_req": asking.check_one_time,
}
_FACES: Mapping[str, Callable[[Json], tuple[Face, ...]]] = {
    "button": _button_template,
    "generic": _generic,
    "media": pictures.media,
    "image_grid": pictures.grid,
    "receipt": selling.receipt,
    "product": selling.products,
    "coupon": selling.coupon,
    "customer_feedback": asking.feedback,
    "notification_messages": asking.opt_in,
    "one_time_notif_req": asking.one_time,
}
