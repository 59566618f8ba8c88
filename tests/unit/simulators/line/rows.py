"""What a faithful simulator of LINE must refuse: one named row for each check, call and answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.unit.simulators.rig import PUSH, USER, bubbles

BOT = "/line/v2/bot"
INVALID_TO = "The property, 'to', in the request body is invalid (line: -, column: -)"
Json = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """One call that must be answered so; `details` are (property, message)."""

    name: str
    path: str
    body: Any
    status: int
    message: str = ""
    details: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def push(*messages: Json, **more: Any) -> Json:
    return {"to": USER, "messages": list(messages) or bubbles("好"), **more}


def wrong(name: str, message: Json, *details: tuple[str, str]) -> Row:
    """A push of one message that has exactly these things wrong."""
    words = f"The request body has {len(details)} error(s)"
    places = tuple((f"messages[0].{where}", what) for where, what in details)
    return Row(name, PUSH, push(message), 400, words, places)


def replying(**action: Any) -> Json:
    return {
        "type": "text",
        "text": "好",
        "quickReply": {"items": [{"type": "action", "action": action}]},
    }


def bubble(*contents: Json, **more: Any) -> Json:
    return {
        "type": "bubble",
        "body": {"type": "box", "layout": "vertical", "contents": list(contents)},
        **more,
    }


def flex(contents: Json) -> Json:
    return {"type": "flex", "altText": "茶", "contents": contents}


def words(text: str) -> Json:
    return {"type": "text", "text": text}


def carousel(*columns: Json) -> Json:
    return {
        "type": "template",
        "altText": "茶",
        "template": {"type": "carousel", "columns": list(columns)},
    }


def column(**more: Any) -> Json:
    return {"text": "茶", "actions": [{"type": "message", "label": "買", "text": "買"}], **more}


def between(least: int, most: int) -> str:
    return f"Size must be between {least} and {most}"


def at_most(most: int) -> str:
    return f"Length must be between 0 and {most}"


EMPTY = "May not be empty"
A_KEY = {"X-Line-Retry-Key": "123e4567-e89b-12d3-a456-426614174000"}
LOADING_TO = (
    "Only user id is acceptable, please confirm if there are any group/room ids or illegal ids."
)


def one_of(*allowed: str) -> str:
    return f"Must be one of the following values: [{', '.join(allowed)}]"


def invalid(name: str) -> str:
    return f"The property, {name}, in the request body is invalid (line: -, column: -)"
