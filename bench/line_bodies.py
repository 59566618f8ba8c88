"""One LINE webhook of every documented kind, older and newer shapes included, under its name."""

from typing import Any

from tests.support.webhook_bodies import Body, line_body, line_event, line_text

_TOKEN = {"replyToken": "c0ffee00c0ffee00c0ffee00c0ffee00"}
_LINE = {"contentProvider": {"type": "line"}}
_GROUP = {"type": "group", "groupId": "Cg", "userId": "Ua1"}
_MESSAGES: dict[str, Body] = {
    "image": {"type": "image", **_LINE, "quoteToken": "q"},
    "image of a set": {
        **{"type": "image", "quoteToken": "q"},
        **_LINE,
        "imageSet": {"id": "AB12", "index": 1, "total": 3},
    },
    "image from outside": {
        "type": "image",
        "quoteToken": "q",
        "contentProvider": {
            "type": "external",
            "originalContentUrl": "https://cdn.example.tw/1.jpg",
            "previewImageUrl": "https://cdn.example.tw/2.jpg",
        },
    },
    "video": {"type": "video", "duration": 60_000, **_LINE, "quoteToken": "q"},
    "audio": {"type": "audio", "duration": 3000, **_LINE},
    "file": {"type": "file", "fileName": "訂單.pdf", "fileSize": 2048},
    "location": {"type": "location", "address": "台北市", "latitude": 25.0, "longitude": 121.5},
    "sticker": {
        **{"type": "sticker", "packageId": "446", "stickerId": "1988", "quoteToken": "q"},
        "stickerResourceType": "STATIC",
    },
    "sticker with words": {
        **{"type": "sticker", "packageId": "30563", "stickerId": "651698630", "quoteToken": "q"},
        **{"stickerResourceType": "MESSAGE", "text": "多謝", "keywords": ["thanks"]},
    },
    "sticker of a newer kind": {
        **{"type": "sticker", "packageId": "1", "stickerId": "2", "quoteToken": "q"},
        "stickerResourceType": "HOLOGRAM",
    },
    "message of a newer kind": {"type": "hologram"},
}
_EVENTS: dict[str, tuple[str, dict[str, Any]]] = {
    "unsend": ("unsend", {"unsend": {"messageId": "61"}}),
    "follow": ("follow", {**_TOKEN, "follow": {"isUnblocked": False}}),
    "follow of before 2023": ("follow", _TOKEN),
    "unfollow": ("unfollow", {}),
    "postback": ("postback", {**_TOKEN, "postback": {"data": "a=pick&d=42"}}),
    "postback with a date": (
        "postback",
        {**_TOKEN, "postback": {"data": "a", "params": {"datetime": "2026-12-24T19:30"}}},
    ),
    "video played": (
        "videoPlayComplete",
        {**_TOKEN, "videoPlayComplete": {"trackingId": "track-1"}},
    ),
    "beacon": ("beacon", {**_TOKEN, "beacon": {"hwid": "d41d8cd98f", "type": "enter"}}),
    "account link": (
        "accountLink",
        {**_TOKEN, "link": {"result": "ok", "nonce": "base64-nonce"}},
    ),
    "account link that failed": (
        "accountLink",
        {"source": None, "link": {"result": "failed", "nonce": "base64-nonce"}},
    ),
    "membership": (
        "membership",
        {**_TOKEN, "membership": {"type": "joined", "membershipId": 3189}},
    ),
    "notice delivered": ("delivery", {"source": None, "delivery": {"data": "ab" * 32}}),
    "standby": (
        "message",
        {"mode": "standby", "message": {"type": "text", "id": "1", "text": "?"}},
    ),
    "join": ("join", {**_TOKEN, "source": {"type": "group", "groupId": "Cg"}}),
    "leave": ("leave", {"source": {"type": "group", "groupId": "Cg"}}),
    "member joined": (
        "memberJoined",
        {
            **{**_TOKEN, "source": {"type": "group", "groupId": "Cg"}},
            "joined": {"members": [{"type": "user", "userId": "Ub2"}]},
        },
    ),
    "member left": (
        "memberLeft",
        {
            "source": {"type": "group", "groupId": "Cg"},
            "left": {"members": [{"type": "user", "userId": "Ub2"}]},
        },
    ),
    "text edited in a group": (
        "messageEdited",
        {
            **{**_TOKEN, "source": _GROUP},
            "message": {"type": "text", "id": "61", "quoteToken": "q", "text": "改成兩件"},
        },
    ),
    "event of a newer kind": ("hologram", {**_TOKEN, "hologram": {"depth": 3}}),
}


def documented_bodies() -> dict[str, Body]:
    """Every body by the name of what happened."""
    events = {
        "text": line_text("請問有現貨嗎"),
        "text without an event id": _without(line_text("舊的"), "webhookEventId"),
        "text in a group": {**line_text("早安"), "source": _GROUP},
        **{name: _message(message) for name, message in _MESSAGES.items()},
        **{name: _event(kind, members) for name, (kind, members) in _EVENTS.items()},
    }
    bodies = {name: line_body(event) for name, event in events.items()}
    return {**bodies, "no events": line_body(), "several": line_body(*events.values())}


def _message(message: Body) -> Body:
    return _event("message", {**_TOKEN, "message": {"id": "612345678901234567", **message}})


def _event(kind: str, members: dict[str, Any]) -> Body:
    event = line_event(kind, **members)
    return {name: value for name, value in event.items() if value is not None}


def _without(event: Body, name: str) -> Body:
    return {key: value for key, value in event.items() if key != name}
