"""How does a send look once a worker has claimed it, and who may find out how an account is?"""

from datetime import datetime

from towkay.domain.calls import ChannelCall
from towkay.domain.copying import changed
from towkay.domain.health import AccountHealth, account_of, probed_by
from towkay.domain.permits import Permit
from towkay.domain.sends import Send, SendState
from towkay.usecases.door import Door


def claimed(send: Send, permit: Permit, body_hash: str, now: datetime, door: Door) -> Send:
    """The send while this run, and nobody else, makes its call."""
    return changed(
        send,
        state=SendState.CLAIMED,
        route=permit.route,
        reason="",  # what held it back before says nothing of what becomes of the call
        owner=door.owner,
        lease_until=now + door.lease,
        attempts=send.attempts + 1,
        body_hash=body_hash,
        called_at=now,
        first_called_at=send.first_called_at or now,
        not_before=None,
        decision=permit.decision,
    )


def probed(health: AccountHealth, call: ChannelCall, now: datetime, door: Door) -> AccountHealth:
    """Whoever stores this first makes the one call that finds out; all others go on waiting."""
    if health.trouble is None:
        return health
    return door.accounts.write(account_of(call.contact), probed_by(health, door.owner, now))
