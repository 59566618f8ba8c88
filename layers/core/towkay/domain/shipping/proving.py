"""May somebody try to prove that an order is theirs, and who may see it once they have?

Four digits are guessed in some thousand tries: after a few wrong ones an order is closed to
everybody who has to prove it, for a day. Each try counts once, by its moment: no two
are made at the same one.
"""

import hashlib
from datetime import datetime, timedelta

from towkay.domain.channels import ContactKey
from towkay.domain.copying import changed
from towkay.domain.events import Event
from towkay.domain.shipping.records import MOST_FOLLOWERS, Follower, Order, OrderRecord, Proof

MOST_WRONG = 5  # for one order, whoever tries
_WRONG_FOR = timedelta(hours=24)
_WITHIN = 1000  # microseconds: channels tell the time in milliseconds, or in whole seconds


def tried_at(event: Event) -> datetime:
    """The moment of a try as no other event has it, and this one always: tries are counted."""
    told = hashlib.sha256(event.cause.encode(errors="replace")).digest()
    return event.effective_at + timedelta(microseconds=int.from_bytes(told[:4]) % _WITHIN)


def may_try(order: Order, at: datetime) -> bool:
    """Whether a try at that moment counts; the same try, made again, is no other one."""
    others = (one for one in order.wrong_proofs if one != at)
    return sum(at < one + _WRONG_FOR for one in others) < MOST_WRONG


def tried_wrong(order: Order, at: datetime) -> Order:
    """The order after somebody typed digits that are not its telephone's."""
    if at in order.wrong_proofs:
        return order
    newest = sorted((*order.wrong_proofs, at))[-MOST_WRONG:]
    return changed(order, wrong_proofs=tuple(newest))


def followed_by(
    record: OrderRecord,
    contact: ContactKey,
    proof: Proof,
    at: datetime,
    told_since: datetime | None = None,
) -> OrderRecord | None:
    """The record with the contact as one who may see it; None where enough may already.

    Whoever could see it keeps how it is known, and goes on being told.
    """
    known = record.follower(contact)
    if known is None and len(record.followers) >= MOST_FOLLOWERS:
        return None
    new = known or Follower(contact, proof, at)
    new = new if new.told_since else changed(new, told_since=told_since)
    others = tuple(one for one in record.followers if one.contact != contact)
    return record if new == known else changed(record, followers=(*others, new))
