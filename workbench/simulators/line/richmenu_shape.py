"""Is a rich menu well formed, and may this picture be its own?"""

from collections.abc import Iterator
from typing import Any

from workbench.simulators.line import actions
from workbench.simulators.line.pictures import picture_size
from workbench.simulators.line.refusals import LineRefusal, Problem, media_type

_NARROWEST, _WIDEST, _LOWEST = 800, 2500, 250
_LEAST_RATIO = 1.45
_MAX_AREAS = 20
_MAX_PICTURE = 1024 * 1024
_WORDS = {"name": 300, "chatBarText": 14}
_BOUNDS = ("x", "y", "width", "height")


def problems(body: dict[str, Any]) -> Iterator[Problem]:
    """What the platform would object to in a rich menu."""
    for member in ("size", "selected", "name", "chatBarText", "areas"):
        if member not in body:
            yield Problem("must be specified", member)
    if "size" in body:
        yield from _size_problems(body["size"])
    if "selected" in body and not isinstance(body["selected"], bool):
        yield Problem("must be a boolean", "selected")
    for member, most in _WORDS.items():
        if member in body:
            yield from actions.text_problems(body[member], member, most)
    if "areas" in body:
        yield from _areas_problems(body["areas"])


def refuse_picture(raw: bytes, given_type: str) -> None:
    """Raises `LineRefusal` for a picture that no rich menu may have."""
    if given_type not in ("image/jpeg", "image/png"):
        raise media_type(given_type or "null")
    found = picture_size(raw)
    too_large = len(raw) > _MAX_PICTURE
    if found is None or found[0] != given_type or too_large or not _fits(*found[1:]):
        raise LineRefusal(400, "The image size is not allowed for richmenu")


def _fits(width: int, height: int) -> bool:
    in_bounds = _NARROWEST <= width <= _WIDEST and height >= _LOWEST
    return in_bounds and width / height >= _LEAST_RATIO


def _size_problems(size: Any) -> Iterator[Problem]:
    width, height = (size.get("width"), size.get("height")) if isinstance(size, dict) else (0, 0)
    if not (isinstance(width, int) and isinstance(height, int) and height > 0):
        yield Problem("must be specified", "size")
    elif not _fits(width, height):
        yield Problem("The size is not allowed for richmenu", "size")


def _areas_problems(areas: Any) -> Iterator[Problem]:
    if not isinstance(areas, list) or len(areas) > _MAX_AREAS:
        yield Problem(f"Size must be between 0 and {_MAX_AREAS}", "areas")
        return
    for number, area in enumerate(areas):
        where = f"areas[{number}]"
        if not isinstance(area, dict):
            yield Problem("must be specified", where)
            continue
        yield from _bounds_problems(area.get("bounds"), f"{where}.bounds")
        yield from actions.problems(area.get("action"), f"{where}.action", actions.RICH_MENU)


def _bounds_problems(bounds: Any, where: str) -> Iterator[Problem]:
    if not isinstance(bounds, dict):
        yield Problem("must be specified", where)
        return
    for name in _BOUNDS:
        if not _is_count(bounds.get(name)):
            yield Problem("must be specified", f"{where}.{name}")


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
