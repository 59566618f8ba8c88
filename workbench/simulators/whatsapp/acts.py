"""What is inside the messages that people send: taps, carts, cards, files, forms?"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from workbench.simulators.conversation import Button
from workbench.simulators.whatsapp.people import Person
from workbench.simulators.whatsapp.values import JsonObject

PLACE = {
    "latitude": 25.03396,
    "longitude": 121.56447,
    "name": "台北 101",
    "address": "台北市信義區信義路五段 7 號",
}
AD = {
    "source_url": "https://fb.me/9xYz",
    "source_id": "120210000000001",
    "source_type": "ad",
    "headline": "秋季新品",
    "body": "點我聊聊",
    "media_type": "image",
    "image_url": "https://scontent.example.net/ad.jpg",
    "ctwa_clid": "ARAkLkA8made-up",
    "welcome_message": {"text": "嗨！想看哪一款？"},
}


def tapped(button: Button) -> tuple[str, JsonObject]:
    """The kind of message a tap becomes, and what is in it."""
    if button.action == "template":
        return "button", {"payload": button.value, "text": button.label}
    if button.action == "list":
        row = {"id": button.value, "title": button.label}
        if button.shown:
            row["description"] = button.shown
        return "interactive", {"type": "list_reply", "list_reply": row}
    if button.action == "flow":
        return "interactive", form_reply(button.value, {})
    reply = {"id": button.value, "title": button.label}
    return "interactive", {"type": "button_reply", "button_reply": reply}


def form_reply(token: str, answers: Mapping[str, str]) -> JsonObject:
    """A finished form: its answers are JSON as text."""
    filled = json.dumps({"flow_token": token} | dict(answers), ensure_ascii=False)
    reply = {"name": "flow", "body": "Sent", "response_json": filled}
    return {"type": "nfm_reply", "nfm_reply": reply}


def cart(catalog: str, skus: Sequence[str]) -> JsonObject:
    items = [
        {"product_retailer_id": sku, "quantity": 1, "item_price": 590, "currency": "TWD"}
        for sku in skus
    ]
    return {"catalog_id": catalog, "text": "", "product_items": items}


def contact_card(person: Person, *, asked: bool) -> JsonObject:
    """A card with the person's own number."""
    number = {"phone": f"+{person.phone}", "wa_id": person.phone, "type": "CELL"}
    name = {"formatted_name": person.name, "first_name": person.name}
    card: JsonObject = {"name": name, "phones": [number]}
    if not asked:
        return card | {"origin": "other"}
    vcard = f"BEGIN:VCARD\nVERSION:3.0\nFN:{person.name}\nTEL:+{person.phone}\nEND:VCARD"
    return card | {"origin": "contact_request", "vcard": vcard}


def moved(person: Person, old_phone: str, previous: str, *, with_phone: bool) -> JsonObject:
    """A change of number; where the phone is not known, only the ids are told."""
    ids = {"user_id": person.bsuid, "previous_user_id": previous}
    if not with_phone:
        body = "User changed their user ID"
        return {"body": body, "type": "user_changed_user_id"} | ids
    body = f"{person.name} changed from {old_phone} to {person.phone}"
    return {"body": body, "type": "user_changed_number", "wa_id": person.phone} | ids


def unsupported(kind: str) -> dict[str, Any]:
    """What the API has no words for: an error in the place of the message."""
    error = {
        "code": 131051,
        "title": "Message type unknown",
        "message": "Message type unknown",
        "error_data": {"details": "Message type is currently not supported."},
    }
    return {"errors": [error], "unsupported": {"type": kind}}


def other_phone(phone: str) -> str:
    """Another number of the same country."""
    return phone[:-4] + f"{(int(phone[-4:]) + 1111) % 10_000:04d}"
