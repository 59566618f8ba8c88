"""How does a conversation look on a terminal, Chinese letters being two columns wide?"""

import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator

# As wide as the terminal, within what still reads well; a file gets the most.
WIDTH = max(60, min(100, shutil.get_terminal_size(fallback=(100, 24)).columns))

_NAME = "towkay: "
_ADDRESS = re.compile(r"(https?://[!-~]+)")
# From the command's name on, and on to the options behind the address.
_COMMAND = re.compile(
    r"(towkay (?:(?!towkay )\S+ )*?--endpoint-url https?://[!-~]+(?: --[a-z-]+ [!-~]+)*)"
)
_NEVER_FIRST = "。，、！？：；）」』…,.!?:;)"  # a line does not begin with what ends a phrase


def width_of(text: str) -> int:
    """Columns that `text` takes."""
    return sum(_columns(character) for character in text)


def padded(text: str, width: int) -> str:
    """`text` filled up to `width` columns."""
    return text + " " * max(0, width - width_of(text))


def wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of `text`, none wider than `width`; Latin words stay whole where they can."""
    for line in text.splitlines() or [""]:
        yield from _wrapped_line(line, width)


def block(head: str, text: str) -> str:
    """`text` behind `head`, further lines indented to stand under its beginning.

    An address stays whole, on a line of its own where need be, and the command that leads to one
    where it fits: half of either leads nowhere.
    """
    indent = width_of(head)
    lines = list(_with_whole_commands(text, WIDTH - indent))
    return "\n".join([head + lines[0], *(" " * indent + line for line in lines[1:])])


def behind_name(text: str) -> str:
    """`text` as it stands behind the command's name, which the terminal shows before it."""
    return block(_NAME, text).removeprefix(_NAME)


def _with_whole_commands(text: str, width: int) -> Iterator[str]:
    for line in text.splitlines() or [""]:
        if width_of(line) <= width or not _COMMAND.search(line):
            yield from _with_whole_addresses(line, width)
            continue
        for piece in filter(None, map(str.strip, _COMMAND.split(line))):
            yield from _with_whole_addresses(piece, width)


def _with_whole_addresses(text: str, width: int) -> Iterator[str]:
    for line in text.splitlines() or [""]:
        if width_of(line) <= width or not _ADDRESS.search(line):
            yield from wrapped(line, width)
            continue
        for piece in filter(None, map(str.strip, _ADDRESS.split(line))):
            yield from (piece,) if _ADDRESS.match(piece) else wrapped(piece, width)


def lines_of(pieces: Iterable[str], width: int) -> Iterator[str]:
    """Whole pieces side by side, as many on a line as fit into `width`."""
    line = ""
    for piece in pieces:
        if line and width_of(line) + 2 + width_of(piece) > width:
            yield line
            line = ""
        line = f"{line}  {piece}" if line else piece
    if line:
        yield line


def _wrapped_line(line: str, width: int) -> Iterator[str]:
    line = line.rstrip()  # a cut before a last space would leave nothing to look at
    start, used, space = 0, 0, 0
    for index, character in enumerate(line):
        if character == " ":
            space = index
        if used + _columns(character) > width:
            cut = index - 1 if character in _NEVER_FIRST and index - 1 > start else index
            if space > start and _is_within_word(line, cut):
                cut = space + 1
            yield line[start:cut].rstrip()
            start, used, space = cut, width_of(line[cut:index]), 0
        used += _columns(character)
    yield line[start:]


def _is_within_word(line: str, cut: int) -> bool:
    """Whether a cut would part a Latin word or a number."""
    return line[cut - 1 : cut + 1].isascii() and line[cut - 1] != " "


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
