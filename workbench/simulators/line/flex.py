"""Is a flex message well formed, and which cards does the shopper see?"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from workbench.simulators.conversation import Face
from workbench.simulators.line import actions
from workbench.simulators.line.refusals import Problem

_MAX_BUBBLES = 12
_MAX_BUBBLE_BYTES = 30 * 1024
_MAX_CAROUSEL_BYTES = 50 * 1024
_SIZES = ("nano", "micro", "deca", "hecto", "kilo", "mega", "giga")
_SECTIONS = {
    "header": ("box",),
    "hero": ("box", "image", "video"),
    "body": ("box",),
    "footer": ("box",),
}
_STACKED = ("box", "button", "image", "text", "separator", "filler")
_CHILDREN = {
    "horizontal": _STACKED,
    "vertical": _STACKED,
    "baseline": ("icon", "text", "filler"),
}
_LENGTH = r"none|xs|sm|md|lg|xl|xxl|\d+px"
# What a member may say, for those whose words are a closed set.
_WORDING = {
    "color": r"#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?",
    "weight": "regular|bold",
    "size": r"xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl|full|\d+(?:px|%)",
    "aspectRatio": r"\d{1,6}(?:\.\d+)?:\d{1,6}(?:\.\d+)?",
    "aspectMode": "cover|fit",
    "height": "sm|md",
    "adjustMode": "shrink-to-fit",
    "spacing": _LENGTH,
    "margin": _LENGTH,
}

Node = dict[str, Any]


def problems(contents: Any, where: str) -> Iterator[Problem]:
    """What the platform would object to in the `contents` of a flex message."""
    kind = contents.get("type") if isinstance(contents, dict) else None
    if kind == "bubble":
        yield from _bubble_problems(contents, where)
    elif kind == "carousel":
        yield from _carousel_problems(contents, where)
    else:
        yield _not_one_of(("bubble", "carousel"), where)


def faces(contents: Node) -> tuple[Face, ...]:
    """The cards as they look."""
    bubbles = contents["contents"] if contents["type"] == "carousel" else [contents]
    return tuple(_face(bubble) for bubble in bubbles)


def _face(bubble: Node) -> Face:
    """A bold first line is the title; what else is written stands below it."""
    nodes = [node for section in _SECTIONS for node in _walk(bubble.get(section))]
    texts = [node for node in nodes if node["type"] == "text" and "text" in node]
    titled = bool(texts) and texts[0].get("weight") == "bold"
    words = [node["text"] for node in texts]
    image = next((node["url"] for node in nodes if node["type"] == "image"), "")
    pressed = [node["action"] for node in nodes if node["type"] == "button"]
    return Face(
        words.pop(0) if titled else "",
        "\n".join(words),
        image,
        bubble.get("action", {}).get("uri", ""),
        tuple(actions.button(action) for action in pressed),
    )


def _walk(node: Any) -> Iterator[Node]:
    if isinstance(node, dict):
        yield node
        for child in node.get("contents", ()):
            yield from _walk(child)


def _carousel_problems(carousel: Node, where: str) -> Iterator[Problem]:
    bubbles = carousel.get("contents")
    if not isinstance(bubbles, list) or not 1 <= len(bubbles) <= _MAX_BUBBLES:
        yield Problem(f"Size must be between 1 and {_MAX_BUBBLES}", f"{where}.contents")
        return
    sizes = {bubble.get("size", "mega") for bubble in bubbles if isinstance(bubble, dict)}
    if len(sizes) > 1:
        yield Problem("All bubbles must have the same size", f"{where}.contents")
    yield from _bytes_problems(carousel, where, _MAX_CAROUSEL_BYTES)
    for number, bubble in enumerate(bubbles):
        yield from _bubble_problems(bubble, f"{where}.contents[{number}]")


def _bubble_problems(bubble: Any, where: str) -> Iterator[Problem]:
    if not isinstance(bubble, dict) or bubble.get("type") != "bubble":
        yield _not_one_of(("bubble",), where)
        return
    if bubble.get("size", "mega") not in _SIZES:
        yield Problem("invalid property", f"{where}.size")
    yield from _bytes_problems(bubble, where, _MAX_BUBBLE_BYTES)
    for section, allowed in _SECTIONS.items():
        if section in bubble:
            yield from _node_problems(bubble[section], f"{where}.{section}", allowed)
    if "action" in bubble:
        yield from actions.problems(bubble["action"], f"{where}.action", actions.FLEX_PART)


def _bytes_problems(node: Any, where: str, most: int) -> Iterator[Problem]:
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    if len(text.encode("utf-8", "backslashreplace")) > most:
        yield Problem(f"The JSON may not be larger than {most} bytes", where)


def _node_problems(node: Any, where: str, allowed: tuple[str, ...]) -> Iterator[Problem]:
    kind = node.get("type") if isinstance(node, dict) else None
    if kind not in allowed:
        yield _not_one_of(allowed, where)
        return
    if kind in _CLOSER:
        yield from _CLOSER[kind](node, where)
    for member, wording in _WORDING.items():
        if member in node and not re.fullmatch(wording, str(node[member])):
            yield Problem("invalid property", f"{where}.{member}")
    if "action" in node and kind != "button":
        yield from actions.problems(node["action"], f"{where}.action", actions.FLEX_PART)


def _box_problems(box: Node, where: str) -> Iterator[Problem]:
    layout, contents = box.get("layout"), box.get("contents")
    if layout not in _CHILDREN:
        yield Problem("invalid property", f"{where}.layout")
    elif not isinstance(contents, list):
        yield Problem("May not be empty", f"{where}.contents")
    else:
        for number, child in enumerate(contents):
            at = f"{where}.contents[{number}]"
            yield from _node_problems(child, at, _CHILDREN[layout])


def _text_problems(node: Node, where: str) -> Iterator[Problem]:
    if not node.get("contents"):  # spans may stand in place of the text
        yield from actions.text_problems(node.get("text"), f"{where}.text", _MAX_BUBBLE_BYTES)


def _image_problems(node: Node, where: str) -> Iterator[Problem]:
    yield from actions.url_problems(node.get("url"), f"{where}.url")


def _button_problems(node: Node, where: str) -> Iterator[Problem]:
    yield from actions.problems(node.get("action"), f"{where}.action", actions.FLEX_BUTTON)


def _not_one_of(allowed: tuple[str, ...], where: str) -> Problem:
    listed = ", ".join(allowed)
    return Problem(f"Must be one of the following values: [{listed}]", f"{where}.type")


_CLOSER: dict[str, Callable[[Node, str], Iterator[Problem]]] = {
    "box": _box_problems,
    "text": _text_problems,
    "image": _image_problems,
    "icon": _image_problems,
    "button": _button_problems,
}
