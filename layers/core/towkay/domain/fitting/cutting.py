"""Where is a text cut that is too long, and how does a shortened one look?"""

import re
from collections.abc import Iterable, Iterator

from towkay.domain.capabilities import LengthUnit
from towkay.domain.graphemes import last_cut, may_cut

_ELLIPSIS = "…"
_CLOSING = r"""[」』】〉》）)\]”’"']*+"""  # closed with the sentence that it belongs to
_SENTENCE_END = re.compile(
    # A Latin mark ends a sentence before a space, and `!` and `?` before a foreign letter too:
    # the point of 3.5 ends nothing, nor does the mark in a link's query.
    rf"[。！？…][。！？…!?]*+{_CLOSING}"
    rf"|(?<![.!?])[.!?]++{_CLOSING}(?:(?=\s|\Z)|(?<!\.)(?=[^\x00-\x7f]))|\n"
)
_CLAUSE_END = re.compile(r"[，、；：]|\s")
_LATIN = re.compile(r"[!-~]{2}")  # letters, digits and links: not parted while there is a choice


def split_text(text: str, limit: int, unit: LengthUnit) -> list[str]:
    """Cut `text` into parts that fit: at a sentence's end, a space, or between two signs.

    A sign longer than the limit is cut between its characters, for there is no other place: every
    letter arrives, in order. No part is empty, even where one character is longer than the limit.
    """
    parts: list[str] = []
    rest = text.strip()
    while unit.measure(rest) > limit:
        at = _cut(rest, max(1, fitting(rest, limit, unit)))
        parts.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [part for part in (*parts, rest) if part]


def split_tail(text: str, limit: int, unit: LengthUnit) -> tuple[str, str]:
    """The text in two, the second about as long as `limit` lets it be; the first may be empty."""
    text = text.strip()
    if unit.measure(text) <= limit:
        return "", text
    first = len(text) - fitting(text[::-1], limit, unit)
    middle = (first + len(text)) // 2  # a tail shorter than that would be a shred
    at = next(_good_places(text, range(first, middle + 1), range(first, len(text))), first)
    return text[:at].rstrip(), text[at:].lstrip()


def shortened(text: str, limit: int, unit: LengthUnit) -> str:
    """The text, or its beginning with an ellipsis where it was cut, if there is room for one."""
    text = text.strip()
    if unit.measure(text) <= limit:
        return text
    ellipsis = _ELLIPSIS if unit.measure(_ELLIPSIS) <= limit else ""
    at = last_cut(text, fitting(text, limit - unit.measure(ellipsis), unit))
    without = last_cut(text, fitting(text, limit, unit))
    if not may_cut(text, at) and may_cut(text, without):
        return text[:without].rstrip()  # a whole sign says more than a part of it and an ellipsis
    return text[:at].rstrip() + ellipsis


def fitting(text: str, limit: int, unit: LengthUnit) -> int:
    """How many characters of `text` fit the limit."""
    if unit is LengthUnit.CODE_POINTS:
        return min(limit, len(text))
    used = 0
    for index, character in enumerate(text):
        used += unit.measure(character)
        if used > limit:
            return index
    return len(text)


def _cut(text: str, end: int) -> int:
    """Index up to `end` at which the first part ends; always at least 1."""
    half = end // 2  # a cut before that would leave a shred and make more messages
    places = _good_places(text, range(end, half, -1), range(end, 0, -1))
    return next(places, None) or last_cut(text, end)


def _good_places(text: str, among: range, wider: range) -> Iterator[int]:
    """The places to cut at, best kind first, each kind in the order of its range.

    A shred is better than a link in two halves, of which neither can be tapped.
    """
    last = max(wider, default=0)  # no text is looked through beyond the sign after the last place
    for kind in (_SENTENCE_END, _CLAUSE_END):
        ends = {match.end() for match in kind.finditer(text, 0, last + 1)}
        yield from _allowed(text, (place for place in among if place in ends))
    yield from _allowed(text, (place for place in wider if not _LATIN.match(text, place - 1)))
    yield from _allowed(text, wider)


def _allowed(text: str, places: Iterable[int]) -> Iterator[int]:
    return (place for place in places if may_cut(text, place))
