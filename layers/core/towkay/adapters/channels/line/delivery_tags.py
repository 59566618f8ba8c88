"""Which words travel with a notification message, and lead its delivery back to the send?

The event of a delivery names no person: only what was sent along, or the hash of the number. Both
the hash and the send's id are in our tag, so that nothing has to be looked up.
"""

import base64
import re

from towkay.domain.channels import Channel, ContactKey
from towkay.domain.number_hashes import is_number_hash
from towkay.domain.send_ids import parse_send_id

_SHORTEST, _LONGEST = 16, 100  # LINE notification messages, "X-Line-Delivery-Tag"
_TAG = re.compile(r"([A-Za-z0-9_-]{43})\.(.+)")


def delivery_tag(user: str, send_id: str) -> str:
    """The tag of one send to a number's hash; empty when the id is too long for any.

    Without a tag LINE tells of the hash alone: the contact is known then, the send is not.
    """
    digest = base64.urlsafe_b64encode(bytes.fromhex(user)).decode().rstrip("=")
    tag = f"{digest}.{send_id}"
    return tag if _SHORTEST <= len(tag) <= _LONGEST and tag.isascii() else ""


def delivered_to(data: str) -> tuple[str, str] | None:
    """The contact and the send that a delivery speaks of; None when it is nothing of ours."""
    if is_number_hash(data):
        return data, ""
    named = _TAG.fullmatch(data)
    if named is None or len(data) > _LONGEST:
        return None
    user, send_id = base64.urlsafe_b64decode(named[1] + "=").hex(), named[2]
    # Other programs of the brand send tags of their own: only what we would write is ours.
    is_ours = delivery_tag(user, send_id) == data
    return (user, send_id) if is_ours and parse_send_id(_nobody(user), send_id) else None


def _nobody(user: str) -> ContactKey:
    """The contact as far as a tag tells; the account is in the webhook's body."""
    return ContactKey(Channel.LINE, "", user)
