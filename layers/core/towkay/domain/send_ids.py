"""Which id travels with a send, and how does it lead back to its turn?

With the contact, which every echo and status names as well, it says it all: nothing is looked up.
"""

from datetime import UTC, datetime

from towkay.domain.channels import ContactKey
from towkay.domain.turns import TurnKey

_LONGEST = 256  # a cause is at most 200 characters, and the row's key at most 1,024 bytes


def send_id(key: TurnKey, index: int) -> str:
    """The id that travels with a send and comes back in echoes and statuses."""
    milliseconds = round(key.occurred_at.timestamp() * 1000)
    return f"{milliseconds:x}.{index}.{key.cause}"


def parse_send_id(contact: ContactKey, text: str) -> tuple[TurnKey, int] | None:
    """The turn and the index a send id names, or None when it is not one of ours.

    Other programs put words of their own where ours travel. Only what is written exactly as we
    write it counts: a number has many spellings, and a key must fit the table.
    """
    if len(text) > _LONGEST or not (text.isascii() and text.isprintable()):
        return None
    moment, _, rest = text.partition(".")
    number, _, cause = rest.partition(".")
    try:
        occurred_at = datetime.fromtimestamp(int(moment, 16) / 1000, tz=UTC)
        key, index = TurnKey(contact, occurred_at, cause), int(number)
    except (ValueError, OverflowError, OSError):
        return None
    is_ours = bool(cause) and index >= 0 and send_id(key, index) == text
    return (key, index) if is_ours else None
