"""How large is a picture, by its first bytes, and can LINE show it as a rich menu?

Sources: PNG specification, "IHDR"; JPEG (ITU T.81), "Frame header"; Messaging API, "Rich menu".
"""

from typing import NamedTuple

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
# Frame headers of JPEG: all that begin a frame, without tables (C4), reserved (C8) and codes (CC).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
MOST_BYTES = 1_000_000
_WIDEST, _NARROWEST, _LOWEST = 2500, 800, 250
_FLATTEST = 1.45


class Picture(NamedTuple):
    """What the first bytes tell of a picture."""

    type: str
    width: int
    height: int


def picture_in(content: bytes) -> Picture | None:
    """None for what is neither a PNG nor a JPEG."""
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and len(content) >= 24:
        width, height = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
        return Picture("image/png", width, height)
    return _jpeg(content) if content.startswith(_JPEG) else None


def problem_of(content: bytes) -> tuple[str, str] | None:
    """Why LINE would refuse it, in both languages; None when it would not."""
    picture = picture_in(content)
    if picture is None:
        return "不是 PNG 也不是 JPEG", "it is neither PNG nor JPEG"
    if len(content) > MOST_BYTES:
        size = f"{len(content):,}"
        return f"有 {size} 位元組", f"it has {size} bytes"
    wide = _NARROWEST <= picture.width <= _WIDEST
    high = picture.height >= _LOWEST and picture.width >= _FLATTEST * picture.height
    if not (wide and high):
        size = f"{picture.width}x{picture.height}"
        return f"大小是 {size}", f"it measures {size}"
    return None


def _jpeg(content: bytes) -> Picture | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:  # a marker may be filled up
            at += 1
        elif marker in _FRAMES:
            height, width = (int.from_bytes(content[i : i + 2]) for i in (at + 5, at + 7))
            return Picture("image/jpeg", width, height)
        elif marker in _ALONE:
            at += 2
        else:
            at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return None
