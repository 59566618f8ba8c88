"""May a call to many, of which nobody knows what came, be made once more?

Its key keeps it from being seen twice, but whoever has not seen it sees it then for the first time;
and nobody can be taken out of it, because the key is good for the very same people only.
"""

from datetime import UTC, datetime

from towkay.domain.batches import Batch
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.copying import changed
from towkay.domain.facts import Facts
from towkay.domain.policy.judging import Denied, withheld
from towkay.domain.sends import Send
from towkay.domain.situations import situation_of
from towkay.domain.turns import Turn
from towkay.usecases.door import Door

_NEVER = datetime.max.replace(tzinfo=UTC)


def own_objection(turn: Turn, send: Send, door: Door) -> Denied | None:
    """What speaks against showing it now to the one person whose turn it is."""
    own = turn.key.contact
    return _against(own, door.ledger.contact(own), turn, send, door)


def objection_of_any(batch: Batch, turn: Turn, send: Send, door: Door) -> Denied | None:
    """What speaks against showing it now to anybody in it; of several what lasts longest."""
    known = door.campaigns.members.contacts(batch.contacts)
    every = (_against(key, known.get(key), turn, send, door) for key in batch.contacts)
    return max(filter(None, every), key=lambda no: no.until or _NEVER, default=None)


def _against(
    key: ContactKey, contact: Contact | None, turn: Turn, send: Send, door: Door
) -> Denied | None:
    """All were told the same for the same cause: their turns differ in whose they are."""
    theirs = changed(turn, key=changed(turn.key, contact=key))
    campaign = door.campaigns.watch.facts(turn.brand, turn.key.cause)
    facts = Facts(theirs, door.book, door.rules.rules(turn.brand), campaign=campaign)
    return withheld(situation_of(send, contact, facts, door.clock()))
