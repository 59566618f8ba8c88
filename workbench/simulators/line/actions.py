"""Is an action of a quick reply, template, flex message or rich menu well formed?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workbench.simulators.conversation import Button
from workbench.simulators.line.action_details import contradictions
from workbench.simulators.line.refusals import Problem
from workbench.simulators.line.wire import units

_MAX_URL = 2000
_FETCHABLE = re.compile(r"https://[!-~]+\Z")
_ANYWHERE = ("postback", "message", "uri", "datetimepicker", "clipboard")
# Member and greatest length of what each kind must and may carry.
_REQUIRED = {
    "postback": {"data": 300},
    "message": {"text": 300},
    "uri": {"uri": 1000},
    "datetimepicker": {"data": 300, "mode": 8},
    "clipboard": {"clipboardText": 1000},
    "richmenuswitch": {"richMenuAliasId": 32, "data": 300},
}
_OPTIONAL = {"postback": {"displayText": 300, "text": 300, "fillInText": 300}}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an action stands decides which kinds there are, and about its label."""

    kinds: tuple[str, ...] = _ANYWHERE
    most_label: int = 20
    needs_label: bool = True
    other_desktop: bool = True  # whether a computer may be sent to another address


QUICK_REPLY = Place((*_ANYWHERE, "camera", "cameraRoll", "location"), other_desktop=False)
TEMPLATE = Place()
FLEX_BUTTON = Place(most_label=40)
FLEX_PART = Place(most_label=40, needs_label=False)
RICH_MENU = Place((*_ANYWHERE, "richmenuswitch"), needs_label=False)


def problems(action: Any, where: str, place: Place) -> Iterator[Problem]:
    """What the platform would object to in this action."""
    kind = action.get("type") if isinstance(action, dict) else None
    if kind not in place.kinds:
        yield not_one_of(place.kinds, f"{where}.type")
        return
    for member, most in _REQUIRED.get(kind, {}).items():
        yield from text_problems(action.get(member), f"{where}.{member}", most)
    for member, most in _OPTIONAL.get(kind, {}).items():
        if member in action:
            yield from text_problems(action[member], f"{where}.{member}", most)
    yield from contradictions(action, where)
    if "altUri" in action and not place.other_desktop:
        yield Problem("Must not be specified", f"{where}.altUri")
    if place.needs_label or "label" in action:
        yield from text_problems(action.get("label"), f"{where}.label", place.most_label)


def not_one_of(allowed: tuple[str, ...], where: str) -> Problem:
    """A word that is none of a closed set."""
    return Problem(f"Must be one of the following values: [{', '.join(allowed)}]", where)


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
