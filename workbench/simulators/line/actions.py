"""Is an action of a quick reply, template or flex message well formed?"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from workbench.simulators.conversation import Button
from workbench.simulators.line.refusals import Problem
from workbench.simulators.line.wire import units

MAX_LABEL = 20
_MAX_FLEX_LABEL = 40
_MAX_URL = 2000
_FETCHABLE = re.compile(r"https://[!-~]+\Z")
_QUICK_REPLY_ONLY = ("camera", "cameraRoll", "location")
_ANYWHERE = ("postback", "message", "uri", "datetimepicker", "clipboard")
_SCHEMES = ("http", "https", "line", "tel")
# Member and greatest length of what each kind must and may carry.
_REQUIRED = {
    "postback": {"data": 300},
    "message": {"text": 300},
    "uri": {"uri": 1000},
    "datetimepicker": {"data": 300, "mode": 8},
    "clipboard": {"clipboardText": 1000},
}
_OPTIONAL = {"postback": {"displayText": 300, "text": 300, "fillInText": 300}}


def problems(action: Any, where: str, *, quick_reply: bool) -> Iterator[Problem]:
    """What the platform would object to in this action of a quick reply or template."""
    yield from _problems(action, where, _QUICK_REPLY_ONLY if quick_reply else ())
    if isinstance(action, dict):
        yield from text_problems(action.get("label"), f"{where}.label", MAX_LABEL)


def flex_problems(action: Any, where: str, *, is_button: bool = False) -> Iterator[Problem]:
    """The same for a part of a flex message: only a button's action needs a label."""
    yield from _problems(action, where)
    if isinstance(action, dict) and (is_button or "label" in action):
        yield from text_problems(action.get("label"), f"{where}.label", _MAX_FLEX_LABEL)


def _problems(action: Any, where: str, also: tuple[str, ...] = ()) -> Iterator[Problem]:
    allowed = _ANYWHERE + also
    kind = action.get("type") if isinstance(action, dict) else None
    if kind not in allowed:
        listed = ", ".join(allowed)
        yield Problem(f"Must be one of the following values: [{listed}]", f"{where}.type")
        return
    for member, most in _REQUIRED.get(kind, {}).items():
        yield from text_problems(action.get(member), f"{where}.{member}", most)
    for member, most in _OPTIONAL.get(kind, {}).items():
        if member in action:
            yield from text_problems(action[member], f"{where}.{member}", most)
    yield from _contradictions(action, where)


def text_problems(value: Any, where: str, most: int) -> Iterator[Problem]:
    """A required string of at most `most` UTF-16 code units."""
    if not isinstance(value, str) or not value:
        yield Problem("May not be empty", where)
    elif units(value) > most:
        yield Problem(f"Length must be between 0 and {most}", where)


def url_problems(value: Any, where: str) -> Iterator[Problem]:
    """The address of an image: https, percent-encoded."""
    yield from text_problems(value, where, _MAX_URL)
    if isinstance(value, str) and value and not _FETCHABLE.match(value):
        yield Problem("invalid uri scheme", where)


def button(action: dict[str, Any]) -> Button:
    """The action as something to press."""
    kind = action["type"]
    values = (action[name] for name in ("data", "text", "uri", "clipboardText") if name in action)
    shown = action.get("displayText", action.get("text", ""))
    return Button(action.get("label", ""), kind, next(values, ""), shown)


def _contradictions(action: dict[str, Any], where: str) -> Iterator[Problem]:
    if action["type"] == "postback" and {"displayText", "text"} <= action.keys():
        yield Problem("displayText and text cannot be used together", where)
    uri = action.get("uri")
    if action["type"] == "uri" and isinstance(uri, str) and not _good_uri(uri):
        yield Problem("invalid uri", f"{where}.uri")


def _good_uri(uri: str) -> bool:
    """A scheme that phones open, and nothing that ought to be percent-encoded."""
    try:
        return urlsplit(uri).scheme in _SCHEMES and re.fullmatch("[!-~]+", uri) is not None
    except ValueError:
        return False
