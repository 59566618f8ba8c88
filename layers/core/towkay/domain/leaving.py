"""Who left because of a message: by a stop, by a block, or by the platform's own switch?"""

from datetime import datetime, timedelta
from enum import StrEnum

from towkay.domain.consent import ConsentAct, ConsentEntry
from towkay.domain.contacts import Contact

ANSWERED_WITHIN = timedelta(hours=48)  # whoever leaves in that time leaves because of it
_LEAVING = frozenset(
    {ConsentAct.STOP, ConsentAct.STOP_TOPIC, ConsentAct.BLOCK, ConsentAct.REFUSE_MARKETING}
)


class Leaving(StrEnum):
    """How somebody left after a message."""

    STOPPED = "stopped"
    BLOCKED = "blocked"


def may_have_left(contact: Contact, since: datetime, topic: str) -> bool:
    """Whether anything about leaving changed after that moment; only then the ledger is read."""
    consent, subscription = contact.consent, contact.subscription(topic)
    moments = (
        consent.changed_at,
        consent.stop_at,
        consent.reach_at,
        consent.marketing_said_at,
        subscription.changed_at if subscription else None,
    )
    return any(moment is not None and moment >= since for moment in moments)


def leaving_after(entries: list[ConsentEntry], since: datetime, topic: str) -> Leaving | None:
    """How somebody left within two days of a message: a block says more than a stop."""
    acts = {
        entry.act
        for entry in entries
        if entry.act in _LEAVING
        and entry.took_effect
        and since <= entry.at < since + ANSWERED_WITHIN
        and entry.topic in ("", topic)
    }
    if ConsentAct.BLOCK in acts:
        return Leaving.BLOCKED
    return Leaving.STOPPED if acts else None
