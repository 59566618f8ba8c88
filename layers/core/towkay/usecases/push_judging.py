"""What would one person of a campaign be told, and may they be, as things stand now?"""

from dataclasses import dataclass
from datetime import datetime

from towkay.domain.errors import MoneyAside
from towkay.domain.permits import Permit, Suppression
from towkay.domain.sends import Send
from towkay.domain.turns import Turn
from towkay.domain.unasked import History
from towkay.ports.pushing import Recipient
from towkay.usecases.permission import Judged, judged_on
from towkay.usecases.push_going import Going


@dataclass(frozen=True, slots=True)
class Ready:
    """One person's turn, and what policy says of its first send.

    `words` is the same for all who are told the same, None for whoever is told something alone.
    """

    place: int
    recipient: Recipient
    turn: Turn
    words: object | None
    judged: Judged
    at: datetime

    @property
    def send(self) -> Send:
        return self.turn.sends[0]


def judged(place: int, recipient: Recipient, going: Going) -> Ready | None:
    """What the person would be told, and whether they may be, as things stand now.

    None where they are left for later, because nobody knows yet whether there is money for them.
    """
    now = going.door.clock()
    contact = recipient.contact
    if contact is None:
        turn, words = going.pitch.nobody(recipient.key, now), None
    else:
        turn, words = going.pitch.turn(contact, recipient.history, now)
    try:
        said = judged_on(turn, turn.sends[0], contact, recipient.history, now, going.door)
    except MoneyAside as wait:
        going.wait_for_money(place, wait.until or now)
        return None
    return Ready(place, recipient, turn, words, said, now)


def read_alone(recipient: Recipient, going: Going) -> Recipient:
    """The person as last committed: what was read of many may be moments old."""
    ledger, key = going.ledger, recipient.key
    contact = ledger.contact(key.contact)
    turn = ledger.turn(key, going.door.clock())
    history = History()
    if contact is not None:
        history = ledger.history(contact.brand, contact.person_name)
    return Recipient(key, contact, turn, history)


def permit_of(ready: Ready) -> Permit:
    """The leave of whoever was not forbidden."""
    ruling = ready.judged.ruling
    if isinstance(ruling, Suppression):
        raise AssertionError("nobody claims without a permit")
    return ruling
