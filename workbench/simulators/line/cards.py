"""Are templates and flex messages within LINE's limits?"""

import json
from collections.abc import Iterator
from typing import Any

from workbench.simulators.line import actions
from workbench.simulators.line.refusals import Problem

_MAX_COLUMNS = 10
_MAX_BUBBLES = 12
_MAX_BUBBLE_BYTES = 30 * 1024
_MAX_CAROUSEL_BYTES = 50 * 1024
_MAX_TITLE = 40
# Text with a title or picture beside it, text alone, fewest and most actions.
_LIMITS = {"buttons": (60, 160, 1, 4), "confirm": (240, 240, 2, 2), "carousel": (60, 120, 1, 3)}


def problems(message: dict[str, Any], where: str) -> Iterator[Problem]:
    """What the platform would object to in a template or flex message."""
    if message["type"] == "flex":
        yield from _flex_problems(message.get("contents"), f"{where}.contents")
    else:
        yield from _template_problems(message.get("template"), f"{where}.template")


def all_actions(message: dict[str, Any]) -> list[dict[str, Any]]:
    """Every action of a card, in the order shown."""
    found = _walk(message.get("template", message.get("contents")))
    return [action for action in found if isinstance(action, dict) and "type" in action]


def _walk(node: Any) -> Iterator[Any]:
    if isinstance(node, list):
        for child in node:
            yield from _walk(child)
    if isinstance(node, dict):
        yield node.get("action")
        yield from node.get("actions", ())
        for name in ("columns", "contents", "header", "hero", "body", "footer"):
            yield from _walk(node.get(name))


def _template_problems(template: Any, where: str) -> Iterator[Problem]:
    kind = template.get("type") if isinstance(template, dict) else None
    if kind in ("buttons", "confirm"):
        yield from _column_problems(template, where, kind)
    elif kind in ("carousel", "image_carousel"):
        yield from _columns_problems(template, where, kind)
    else:
        listed = "buttons, confirm, carousel, image_carousel"
        yield Problem(f"Must be one of the following values: [{listed}]", f"{where}.type")


def _columns_problems(template: dict[str, Any], where: str, kind: str) -> Iterator[Problem]:
    columns = template.get("columns")
    if not isinstance(columns, list) or not 1 <= len(columns) <= _MAX_COLUMNS:
        yield Problem(f"Size must be between 1 and {_MAX_COLUMNS}", f"{where}.columns")
        return
    if kind == "image_carousel":
        for number, column in enumerate(columns):
            url = column.get("imageUrl") if isinstance(column, dict) else None
            yield from actions.text_problems(url, f"{where}.columns[{number}].imageUrl", 2000)
        return
    for number, column in enumerate(columns):
        yield from _column_problems(column, f"{where}.columns[{number}]", kind)
    shapes = {_shape(column) for column in columns}
    if len(shapes) > 1:
        yield Problem("All columns must have the same actions, image and title", f"{where}.columns")


def _shape(column: Any) -> tuple[object, ...]:
    if not isinstance(column, dict):
        return ()
    count = len(column["actions"]) if isinstance(column.get("actions"), list) else 0
    return count, "thumbnailImageUrl" in column, "title" in column


def _column_problems(column: Any, where: str, kind: str) -> Iterator[Problem]:
    if not isinstance(column, dict):
        yield Problem("May not be empty", where)
        return
    beside, alone, fewest, most = _LIMITS[kind]
    accompanied = "title" in column or "thumbnailImageUrl" in column
    most_text = beside if accompanied else alone
    yield from actions.text_problems(column.get("text"), f"{where}.text", most_text)
    if "title" in column:
        yield from actions.text_problems(column["title"], f"{where}.title", _MAX_TITLE)
    listed = column.get("actions")
    if not isinstance(listed, list) or not fewest <= len(listed) <= most:
        yield Problem(f"Size must be between {fewest} and {most}", f"{where}.actions")
        return
    for number, action in enumerate(listed):
        yield from actions.problems(action, f"{where}.actions[{number}]", quick_reply=False)


def _flex_problems(contents: Any, where: str) -> Iterator[Problem]:
    kind = contents.get("type") if isinstance(contents, dict) else None
    if kind == "bubble":
        yield from _size_problems(contents, where, _MAX_BUBBLE_BYTES)
    elif kind == "carousel":
        yield from _flex_carousel_problems(contents, where)
    else:
        yield Problem("Must be one of the following values: [bubble, carousel]", f"{where}.type")


def _flex_carousel_problems(contents: dict[str, Any], where: str) -> Iterator[Problem]:
    bubbles = contents.get("contents")
    if not isinstance(bubbles, list) or not 1 <= len(bubbles) <= _MAX_BUBBLES:
        yield Problem(f"Size must be between 1 and {_MAX_BUBBLES}", f"{where}.contents")
        return
    sizes = {bubble.get("size", "mega") for bubble in bubbles if isinstance(bubble, dict)}
    if len(sizes) != 1:
        yield Problem("All bubbles must have the same size", f"{where}.contents")
    yield from _size_problems(contents, where, _MAX_CAROUSEL_BYTES)
    for number, bubble in enumerate(bubbles):
        yield from _size_problems(bubble, f"{where}.contents[{number}]", _MAX_BUBBLE_BYTES)


def _size_problems(node: Any, where: str, most: int) -> Iterator[Problem]:
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    if len(text.encode("utf-8", "backslashreplace")) > most:
        yield Problem(f"The JSON may not be larger than {most} bytes", where)
