"""Do the emoji and placeholders of a text fit its words?"""

import re
from collections.abc import Iterator
from typing import Any

from workbench.simulators.line.refusals import Problem

_MAX_EMOJI = 20
_MAX_SUBSTITUTIONS = 100
_PLACEHOLDER = re.compile(r"\{([0-9a-zA-Z_]{1,20})\}")


def emoji_problems(message: dict[str, Any], where: str) -> Iterator[Problem]:
    """Each emoji must sit on a `$`; its index counts UTF-16 code units."""
    emojis = message["emojis"]
    if not isinstance(emojis, list) or len(emojis) > _MAX_EMOJI:
        yield Problem(f"Size must be between 0 and {_MAX_EMOJI}", f"{where}.emojis")
        return
    raw = message["text"].encode("utf-16-le", "surrogatepass")
    for number, emoji in enumerate(emojis):
        index = emoji.get("index") if isinstance(emoji, dict) else None
        on_dollar = isinstance(index, int) and index >= 0 and _unit(raw, index) == "$"
        if not on_dollar:
            yield Problem("The index must point at a $", f"{where}.emojis[{number}].index")


def placeholder_problems(message: dict[str, Any], where: str) -> Iterator[Problem]:
    """Each `{key}` must be defined; a brace that is none is written twice."""
    substitution = message.get("substitution", {})
    if not isinstance(substitution, dict) or len(substitution) > _MAX_SUBSTITUTIONS:
        yield Problem(f"Size must be between 0 and {_MAX_SUBSTITUTIONS}", f"{where}.substitution")
        return
    text = message["text"].replace("{{", "").replace("}}", "")
    for key in _PLACEHOLDER.findall(text):
        if key not in substitution:
            yield Problem(f"The placeholder {{{key}}} is not defined", f"{where}.text")
    if re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
        yield Problem("A brace is not balanced", f"{where}.text")


def _unit(raw: bytes, index: int) -> str:
    return raw[2 * index : 2 * index + 2].decode("utf-16-le", "replace")
