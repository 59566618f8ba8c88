"""Do the members of an action go together?"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlsplit

from workbench.simulators.line.refusals import Problem

_SCHEMES = ("http", "https", "line", "tel")
_INPUT_OPTIONS = ("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice")
_MAX_URI = 1000
_ALIAS = re.compile(r"[a-z0-9_-]{1,32}")
_EARLIEST, _LATEST = date(1900, 1, 1), date(2100, 12, 31)
# How each mode of the picker writes a moment; `t` may stand for `T`.
_WRITTEN = {
    "date": r"\d{4}-\d\d-\d\d",
    "time": r"\d\d:\d\d",
    "datetime": r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d",
}


def contradictions(action: dict[str, Any], where: str) -> Iterator[Problem]:
    """What each kind forbids beyond the length of its members."""
    match action["type"]:
        case "postback":
            yield from _postback(action, where)
        case "uri":
            yield from _uri(action, where)
        case "datetimepicker":
            yield from _picker(action, where)
        case "richmenuswitch":
            alias = action.get("richMenuAliasId")
            if isinstance(alias, str) and alias and not _ALIAS.fullmatch(alias):
                yield Problem("invalid richMenuAliasId", f"{where}.richMenuAliasId")


def _postback(action: dict[str, Any], where: str) -> Iterator[Problem]:
    if {"displayText", "text"} <= action.keys():
        yield Problem("displayText and text cannot be used together", where)
    option = action.get("inputOption")
    if option is not None and option not in _INPUT_OPTIONS:
        listed = ", ".join(_INPUT_OPTIONS)
        yield Problem(f"Must be one of the following values: [{listed}]", f"{where}.inputOption")
    if "fillInText" in action and option != "openKeyboard":
        yield Problem("fillInText needs inputOption openKeyboard", f"{where}.fillInText")


def _uri(action: dict[str, Any], where: str) -> Iterator[Problem]:
    uri = action.get("uri")
    if isinstance(uri, str) and uri and not _good_uri(uri):
        yield Problem("invalid uri", f"{where}.uri")
    if "altUri" in action:
        other = action["altUri"]
        desktop = other.get("desktop") if isinstance(other, dict) else None
        if not isinstance(desktop, str) or not _good_uri(desktop) or len(desktop) > _MAX_URI:
            yield Problem("invalid uri", f"{where}.altUri.desktop")


def _good_uri(uri: str) -> bool:
    """A scheme that phones open, and nothing that ought to be percent-encoded."""
    try:
        return urlsplit(uri).scheme in _SCHEMES and re.fullmatch("[!-~]+", uri) is not None
    except ValueError:
        return False


def _picker(action: dict[str, Any], where: str) -> Iterator[Problem]:
    mode = action.get("mode")
    if mode not in _WRITTEN:
        if isinstance(mode, str) and mode:
            listed = ", ".join(_WRITTEN)
            yield Problem(f"Must be one of the following values: [{listed}]", f"{where}.mode")
        return
    named = {name: action[name] for name in ("min", "initial", "max") if name in action}
    wrong = [name for name, value in named.items() if not _is_moment(value, mode)]
    for name in wrong:
        yield Problem(f"invalid {mode}", f"{where}.{name}")
    if not wrong and {"min", "max"} <= named.keys() and named["min"] >= named["max"]:
        yield Problem("min must be before max", f"{where}.min")


def _is_moment(value: Any, mode: str) -> bool:
    if not isinstance(value, str) or not re.fullmatch(_WRITTEN[mode], value):
        return False
    try:
        if mode == "time":
            time.fromisoformat(value)
            return True
        read = datetime.fromisoformat(value.upper())
    except ValueError:
        return False
    return _EARLIEST <= read.date() <= _LATEST
