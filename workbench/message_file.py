"""Which messages does a JSON file hold? Any kind of them, in the words of `domain/messages.py`."""

import json
import textwrap
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args

from towkay.adapters.codec import from_plain
from towkay.domain.messages import Message
from workbench.errors import WorkbenchError

_KINDS = textwrap.fill(
    ", ".join(kind.__name__ for kind in get_args(Message)),
    width=96,
    initial_indent="  is: ",
    subsequent_indent="      ",
)
_FORM = f'  {{"is": "Text", "text": "…"}}，或一個清單 or a list of them\n{_KINDS}'
_UNREADABLE = (
    "{file} 不是 JSON，或打不開\n  → 檢查檔名、逗號和引號\n"
    "{file} is no JSON, or cannot be opened\n  → look at its name, its commas and quotes"
)
_WRONG = (
    "{file} 裡有訊息不是這個樣子：{what}\n{form}\n"
    "A message in {file} has another form: {what}\n"
    "  → the members of each kind are in docs/bench.md, “Any kind of message”"
)
_UNKNOWN = (
    "{file} 的 {kind} 沒有「{name}」這個欄位\n  → 它有：{known}\n"
    "{kind} in {file} has no member “{name}”\n  → it has: {known}"
)


@dataclass(frozen=True, slots=True)
class _Said:
    messages: tuple[Message, ...]


def read_messages(file: Path) -> tuple[Message, ...]:
    """The messages of the file, in order. Raises `WorkbenchError` naming what is wrong."""
    try:
        written = json.loads(file.read_bytes())
    except (OSError, ValueError) as error:
        raise WorkbenchError(_UNREADABLE.format(file=file.name)) from error
    given = written if isinstance(written, list) else [written]
    try:
        messages = from_plain(_Said, {"messages": given}).messages
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        what = str(error) or type(error).__name__
        raise WorkbenchError(_WRONG.format(file=file.name, what=what, form=_FORM)) from error
    for plain, message in zip(given, messages, strict=True):
        _refuse_unknown(file.name, plain, message)
    return messages


def _refuse_unknown(file: str, plain: Any, value: Any) -> None:
    """What is mistyped must not be left out without a word."""
    if isinstance(value, tuple):
        for one, part in zip(plain, value, strict=True):
            _refuse_unknown(file, one, part)
    if not is_dataclass(value):
        return
    known = [field.name for field in fields(value)]
    for name, content in plain.items():
        if name != "is" and name not in known:
            kind, names = type(value).__name__, ", ".join(known)
            raise WorkbenchError(_UNKNOWN.format(file=file, kind=kind, name=name, known=names))
        _refuse_unknown(file, content, getattr(value, name, None))
