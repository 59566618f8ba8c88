"""How do the marks of a contact look as an item of the table?"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from towkay.adapters.codec import from_plain
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import Item, from_item, to_item
from towkay.adapters.dynamodb.items import is_expired
from towkay.domain.channels import ContactKey
from towkay.domain.receipts import Marks, advanced

# A mark is covered by itself and by those that say more: what was read was delivered.
_COVERED_BY = {
    "delivered_up_to": ("delivered_up_to", "read_up_to"),
    "read_up_to": ("read_up_to",),
}


def marks_key(contact: ContactKey) -> Item:
    return to_item({"pk": keys.contact_pk(contact), "sk": keys.MARKS})


def fields_of(marks: Marks) -> dict[str, str]:
    """The marks that are set, in a form of one length: text order is time order."""
    moments: dict[str, datetime | None] = asdict(marks)
    return {
        name: at.astimezone(UTC).isoformat(timespec="microseconds")
        for name, at in moments.items()
        if at is not None
    }


def is_behind(name: str) -> str:
    """The condition that the stored row does not say yet what the mark `:at` would say."""
    return " AND ".join(
        f"(attribute_not_exists({other}) OR {other} < :at)" for other in _COVERED_BY[name]
    )


def marks_from(item: Mapping[str, Any], now: datetime, retention: timedelta) -> Marks:
    """What still counts of the row; what was read was delivered."""
    if is_expired(item, now):
        return Marks()
    return lasting(from_plain(Marks, from_item(item)), now, retention)


def lasting(marks: Marks, now: datetime, retention: timedelta) -> Marks:
    """The marks that are not older than any turn that is kept.

    Each is written on its own, and the newer one keeps the row that both stand in.
    """
    held = {name: at for name, at in asdict(marks).items() if at and at > now - retention}
    return advanced(Marks(), Marks(**held))
