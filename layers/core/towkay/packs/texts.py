"""Rules for any text a brand writes: its encoding, its length as a channel counts it."""

import re

from towkay.domain.channels import CAPABILITIES
from towkay.packs.findings import Findings, Place
from towkay.packs.wording import Kind

# A brand writes once for every channel, so the tightest one decides.
LABEL_LIMIT = min(channel.label_limit for channel in CAPABILITIES.values())
MESSAGE_LIMIT = min(channel.text_limit for channel in CAPABILITIES.values())
TEXT_LIMIT = 8000  # a turn stores what it says, and stays within 64 KB
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


def length(text: str) -> int:
    """As the strictest channel counts."""
    return max(channel.length_unit.measure(text) for channel in CAPABILITIES.values())


def fits_label(text: str) -> bool:
    return length(text) <= LABEL_LIMIT


def shortened(text: str) -> str:
    """A button label made from a longer text, its cut shown by an ellipsis."""
    while not fits_label(text + "…"):
        text = text[:-1]
    return text.rstrip(" ,，、") + "…"


def check_label(text: str, place: Place, findings: Findings) -> None:
    if not fits_label(text):
        findings.add(Kind.LABEL_TOO_LONG, place, value=text, length=length(text), limit=LABEL_LIMIT)


def check_message(key: str, text: str, place: Place, findings: Findings) -> None:
    """A long text goes out in parts, which is worth a note; one without an end is a mistake."""
    size = length(text)
    if size > TEXT_LIMIT:
        findings.add(Kind.TEXT_TOO_LONG, place, key=key, length=size, limit=TEXT_LIMIT)
    elif size > MESSAGE_LIMIT:
        findings.add(Kind.TEXT_LONG, place, key=key, length=size, limit=MESSAGE_LIMIT)


def _guess(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "UTF-16"
    try:
        data.decode("cp950")
    except UnicodeDecodeError:
        return "?"
    return "Big5"
