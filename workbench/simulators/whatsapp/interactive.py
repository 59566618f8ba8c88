"""Is an interactive message within the Cloud API's limits?"""

from collections.abc import Callable

from workbench.simulators.whatsapp import carousels
from workbench.simulators.whatsapp.refusals import wrong_value
from workbench.simulators.whatsapp.selling import (
    check_product,
    check_product_sections,
    check_titles,
)
from workbench.simulators.whatsapp.values import (
    JsonObject,
    an_object,
    has_emoji,
    maybe_text,
    objects,
    refuse_doubles,
    text,
    url,
)

_MEDIA = ("image", "video", "document")
_NO_HEADER = ("product", "carousel", "location_request_message", "request_contact_info")
_SHORT_BODY = 1024
_LIST_BODY = 4096


def refuse_if_wrong(interactive: JsonObject, *, direct: bool = False) -> None:
    """Raises `CloudRefusal`. `direct` is the wider button form of Direct Send."""
    kind = interactive.get("type")
    if not isinstance(kind, str) or kind not in _ACTIONS:
        raise wrong_value(f"Param interactive['type'] must be one of {{{', '.join(_ACTIONS)}}}.")
    _check_header(kind, interactive)
    _check_body(kind, interactive)
    if "footer" in interactive:
        _refuse_where_bare(kind, "footer")
        text(an_object(interactive["footer"], "footer").get("text"), "footer['text']", 60)
    action = an_object(interactive.get("action"), "interactive['action']")
    if kind == "button" and direct:
        _check_mixed_buttons(action)
    else:
        _ACTIONS[kind](action)


def _check_header(kind: str, interactive: JsonObject) -> None:
    if "header" not in interactive:
        if kind == "product_list":
            raise wrong_value("Param interactive['header'] is required for product_list.")
        return
    _refuse_where_bare(kind, "header")
    header = an_object(interactive["header"], "header")
    form = header.get("type")
    if form == "text":
        text(header.get("text"), "header['text']", 60)
    elif form not in _MEDIA or kind in ("list", "product_list"):
        raise wrong_value(f"Param header['type'] {form!r} does not go with a {kind} message.")
    else:
        check_media(an_object(header.get(form), f"header['{form}']"), f"header['{form}']")


def _refuse_where_bare(kind: str, part: str) -> None:
    if kind in _NO_HEADER and not (kind == "product" and part == "footer"):
        raise wrong_value(f"Param interactive['{part}'] does not go with a {kind} message.")


def _check_body(kind: str, interactive: JsonObject) -> None:
    if kind == "product" and "body" not in interactive:
        return
    body = interactive.get("body")
    words = body.get("text") if isinstance(body, dict) else None
    most = _LIST_BODY if kind == "list" else _SHORT_BODY
    text(words, "interactive['body']['text']", most)


def check_media(media: JsonObject, path: str) -> None:
    """Either an id or a link."""
    if ("id" in media) == ("link" in media):
        raise wrong_value(f"Param {path} needs either an id or a link.")
    if "link" in media:
        url(media["link"], f"{path}['link']")
    else:
        text(media["id"], f"{path}['id']", 128)


def _check_buttons(action: JsonObject) -> None:
    buttons = objects(action.get("buttons"), "action['buttons']", 1, 3)
    _check_replies(buttons)


def _check_replies(buttons: list[JsonObject]) -> None:
    replies = [an_object(one.get("reply"), "button['reply']") for one in buttons]
    if any(one.get("type") != "reply" for one in buttons):
        raise wrong_value("Param button['type'] must be reply.")
    for reply in replies:
        text(reply.get("id"), "button['reply']['id']", 256)
        text(reply.get("title"), "button['reply']['title']", 20)
    refuse_doubles([reply["id"] for reply in replies], "button['reply']['id']")
    refuse_doubles([reply["title"] for reply in replies], "button['reply']['title']")


def _check_mixed_buttons(action: JsonObject) -> None:
    """Up to ten, of which at most two open a page and stand first."""
    buttons = objects(action.get("buttons"), "action['buttons']", 1, 10)
    links = [one for one in buttons if one.get("type") == "cta_url"]
    if len(links) > 2 or buttons[: len(links)] != links:
        raise wrong_value("At most two cta_url buttons are allowed, before the reply buttons.")
    for link in links:
        _check_link(an_object(link.get("cta_url"), "button['cta_url']"))
    _check_replies(buttons[len(links) :])


def _check_list(action: JsonObject) -> None:
    text(action.get("button"), "action['button']", 20)
    sections = objects(action.get("sections"), "action['sections']", 1, 10)
    check_titles(sections)
    rows = [
        row
        for section in sections
        for row in objects(section.get("rows"), "section['rows']", 1, 10)
    ]
    if len(rows) > 10:
        raise wrong_value("Total row count exceed max allowed count: 10.")
    for row in rows:
        text(row.get("id"), "row['id']", 200)
        text(row.get("title"), "row['title']", 24)
        maybe_text(row, "description", "row['description']", 72)
    refuse_doubles([row["id"] for row in rows], "row['id']")


def _check_link(parameters: JsonObject) -> None:
    text(parameters.get("display_text"), "parameters['display_text']", 20)
    url(parameters.get("url"), "parameters['url']")


def _check_cta(action: JsonObject) -> None:
    if action.get("name") != "cta_url":
        raise wrong_value("Param action['name'] must be cta_url.")
    _check_link(an_object(action.get("parameters"), "action['parameters']"))


def _named(name: str) -> Callable[[JsonObject], None]:
    def check(action: JsonObject) -> None:
        if action.get("name") != name:
            raise wrong_value(f"Param action['name'] must be {name}.")

    return check


def _check_product(action: JsonObject) -> None:
    check_product(action, action.get("catalog_id"))


def _check_products(action: JsonObject) -> None:
    sections = objects(action.get("sections"), "action['sections']", 1, 10)
    check_product_sections(sections, action.get("catalog_id"))


def _check_flow(action: JsonObject) -> None:
    given = an_object(action.get("parameters"), "action['parameters']")
    if action.get("name") != "flow" or given.get("flow_message_version") != "3":
        raise wrong_value("A flow needs the name flow and the flow_message_version 3.")
    if ("flow_id" in given) == ("flow_name" in given):
        raise wrong_value("Param parameters needs either flow_id or flow_name.")
    words = text(given.get("flow_cta"), "parameters['flow_cta']", 20)
    if has_emoji(words):
        raise wrong_value("Param parameters['flow_cta'] must not contain emoji.")
    if given.get("flow_action", "navigate") not in ("navigate", "data_exchange"):
        raise wrong_value("Param parameters['flow_action'] must be navigate or data_exchange.")


def _check_carousel(action: JsonObject) -> None:
    carousels.refuse_if_wrong(action, check_media, check_product)


_ACTIONS: dict[str, Callable[[JsonObject], None]] = {
    "button": _check_buttons,
    "list": _check_list,
    "cta_url": _check_cta,
    "location_request_message": _named("send_location"),
    "request_contact_info": _named("request_contact_info"),
    "catalog_message": _named("catalog_message"),
    "product": _check_product,
    "product_list": _check_products,
    "flow": _check_flow,
    "carousel": _check_carousel,
}
