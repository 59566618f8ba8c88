"""Rules for any text a brand writes: its encoding, its length as a channel counts it."""

import re

from towkay.packs.findings import Findings, Place
from towkay.packs.limits import Limit, Limits
from towkay.packs.wording import Kind

TEXT_LIMIT = 8000  # a turn stores what it says, and stays within 64 KB
_ID = re.compile(r"[a-z][a-z0-9_-]{0,63}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def decode(data: bytes, file: str, findings: Findings) -> str | None:
    """The text of a file; None, and a finding, if it is not UTF-8. Excel's byte order mark is fine.

    Every stray control character is found too, but the text is still worth reading.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        findings.add(Kind.NOT_UTF8, Place(file, line), guess=_guess(data))
        return None
    for hit in _CONTROL.finditer(text):
        line = text.count("\n", 0, hit.start()) + 1
        findings.add(Kind.CONTROL_CHARACTER, Place(file, line), code=f"U+{ord(hit[0]):04X}")
    return _CONTROL.sub("", text)


def is_id(text: str) -> bool:
    return bool(_ID.fullmatch(text))


def fits_label(text: str, limits: Limits) -> bool:
    return limits.length(text) <= limits.quick_reply_label.most


def shortened(text: str, limits: Limits) -> str:
    """A button label made from a longer text, its cut shown by an ellipsis."""
    while not fits_label(text + "…", limits):
        text = text[:-1]
    return text.rstrip(" ,，、") + "…"


def check_label(text: str, place: Place, findings: Findings) -> None:
    """The label of a quick reply, which is gone with the next message."""
    _check_label(text, findings.limits.quick_reply_label, place, findings)


def check_button_label(text: str, place: Place, findings: Findings) -> None:
    """The label of a button that stays with its message."""
    _check_label(text, findings.limits.button_label, place, findings)


def _check_label(text: str, limit: Limit, place: Place, findings: Findings) -> None:
    if (size := findings.limits.length(text)) > limit.most:
        most, channel = limit
        findings.add(
            Kind.LABEL_TOO_LONG, place, value=text, length=size, limit=most, channel=channel
        )


def check_message(key: str, text: str, place: Place, findings: Findings) -> None:
    """A long text goes out in parts, which is worth a note; one without an end is a mistake."""
    most, channel = findings.limits.message
    size = findings.limits.length(text)
    if size > TEXT_LIMIT:
        findings.add(Kind.TEXT_TOO_LONG, place, key=key, length=size, limit=TEXT_LIMIT)
    elif (size := findings.limits.size_of(text)) > most:
        findings.add(Kind.TEXT_LONG, place, key=key, length=size, limit=most, channel=channel)


def parts(separator: re.Pattern[str], cell: str) -> list[str]:
    """The parts of a cell, trimmed, without empty ones and repetitions."""
    trimmed = (part.strip() for part in separator.split(cell))
    return list(dict.fromkeys(part for part in trimmed if part))


def _guess(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "UTF-16"
    try:
        data.decode("cp950")
    except UnicodeDecodeError:
        return "?"
    return "Big5"
