"""Is a template within the Send API's limits, and what does a person see of it?"""

from collections.abc import Callable, Mapping
from typing import Any

from workbench.simulators.conversation import Face
from workbench.simulators.messenger import asking, pictures, selling
from workbench.simulators.messenger.buttons import check_buttons
from workbench.simulators.meta import cards
from workbench.simulators.meta import refusals as common
from workbench.simulators.meta.parts import (
    Json,
    check_string,
)

_CARD_WITH_PICTURES = ("image_urls", "video_id", *cards.PROPERTIES)  # of marketing messages


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
    check_string("text", payload.get("text"), cards.MAX_BUTTON_TEMPLATE_TEXT)
    if not payload.get("buttons"):
        raise common.bad_parameter("Param name_placeholder[buttons] must be a non-empty array.")
    check_buttons("[buttons]", payload["buttons"])


def _check_generic(payload: Json) -> None:
    cards.check_cards(payload.get("elements"), check_buttons, _CARD_WITH_PICTURES)


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
    "button": cards.button_template,
    "generic": cards.generic,
    "media": pictures.media,
    "image_grid": pictures.grid,
    "receipt": selling.receipt,
    "product": selling.products,
    "coupon": selling.coupon,
    "customer_feedback": asking.feedback,
    "notification_messages": asking.opt_in,
    "one_time_notif_req": asking.one_time,
}
