"""A morning of duplicates, disorder, lost answers and killed workers, and what came of it.

`python -m bench.morning [--seeds N]`; the rules it must keep are tests in `tests/simulation`.
"""

import argparse
import random
import time
from collections import Counter
from datetime import timedelta

from tests.simulation.books import balance, inversions
from tests.simulation.gates import RandomGate
from tests.simulation.morning import play
from tests.simulation.world import World
from towkay.adapters.callsites import open_gate

EVENTS, CONVERSATIONS = 2000, 200
FAULTS = {"rate_limit": 0.01, "unreachable": 0.01, "lost_after": 0.02, "lost_before": 0.02}
COLUMNS = ("seed", "kills", "lost", "doubled", "inversions", "sent", "parked", "dead", "seconds")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3, help="how many mornings (default 3)")
    seeds = parser.parse_args().seeds
    print(f"{EVENTS} events, {CONVERSATIONS} conversations, 10 % duplicates, 5 % out of order")
    print("  ".join(f"{name:>10}" for name in COLUMNS))
    for seed in range(1, seeds + 1):
        print("  ".join(f"{value:>10}" for value in one_morning(seed)), flush=True)
    print("dead: events redriven from the dead letters afterwards, handled without a late reply")
    print("parked: an answer lost for good, so nobody can know whether it was seen; never repeated")


def one_morning(seed: int) -> tuple[object, ...]:
    """The row of one seed."""
    began = time.perf_counter()
    rng = random.Random(seed)
    gate = RandomGate(rng, share=0.01)
    world = World(rng, gate=gate)
    world.channel.shares = FAULTS
    said = play(
        world,
        events=EVENTS,
        conversations=CONVERSATIONS,
        duplicates=0.10,
        reordered=0.05,
        span=timedelta(hours=3),
    )
    world.run()
    overtaken = inversions(world)
    world.use_gate(open_gate)
    world.channel.shares = {}
    dead = world.redrive()
    world.run()
    books = balance(world, said)
    states: Counter[str] = Counter({str(state): n for state, n in books.states.items()})
    seconds = f"{time.perf_counter() - began:.1f}"
    kills = gate.kills.total()
    return (
        seed,
        kills,
        books.lost,
        books.doubled,
        overtaken,
        states["sent"],
        states["parked"],
        dead,
        seconds,
    )


if __name__ == "__main__":
    main()
