"""A morning on which everything goes wrong now and then, and the calm after it."""

import random
from dataclasses import dataclass
from datetime import timedelta

from tests.simulation.gates import AimedGate, RandomGate
from tests.simulation.morning import Said, play
from tests.simulation.platforms import Echoes
from tests.simulation.world import World

EVENTS, CONVERSATIONS = 10_000, 500
CHANNEL_FAULTS = {
    "rate_limit": 0.01,
    "unreachable": 0.01,
    "lost_after": 0.01,
    "lost_before": 0.01,
    "error_after": 0.01,
    "error_before": 0.01,
    "refused": 0.005,
    "capped": 0.005,
}
UNCLEAR = ("lost_after", "lost_before", "error_after", "error_before")
# Of the invocations that make a call at all, so that some 5 % of all are killed.
_KILL_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class FaultyMorning:
    """A world after its morning, what was said in it, and the gate that killed its workers."""

    world: World
    gate: RandomGate
    said: list[Said]

    def calm_down(self) -> int:
        """End all faults and bring the dead letters back; returns how many there were."""
        self.world.use_gate(AimedGate({}))
        self.world.channel.shares = {}
        redriven = self.world.redrive()
        self.world.run()
        return redriven


def faulty_morning(
    seed: int, *, events: int = EVENTS, conversations: int = CONVERSATIONS
) -> FaultyMorning:
    """Play a morning of duplicates, disorder, lost answers and killed workers."""
    rng = random.Random(seed)
    gate = RandomGate(rng, share=_KILL_SHARE)
    world = World(rng, gate=gate, echoes=Echoes())
    world.channel.shares = CHANNEL_FAULTS
    said = play(
        world,
        events=events,
        conversations=conversations,
        duplicates=0.10,
        redelivered=0.01,
        reordered=0.05,
        span=timedelta(hours=3),
    )
    world.run()
    return FaultyMorning(world, gate, said)
