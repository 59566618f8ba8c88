"""Which order's number and which digits of a telephone did somebody type?

The digits are a proof, and are kept nowhere: `masked` is what the transcript holds instead.
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace

from towkay.domain.events import Event, MessageEdited, MessageReceived
from towkay.domain.shipping.orders import order_name
from towkay.domain.shipping.phones import PROOF_DIGITS, e164

MASK = "••••"

_LONGEST = 300  # signs; whoever writes more does not answer a question for a number
_LONGEST_NUMBER = 64
# What stands before the digits, as people are asked for it and as they write it.
_LABELS = (
    *("電話末四碼", "手機末四碼", "電話後四碼", "手機後四碼", "末四碼", "後四碼", "末4碼", "後4碼"),
    *(
        "末 4 碼",
        "後 4 碼",
        "末四位",
        "後四位",
        "末四",
        "後四",
        "末4",
        "後4",
        "手機號碼",
        "電話號碼",
    ),
    *("手機", "電話", "末四码", "后四码", "末4码", "后4码", "后四位", "后四", "手机号码", "手机"),
    *("电话号码", "电话", "last four digits", "last 4 digits", "last four", "last 4"),
    *("phone number", "phone no", "telephone", "mobile", "phone", "ending in", "ends in", "ending"),
)
_LABEL = re.compile("|".join(map(re.escape, sorted(_LABELS, key=len, reverse=True))))
_WORD = re.compile(r"[A-Za-z0-9#_./-]+")
_DIGITS = re.compile(r"[0-9+() -]+")
_STORES = re.compile(r"7-11|7-eleven|7-elevenn?")  # a shop's name, no order's
_COUNTED = frozenset("天日週周月年元塊个個件盒")
_AT_LEAST = 3  # digits of what is taken for a number where nobody was asked for one


@dataclass(frozen=True, slots=True)
class Typed:
    """An order's name and the digits as they were typed, empty for none; and what else was said."""

    number: str = ""
    digits: str = field(default="", repr=False)
    rest: str = field(default="", repr=False)


def typed_in(text: str) -> Typed:
    """The number and the digits within a sentence; two numbers without a label are none."""
    plain = _plain(text)
    label = _LABEL.search(plain)
    digits, around = "", plain
    if label:
        digits, beyond = _labelled(plain[label.end() :])
        if not digits:
            return Typed(rest=plain)
        around = f"{plain[: label.start()]} {beyond}"
    numbers, rest = _numbers(around)
    if not label and len(numbers) > 1 and proves_something(numbers[-1]):
        digits, numbers = numbers[-1], numbers[:-1]
    if len(numbers) > 1 and not label:
        return Typed(rest=plain)
    return Typed(order_name(" ".join(numbers)), digits, rest)


def number_alone(text: str) -> str:
    """The name of the order that is all a message says; empty where it says anything else."""
    bare = bare_of(text)
    is_number = any(map(str.isdigit, bare)) and len(bare) <= _LONGEST_NUMBER
    return order_name(bare) if is_number and _WORD.fullmatch(bare) else ""


def bare_of(text: str) -> str:
    """What was typed, without what people put around it."""
    return _plain(text).strip().rstrip(".。!， ,")


def proves_something(word: str) -> bool:
    """Whether these may be the last digits of a telephone, or the whole of it."""
    is_ending = len(word) == PROOF_DIGITS and word.isascii() and word.isdigit()
    return is_ending or bool(e164(word))


def masked(event: Event, digits: str) -> Event:
    """The event as it is kept: without the digits."""
    happening = event.happening
    if not digits or not isinstance(happening, MessageReceived | MessageEdited):
        return event
    kept = unicodedata.normalize("NFKC", happening.text).replace(digits, MASK)
    return replace(event, happening=replace(happening, text=kept))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower() if len(text) <= _LONGEST else ""


def _labelled(after: str) -> tuple[str, str]:
    """The digits behind a label, and what is said behind them."""
    start = next((place for place, sign in enumerate(after) if sign in "+0123456789"), None)
    if start is None or _letters(after[:start]) not in ("", "是", "为", "is", "為"):
        return "", after
    found = _DIGITS.match(after, start)
    digits = found[0].strip(" -(") if found else ""
    return digits, after[start + len(digits) :]


def _numbers(plain: str) -> tuple[list[str], str]:
    """The words that may be an order's number, and the text without them."""
    named, rest, end = [], [], 0
    for found in _WORD.finditer(_STORES.sub(lambda store: " " * len(store[0]), plain)):
        word = found[0].strip("._/-")
        if _may_be_number(word, plain[found.end() :][:1]):
            named.append(word)
            rest.append(plain[end : found.start()])
            end = found.end()
    return named, " ".join([*rest, plain[end:]])


def _may_be_number(word: str, after: str) -> bool:
    """Not `300元` or `w-2`, which are counted, nor what no shop would call an order."""
    digits = sum(map(str.isdigit, word))
    is_one = digits >= _AT_LEAST or (digits > 0 and word.startswith("#"))
    return is_one and len(word) <= _LONGEST_NUMBER and (not after or after not in _COUNTED)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
