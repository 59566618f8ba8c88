"""What does the person see of a message: its words, cards, pictures, and what can be pressed?

The actions of buttons: `reply` and `list` come back as interactive replies, `quick_reply` is the
same on a card, `template` comes back as a `button` message, the others leave or end the chat.
"""

from datetime import datetime
from typing import Any

from workbench.simulators.conversation import Author, Bubble, Button, Face
from workbench.simulators.whatsapp.templates import Template
from workbench.simulators.whatsapp.values import JsonObject
from workbench.simulators.whatsapp.written import faces as template_faces


def bubble(body: JsonObject, mid: str, now: datetime, template: Template | None) -> Bubble:
    """The message as one bubble."""
    kind = body.get("type", "text")
    if template is not None:
        return _of_faces("template", template_faces(body["template"], template), mid, now)
    if kind == "interactive":
        return _of_faces(*_interactive(body["interactive"]), mid, now)
    content: Any = body[kind]
    shown = Bubble(now, Author.SHOP, kind, _words(kind, content), mid)
    if kind == "image":
        shown.image = content.get("link", content.get("id", ""))
    return shown


def _of_faces(kind: str, faces: tuple[Face, ...], mid: str, now: datetime) -> Bubble:
    words = "\n".join(face.words for face in faces)
    buttons = tuple(button for face in faces for button in face.buttons)
    return Bubble(now, Author.SHOP, kind, words, mid, buttons=buttons, cards=faces)


def _words(kind: str, content: Any) -> str:
    if kind == "text":
        return str(content["body"])
    if kind == "reaction":
        return str(content["emoji"])
    if kind == "location":
        return str(content.get("name", ""))
    if kind == "contacts":
        return "\n".join(str(one["name"]["formatted_name"]) for one in content)
    return str(content.get("caption", ""))


def _interactive(message: JsonObject) -> tuple[str, tuple[Face, ...]]:
    action, body = message["action"], message.get("body", {}).get("text", "")
    if message["type"] == "carousel":
        cards = tuple(_card(card) for card in action["cards"])
        return "carousel", (*((Face(text=body),) if body else ()), *cards)
    title, image = _header(message.get("header", {}))
    footer = message.get("footer", {}).get("text", "")
    words = "\n".join(filter(None, (body, footer)))
    return "card", (Face(title, words, image, buttons=_buttons(message["type"], action)),)


def _header(header: JsonObject) -> tuple[str, str]:
    form = header.get("type", "")
    if form == "text":
        return str(header["text"]), ""
    media = header.get(form, {})
    return "", str(media.get("link", media.get("id", "")))


def _card(card: JsonObject) -> Face:
    action = card["action"]
    if card.get("type") == "product":
        return Face(title=action["product_retailer_id"], buttons=_sold(action))
    title, image = _header(card.get("header", {}))
    words = card.get("body", {}).get("text", "")
    kind = "cta_url" if action.get("name") == "cta_url" else "button"
    return Face(title, words, image, buttons=_buttons(kind, action))


def _buttons(kind: str, action: JsonObject) -> tuple[Button, ...]:
    if kind == "button":
        return tuple(_button(one) for one in action["buttons"])
    if kind == "list":
        rows = [row for section in action["sections"] for row in section["rows"]]
        described = ((row, row.get("description", "")) for row in rows)
        return tuple(Button(row["title"], "list", row["id"], more) for row, more in described)
    if kind == "cta_url":
        return (_link(action["parameters"]),)
    if kind == "flow":
        given = action["parameters"]
        return (Button(given["flow_cta"], "flow", given.get("flow_token", "unused")),)
    return _sold(action) if kind.startswith(("product", "catalog")) else _asks(kind)


def _button(one: JsonObject) -> Button:
    if one["type"] == "cta_url":
        return _link(one["cta_url"])
    reply = one[one["type"]]
    return Button(reply["title"], one["type"], reply["id"])


def _link(parameters: JsonObject) -> Button:
    return Button(parameters["display_text"], "url", parameters["url"])


def _sold(action: JsonObject) -> tuple[Button, ...]:
    items = [item for section in action.get("sections", ()) for item in section["product_items"]]
    named = [item["product_retailer_id"] for item in items or (action,) if "name" not in item]
    return tuple(Button(sku, "product", sku) for sku in named) or (
        Button("查看目錄 View catalog", "catalog", ""),
    )


def _asks(kind: str) -> tuple[Button, ...]:
    if kind == "location_request_message":
        return (Button("傳送位置 Send location", "location", ""),)
    return (Button("分享聯絡資訊 Share contact info", "contact", ""),)
