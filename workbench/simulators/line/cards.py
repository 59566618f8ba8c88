"""Are templates within LINE's limits, and which cards does the shopper see?"""

from collections.abc import Iterator
from typing import Any

from workbench.simulators.conversation import Face
from workbench.simulators.line import actions, flex
from workbench.simulators.line.refusals import Problem

_MAX_COLUMNS = 10
_MAX_TITLE = 40
# Text with a title or image beside it, text alone, fewest and most actions.
_LIMITS = {"buttons": (60, 160, 1, 4), "confirm": (240, 240, 2, 2), "carousel": (60, 120, 1, 3)}


def problems(message: dict[str, Any], where: str) -> Iterator[Problem]:
    """What the platform would object to in a template or flex message."""
    if message["type"] == "flex":
        yield from flex.problems(message.get("contents"), f"{where}.contents")
    else:
        yield from _template_problems(message.get("template"), f"{where}.template")


def faces(message: dict[str, Any]) -> tuple[Face, ...]:
    """The cards of a template or flex message as they look; any other message has none."""
    if message["type"] == "flex":
        return flex.faces(message["contents"])
    template = message.get("template", {})
    columns = [template] if "actions" in template else template.get("columns", ())
    return tuple(_face(column) for column in columns)


def _face(column: dict[str, Any]) -> Face:
    listed = column.get("actions", [column["action"]] if "action" in column else [])
    return Face(
        column.get("title", ""),
        column.get("text", ""),
        column.get("thumbnailImageUrl", column.get("imageUrl", "")),
        column.get("defaultAction", {}).get("uri", ""),
        tuple(actions.button(action) for action in listed),
    )


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
        yield from actions.problems(action, f"{where}.actions[{number}]", actions.TEMPLATE)
