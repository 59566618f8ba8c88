"""A channel that is a function: for rehearsals and tests of the door."""

from collections.abc import Callable, Sequence

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.digests import digest
from towkay.adapters.permitted import unpermitted
from towkay.domain.batches import Batch
from towkay.domain.calls import ChannelCall
from towkay.domain.errors import PermitMissing
from towkay.domain.gestures import Gesture
from towkay.domain.masses import Multicast
from towkay.domain.outcomes import Outcome
from towkay.domain.permits import BotPermit, Permit

Respond = Callable[[ChannelCall, Permit], Outcome]
RespondToMany = Callable[[Multicast], Outcome]


class MemoryGateway:
    """`ports.ChannelGateway`; `respond` is the whole channel."""

    def __init__(self, respond: Respond, gate: Gate = open_gate) -> None:
        self._respond = respond
        self._gate = gate
        self.gestures: list[tuple[str, Gesture]] = []

    def fingerprint(self, call: ChannelCall, *, fresh: bool = False) -> str:
        return digest(repr(call.messages)).hex()

    def gesture(self, call: ChannelCall, gesture: Gesture, permit: Permit) -> None:
        if unpermitted(call, permit) is None:
            with self._gate(CallSite.CHANNEL_GESTURE):
                self.gestures.append((call.send_id, gesture))

    def call(self, call: ChannelCall, permit: Permit) -> Outcome:
        refusal = unpermitted(call, permit)
        if refusal:
            return refusal
        with self._gate(CallSite.CHANNEL_CALL):
            return self._respond(call, permit)


class MemoryManyGateway:
    """`ports.ManyGateway`; `respond` is the whole channel, and knows a repetition by its name."""

    def __init__(self, respond: RespondToMany, gate: Gate = open_gate) -> None:
        self._respond = respond
        self._gate = gate

    def multicast(self, cast: Multicast, permits: Sequence[BotPermit]) -> Outcome:
        if {permit.contact for permit in permits} != set(cast.contacts):
            raise PermitMissing("no call without a permit for everybody in it")
        return self._made(cast)

    def repeat(self, batch: Batch) -> Outcome:
        return self._made(batch.cast)

    def _made(self, cast: Multicast) -> Outcome:
        with self._gate(CallSite.CHANNEL_CALL):
            return self._respond(cast)
