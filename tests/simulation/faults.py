"""A morning on which everything goes wrong now and then, and the calm after it."""

import random
from dataclasses import dataclass
from datetime import timedelta

from tests.simulation.gates import RandomGate
from tests.simulation.morning import Said, play
from tests.simulation.world import World
from towkay.adapters.callsites import open_gate

EVENTS, CONVERSATIONS = 2000, 200
CHANNEL_FAULTS = {
    "rate_limit": 0.01,
    "unreachable": 0.01,
    "lost_after": 0.02,
    "lost_before": 0.02,
    "refused": 0.005,
    "capped": 0.005,
}


@dataclass(frozen=True, slots=True)
class FaultyMorning:
    """A world after its morning, what was said in it, and the gate that killed its workers."""

    world: World
    gate: RandomGate
    said: list[Said]

    def calm_down(self) -> int:
        """End all faults and bring the dead letters back; returns how many there were."""
        self.world.use_gate(open_gate)
        self.world.channel.shares = {}
        redriven = self.world.redrive()
        self.world.run()
        return redriven


def faulty_morning(seed: int) -> FaultyMorning:
    """Play a morning of duplicates, disorder, lost answers and killed workers."""
    rng = random.Random(seed)
    gate = RandomGate(rng, share=0.01)
    world = World(rng, gate=gate)
    world.channel.shares = CHANNEL_FAULTS
    said = play(
        world,
        events=EVENTS,
        conversations=CONVERSATIONS,
        duplicates=0.10,
        reordered=0.05,
        span=timedelta(hours=3),
    )
    world.run()
    return FaultyMorning(world, gate, said)
