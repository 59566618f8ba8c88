"""Are LINE message objects well formed, and what does the shopper see of them?"""

from collections.abc import Callable, Iterator
from typing import Any

from workbench.simulators.conversation import Button, Face
from workbench.simulators.line import actions
from workbench.simulators.line import cards as cards_of
from workbench.simulators.line.refusals import Problem
from workbench.simulators.line.text import emoji_problems, placeholder_problems

MAX_MESSAGES = 5
_MAX_QUICK_REPLIES = 13
_MAX_TEXT = 5000
_MAX_ALT_TEXT = 1500
_TYPES = (
    "text",
    "textV2",
    "sticker",
    "image",
    "video",
    "audio",
    "location",
    "coupon",
    "imagemap",
    "template",
    "flex",
)
# Members that must be there, for the kinds that need no closer look here.
_REQUIRED = {
    "sticker": ("packageId", "stickerId"),
    "video": ("originalContentUrl", "previewImageUrl"),
    "audio": ("originalContentUrl",),
    "location": ("title", "address"),
    "coupon": ("couponId",),
    "imagemap": ("baseUrl",),
}


def problems(messages: Any) -> list[Problem]:
    """Everything the platform would object to in `messages`."""
    if not isinstance(messages, list) or not 1 <= len(messages) <= MAX_MESSAGES:
        return [Problem(f"Size must be between 1 and {MAX_MESSAGES}", "messages")]
    found: list[Problem] = []
    for number, message in enumerate(messages):
        found.extend(_message_problems(message, f"messages[{number}]"))
    return found


def kind_and_text(message: dict[str, Any]) -> tuple[str, str]:
    """What kind of message the shopper sees, and its words."""
    kind = message["type"]
    if kind in ("text", "textV2"):
        return "text", message["text"]
    if kind in ("template", "flex"):
        contents: dict[str, Any] = message["template" if kind == "template" else "contents"]
        words = "\n".join(face.words for face in cards(message))
        return ("carousel" if "carousel" in contents["type"] else "card"), words
    return kind, message.get("title", message.get("altText", ""))


def image(message: dict[str, Any]) -> str:
    """The address of the image, if the message is one."""
    return message["originalContentUrl"] if message["type"] == "image" else ""


def cards(message: dict[str, Any]) -> tuple[Face, ...]:
    """The cards of a message; a text with buttons is one."""
    return cards_of.faces(message)


def quick_replies(message: dict[str, Any]) -> tuple[Button, ...]:
    """The quick replies under a message."""
    items = message.get("quickReply", {}).get("items", ())
    return tuple(actions.button(item["action"]) for item in items)


def buttons(message: dict[str, Any]) -> tuple[Button, ...]:
    """The lasting buttons of a message."""
    return tuple(button for card in cards(message) for button in card.buttons)


def has_quote_token(message: dict[str, Any]) -> bool:
    """Kinds whose `sentMessages` entry comes with a `quoteToken`."""
    quotable = ("text", "textV2", "sticker", "image", "video", "template", "flex")
    return message["type"] in quotable


def _message_problems(message: Any, where: str) -> Iterator[Problem]:
    kind = message.get("type") if isinstance(message, dict) else None
    if kind not in _TYPES:
        listed = ", ".join(_TYPES)
        yield Problem(f"Must be one of the following values: [{listed}]", f"{where}.type")
        return
    if kind in _CLOSER:
        yield from _CLOSER[kind](message, where)
    for member in _REQUIRED.get(kind, ()):
        yield from actions.text_problems(message.get(member), f"{where}.{member}", 2000)
    if "quickReply" in message:
        yield from _quick_reply_problems(message["quickReply"], f"{where}.quickReply")


def _quick_reply_problems(quick_reply: Any, where: str) -> Iterator[Problem]:
    items = quick_reply.get("items") if isinstance(quick_reply, dict) else None
    if not isinstance(items, list) or not 1 <= len(items) <= _MAX_QUICK_REPLIES:
        yield Problem(f"Size must be between 1 and {_MAX_QUICK_REPLIES}", f"{where}.items")
        return
    for number, item in enumerate(items):
        at = f"{where}.items[{number}]"
        if not isinstance(item, dict) or item.get("type") != "action":
            yield Problem("Must be one of the following values: [action]", f"{at}.type")
        else:
            yield from actions.problems(item.get("action"), f"{at}.action", actions.QUICK_REPLY)


def _text_problems(message: dict[str, Any], where: str) -> Iterator[Problem]:
    yield from actions.text_problems(message.get("text"), f"{where}.text", _MAX_TEXT)
    if isinstance(message.get("text"), str) and "emojis" in message:
        yield from emoji_problems(message, where)


def _text_v2_problems(message: dict[str, Any], where: str) -> Iterator[Problem]:
    yield from actions.text_problems(message.get("text"), f"{where}.text", _MAX_TEXT)
    if isinstance(message.get("text"), str):
        yield from placeholder_problems(message, where)


def _image_problems(message: dict[str, Any], where: str) -> Iterator[Problem]:
    for member in ("originalContentUrl", "previewImageUrl"):
        yield from actions.url_problems(message.get(member), f"{where}.{member}")


def _card_problems(message: dict[str, Any], where: str) -> Iterator[Problem]:
    yield from actions.text_problems(message.get("altText"), f"{where}.altText", _MAX_ALT_TEXT)
    yield from cards_of.problems(message, where)


_CLOSER: dict[str, Callable[[dict[str, Any], str], Iterator[Problem]]] = {
    "text": _text_problems,
    "textV2": _text_v2_problems,
    "image": _image_problems,
    "template": _card_problems,
    "flex": _card_problems,
}
