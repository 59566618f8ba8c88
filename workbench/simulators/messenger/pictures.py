"""Are a media template and a grid of images well formed, and how do they look?

Source: Messenger Platform, "Media template", "Image grid template".
"""

from typing import Any

from workbench.simulators.conversation import Face
from workbench.simulators.messenger.buttons import check_buttons
from workbench.simulators.meta import refusals as common
from workbench.simulators.meta.cards import shown
from workbench.simulators.meta.parts import (
    Json,
    check_list,
    check_one_of,
    check_optional,
    check_string,
    check_url,
)

_LEAST_IMAGES, _MOST_IMAGES = 2, 6
_MAX_ACTION_TEXT = 1000


def check_media(payload: Json) -> None:
    """Exactly one element: an upload of the Page's own, or a link to Facebook."""
    (element,) = check_list("[elements]", payload.get("elements"), 1, 1)
    check_one_of("[elements][0][media_type]", element.get("media_type"), ("image", "video"))
    if ("attachment_id" in element) == ("url" in element):
        wrong = "Param name_placeholder[elements][0] needs one of attachment_id and url"
        raise common.bad_parameter(wrong)
    if "url" in element:
        check_url("[elements][0][url]", element["url"])
    check_buttons("[elements][0][buttons]", element.get("buttons", []))


def check_grid(payload: Json) -> None:
    """Exactly one element of two to six images, at most one of them large."""
    (element,) = check_list("[elements]", payload.get("elements"), 1, 1)
    where = "[elements][0][images]"
    images = check_list(where, element.get("images"), 0, _MOST_IMAGES)
    if len(images) < _LEAST_IMAGES:
        raise common.GraphRefusal(105, f"(#105) param name_placeholder{where} has too few")
    if sum(image.get("is_hero_image") is True for image in images) > 1:
        raise common.bad_parameter(f"Param name_placeholder{where} has several hero images")
    for number, image in enumerate(images):
        check_url(f"{where}[{number}][url]", image.get("url"))
        if "action" in image:
            _check_action(f"{where}[{number}][action]", image["action"])
    check_optional(element, "[elements][0]", title=45, subtitle=80)
    types = ("web_url", "postback")
    check_buttons("[elements][0][buttons]", element.get("buttons", []), types)


def _check_action(where: str, action: Any) -> None:
    kind = action.get("type") if isinstance(action, dict) else None
    check_one_of(f"{where}[type]", kind, ("web_url", "postback"))
    if kind == "web_url":
        check_url(f"{where}[url]", action.get("url"))
    else:
        check_string(f"{where}[payload]", action.get("payload"), _MAX_ACTION_TEXT)


def media(payload: Json) -> tuple[Face, ...]:
    element = payload["elements"][0]
    return (Face(image=element.get("url", ""), buttons=shown(element)),)


def grid(payload: Json) -> tuple[Face, ...]:
    element = payload["elements"][0]
    title, subtitle = element.get("title", ""), element.get("subtitle", "")
    return (Face(title, subtitle, element["images"][0]["url"], buttons=shown(element)),)
