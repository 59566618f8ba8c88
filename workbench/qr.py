"""How does a link become a picture that a telephone's camera reads?"""

import io

import segno

_ERRORS = "m"  # a seventh of it may be scratched, or under a stain of tea
_SCALE = 8  # how big a browser shows it; a printer takes any size


def qr_svg(link: str) -> bytes:
    """The QR code of a link as SVG. Raises `ValueError` for one of some 2,300 bytes or more: no
    code holds it.
    """
    drawn = io.BytesIO()
    segno.make_qr(link, error=_ERRORS).save(drawn, kind="svg", scale=_SCALE, light="white")
    return drawn.getvalue()
