"""Does whoever asks for a call bring the leave to make it? Every gateway asks before anything."""

from towkay.domain.calls import ChannelCall
from towkay.domain.errors import PermitMissing
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.permits import BotPermit, HumanPermit, covers

_OF_ANOTHER_SEND = Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST, code="permit_of_another_send")


def unpermitted(call: ChannelCall, permit: object) -> Outcome | None:
    """None when `permit` is for exactly this call; else the refusal to answer with.

    Raises `PermitMissing` when it is no permit at all: types say so before, and not everybody asks
    a type checker.
    """
    if not isinstance(permit, BotPermit | HumanPermit):
        raise PermitMissing("no call without a permit")
    return None if covers(permit, call) else _OF_ANOTHER_SEND
