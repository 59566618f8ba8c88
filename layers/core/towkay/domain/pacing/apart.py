"""Which refusals for being too fast are of one kind of call, and not of the whole account?"""

from dataclasses import replace

from towkay.domain.calls import ChannelCall
from towkay.domain.outcomes import Outcome, Refusal
from towkay.domain.routes import Route

# Messenger Platform and Instagram, Private replies: 750 an hour, counted apart from all other
# messages and refused in the same words. A storm of comments must not hold back who writes.
_COUNTED_APART = frozenset({Route.PRIVATE_REPLY})


def of_its_own(call: ChannelCall, outcome: Outcome) -> Outcome:
    """The outcome as what it says of this message, where it says nothing of the others."""
    if outcome.refusal is Refusal.RATE and call.route in _COUNTED_APART:
        return replace(outcome, refusal=Refusal.NOT_YET)
    return outcome
