"""Is a notification message well formed?"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from workbench.simulators.line import actions, messages
from workbench.simulators.line.refusals import LineRefusal, Problem, wrong_body
from workbench.simulators.line.wire import units

_HASH = re.compile(r"[0-9a-f]{64}")
_MAX_EMPHASIS, _MAX_ITEM, _MAX_URL = 15, 300, 1000
_MOST_ITEMS, _MOST_BUTTONS = 15, 2
_NO_FILES = ("image", "video", "audio", "imagemap")
TAG = "X-Line-Delivery-Tag"
_SHORTEST_TAG, _LONGEST_TAG = 16, 100
# Ready-made templates and the keys each of them knows. LINE has others for every country; here
# stand those of its own examples and, under the same names, a set to try Taiwan's with.
TEMPLATES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        f"shipment_completed_{suffix}": frozenset(
            {f"date_002_{suffix}", f"number_001_{suffix}", f"check_delivery_status_{suffix}"}
        )
        for suffix in ("ja", "zh-TW")
    }
)
Json = dict[str, Any]


def refuse_wrong_address(body: Json) -> str:
    """The hash of the number it is for. Raises `LineRefusal`."""
    to = body.get("to")
    if not isinstance(to, str) or not _HASH.fullmatch(to):
        raise wrong_body([Problem("The value must be a valid SHA-256 digest.", "to")])
    return to


def refuse_wrong_tag(tag: str | None) -> str:
    """The tag that comes back with the delivery; empty for none. Raises `LineRefusal`."""
    if tag is not None and not _SHORTEST_TAG <= len(tag) <= _LONGEST_TAG:
        raise LineRefusal(400, f"The value for the '{TAG}' header is invalid")
    return tag or ""


def refuse_wrong_template(body: Json) -> None:
    """Raises `LineRefusal` for an unknown template, or what does not fit it."""
    key = body.get("templateKey")
    if not isinstance(key, str) or key not in TEMPLATES:
        text = "The specified template doesn't exist, or you don't have the permission"
        raise LineRefusal(400, f"Invalid templateKey: {key}", [Problem(text, "templateKey")])
    found = list(_problems(body.get("body")))
    if found:
        raise wrong_body(found)
    wrong = sum(key_of not in TEMPLATES[key] for key_of in _keys(body["body"]))
    if wrong:
        raise LineRefusal(400, f"The request body has {wrong} invalid key(s).")


def words_of(body: Json) -> str:
    """What can be read on a notification by template."""
    given = body["body"]
    parts = [given["emphasizedItem"]] if "emphasizedItem" in given else []
    return "\n".join(part["content"] for part in [*parts, *given.get("items", [])])


def flexible_problems(body: Json) -> list[Problem]:
    """What the platform would object to in the messages of the older kind."""
    found = messages.problems(body.get("messages"))
    if found:
        return found
    return [
        Problem("The message type is not allowed", f"messages[{number}].type")
        for number, message in enumerate(body["messages"])
        if message["type"] in _NO_FILES
    ]


def _problems(given: Any) -> Iterator[Problem]:
    if not isinstance(given, dict):
        yield Problem("May not be null", "body")
        return
    if "emphasizedItem" in given:
        yield from _item_problems(given["emphasizedItem"], "body.emphasizedItem", _MAX_EMPHASIS)
    for name, most in (("items", _MOST_ITEMS), ("buttons", _MOST_BUTTONS)):
        listed = given.get(name, [])
        if not isinstance(listed, list) or len(listed) > most:
            yield Problem(f"Size must be between 0 and {most}", f"body.{name}")
            continue
        for number, one in enumerate(listed):
            where = f"body.{name}[{number}]"
            if name == "items":
                yield from _item_problems(one, where, _MAX_ITEM)
            else:
                yield from _button_problems(one, where)
    keys = [key for key in _keys(given) if key]
    if len(set(keys)) < len(keys):
        yield Problem("No key may be used twice", "body")


def _item_problems(item: Any, where: str, most: int) -> Iterator[Problem]:
    given = item if isinstance(item, dict) else {}
    yield from actions.text_problems(given.get("itemKey"), f"{where}.itemKey", _MAX_ITEM)
    yield from actions.text_problems(given.get("content"), f"{where}.content", most)


def _button_problems(button: Any, where: str) -> Iterator[Problem]:
    given = button if isinstance(button, dict) else {}
    yield from actions.text_problems(given.get("buttonKey"), f"{where}.buttonKey", _MAX_ITEM)
    url = given.get("url")
    if not isinstance(url, str) or not 0 < units(url) <= _MAX_URL:
        yield Problem(f"Length must be between 1 and {_MAX_URL}", f"{where}.url")


def _keys(given: Json) -> list[str]:
    emphasised = [given["emphasizedItem"]] if "emphasizedItem" in given else []
    items = [*emphasised, *_listed(given.get("items")), *_listed(given.get("buttons"))]
    named = (one for one in items if isinstance(one, dict))
    return [str(one.get("itemKey", one.get("buttonKey", ""))) for one in named]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
