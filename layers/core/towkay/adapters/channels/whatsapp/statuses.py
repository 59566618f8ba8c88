"""What does WhatsApp tell of a message that this business sent?

Source: WhatsApp Business Platform, "Webhooks: statuses". Our send id travels as
`biz_opaque_callback_data` and comes back with every status. Who is known by a number only is named
there too: the status may call them by their id, and would lead to nobody we know.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from towkay.adapters.channels.incoming import kind_of
from towkay.adapters.channels.whatsapp.error_codes import refusal_of
from towkay.adapters.channels.whatsapp.people import Person, number_of, user_among
from towkay.adapters.channels.whatsapp.value_shapes import Fault, Pricing, Status
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.events import Happening, ReceiptArrived, ReceiptKind
from towkay.domain.send_ids import parse_send_id

_CHANNEL = "whatsapp"
_KINDS: Mapping[str, ReceiptKind] = MappingProxyType(
    {
        "sent": ReceiptKind.ECHOED,
        "delivered": ReceiptKind.DELIVERED,
        "read": ReceiptKind.READ,
        "played": ReceiptKind.READ,
        "failed": ReceiptKind.FAILED,
    }
)
_MARKS = frozenset({ReceiptKind.DELIVERED, ReceiptKind.READ})
_CALLED_BY_NUMBER = re.compile(r"(\+[0-9]{5,20}) (.+)")


def callback_data(user: str, send_id: str) -> str:
    """What travels with a send, so that its statuses lead back to its turn."""
    number = number_of(user)
    return f"{number} {send_id}" if number else send_id


def our_send(data: str, user: str | None) -> tuple[str | None, str]:
    """Contact and send id that came back; no send id where another program wrote the words."""
    by_number = _CALLED_BY_NUMBER.fullmatch(data)
    meant, send_id = (by_number[1], by_number[2]) if by_number else (user, data)
    contact = ContactKey(Channel.WHATSAPP, "", meant or "")
    return (meant, send_id) if parse_send_id(contact, send_id) else (user, "")


def read_status(status: Status, contacts: Sequence[Person]) -> tuple[str | None, Happening]:
    """Whom a status is about, and what it tells."""
    named = user_among(status.recipient_user_id, status.recipient_id, contacts)
    user, send_id = our_send(status.biz_opaque_callback_data, named)
    kind = _KINDS.get(status.status.lower())
    if status.recipient_type.lower() == "group":
        return None, kind_of(_CHANNEL, "group_status")
    if kind is None:
        return user, kind_of(_CHANNEL, "status", status.status)
    fault = status.errors[0] if status.errors else Fault()
    has_failed = kind is ReceiptKind.FAILED
    return user, ReceiptArrived(
        kind=kind,
        send_id=send_id,
        provider_id=status.id,
        up_to=status.timestamp if kind in _MARKS else None,
        code=fault.code if has_failed else "",
        refusal=refusal_of(fault.code) if has_failed else None,
        billed=_billed(status.pricing),
    )


def _billed(pricing: Pricing | None) -> str:
    """Category and type; `billable` is on its way out, and the spelling of a category varies."""
    if pricing is None or not pricing.category:
        return ""
    category = pricing.category.lower().replace("-", "_")
    return f"{category}/{pricing.type.lower()}" if pricing.type else category
