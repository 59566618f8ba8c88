"""How large is a picture, and of which kind: read from its first bytes?"""

import struct

JPEG, PNG = "image/jpeg", "image/png"
_PNG_START = b"\x89PNG\r\n\x1a\n"
# The markers of a JPEG that are followed by its size: SOF0 to SOF15 without DHT, JPG and DAC.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def picture_size(raw: bytes) -> tuple[str, int, int] | None:
    """Its media type, width and height; None for what is no JPEG and no PNG."""
    if raw.startswith(_PNG_START) and raw[12:16] == b"IHDR" and len(raw) >= 24:
        width, height = struct.unpack(">II", raw[16:24])
        return PNG, width, height
    size = _jpeg_size(raw) if raw.startswith(b"\xff\xd8") else None
    return (JPEG, *size) if size else None


def _jpeg_size(raw: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(raw) and raw[at] == 0xFF:
        marker, length = raw[at + 1], int.from_bytes(raw[at + 2 : at + 4])
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", raw[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
