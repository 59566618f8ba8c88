"""Is a contact known by the hash of a telephone number alone?

Source: LINE notification messages, which are addressed by the SHA-256 of an E.164 number.
"""

import re

from towkay.domain.channels import CAPABILITIES, ContactKey
from towkay.domain.policy.rules import KnownBy
from towkay.domain.routes import Route

_HASH = re.compile(r"[0-9a-f]{64}")


def is_number_hash(user: str) -> bool:
    """Whether a contact's id is the SHA-256 of a telephone number, in small letters."""
    return _HASH.fullmatch(user) is not None


def known_by(contact: ContactKey) -> KnownBy | None:
    """By what the contact is known; None on a channel that writes to no telephone number."""
    if Route.NOTIFICATION_MESSAGE not in CAPABILITIES[contact.channel].routes:
        return None
    return KnownBy.NUMBER if is_number_hash(contact.user) else KnownBy.USER
