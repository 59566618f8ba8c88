"""Does a code that a shopper brings along say whose order this is, and did we make it?

A code is `to=order=agreed=last minute=signature`: `y` where the box at checkout was ticked, `n`
where nobody was asked; the last minute is in UTC. It stands where a link's ref stands, in the same
few letters: an order's name of others is base64 of its UTF-8, and a `u` behind the y or n says so.
Whoever has it may see the order, so it lasts a short while and counts for one brand alone.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from towkay.domain.secrets import same_secret

LONGEST_NAME = 96  # bytes of an order's name; a link with more is more than a QR code can bear

_SIGNED_AS = "towkay-order-code-1"
_SPELLED = "u"
_SIGNATURE = 9  # bytes: nobody guesses one of 2^72 over a chat
_MINUTE = "%Y%m%d%H%M"
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_FORM = re.compile(
    r"to=(?P<order>[A-Za-z0-9_-]{1,128})=(?P<agreed>[yn])(?P<spelled>u?)"
    r"=(?P<until>[0-9]{12})=(?P<signature>[A-Za-z0-9_-]{12})(?![A-Za-z0-9_=-])"
)


@dataclass(frozen=True, slots=True)
class OrderCode:
    """An order by its name (`order_name`), whether its shopper ticked the box, and until when."""

    order: str
    agreed: bool
    until: datetime


def signed_code(code: OrderCode, brand: str, key: str) -> str:
    """The code as a link or a first message carries it; seconds of `until` are cut off.

    Raises `ValueError` for an order without a name, or with one longer than `LONGEST_NAME`.
    """
    if not code.order or len(code.order.encode()) > LONGEST_NAME:
        raise ValueError("an order is coded by a name of 1 to 96 bytes")
    name, agreed = code.order, "y" if code.agreed else "n"
    if not _PLAIN.fullmatch(name):
        agreed += _SPELLED
        name = base64.urlsafe_b64encode(name.encode()).decode().rstrip("=")
    body = "=".join(("to", name, agreed, code.until.astimezone(UTC).strftime(_MINUTE)))
    return f"{body}={_signature(body, brand, key)}"


def written_code(text: str) -> str:
    """The first code in a text, whoever made it; empty where there is none."""
    found = _FORM.search(text)
    return found[0] if found else ""


def read_code(written: str, brand: str, keys: Sequence[str], now: datetime) -> OrderCode | None:
    """What the code says, if one of the keys signed it for this brand and it is not over.

    Of any other nothing is told apart: it counts for nothing.
    """
    found = _FORM.fullmatch(written)
    if found is None:
        return None
    body = written.rpartition("=")[0]
    ours = (same_secret(found["signature"], _signature(body, brand, key)) for key in keys if key)
    if not any([*ours]):
        return None
    try:
        name = _unspelled(found["order"]) if found["spelled"] else found["order"]
        until = datetime.strptime(found["until"], _MINUTE).replace(tzinfo=UTC)
    except ValueError:
        return None
    return OrderCode(name, found["agreed"] == "y", until) if name and now < until else None


def _unspelled(name: str) -> str:
    """Raises `ValueError` for what nobody can read."""
    return base64.urlsafe_b64decode(f"{name}{'=' * (-len(name) % 4)}").decode()


def _signature(body: str, brand: str, key: str) -> str:
    said = "\n".join((_SIGNED_AS, brand, body)).encode()
    mac = hmac.new(key.encode(), said, hashlib.sha256).digest()[:_SIGNATURE]
    return base64.urlsafe_b64encode(mac).decode()
