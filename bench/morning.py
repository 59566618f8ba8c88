"""A morning of duplicates, disorder, lost answers and killed workers, and what came of it.

`python -m bench.morning [--seeds N]`; the rules it must keep are tests in `tests/simulation`.
"""

import argparse
import time
from collections import Counter

from tests.simulation.books import balance, inversions
from tests.simulation.faults import CONVERSATIONS, EVENTS, faulty_morning
from tests.simulation.silence import silence

COLUMNS = ("seed", "kills", "lost", "doubled", "inversions", "sent", "parked", "dead", "seconds")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3, help="how many mornings (default 3)")
    seeds = parser.parse_args().seeds
    silence()
    print(f"{EVENTS} events, {CONVERSATIONS} conversations, 10 % duplicates, 5 % out of order")
    print("  ".join(f"{name:>10}" for name in COLUMNS))
    for seed in range(1, seeds + 1):
        print("  ".join(f"{value:>10}" for value in one_morning(seed)), flush=True)
    print("dead: events redriven from the dead letters afterwards, handled without a late reply")
    print("parked: an answer lost for good, so nobody can know whether it was seen; never repeated")


def one_morning(seed: int) -> tuple[object, ...]:
    """The row of one seed."""
    began = time.perf_counter()
    morning = faulty_morning(seed)
    overtaken = inversions(morning.world)
    dead = morning.calm_down()
    books = balance(morning.world, morning.said)
    states: Counter[str] = Counter({str(state): n for state, n in books.states.items()})
    seconds = f"{time.perf_counter() - began:.1f}"
    return (
        seed,
        morning.gate.kills.total(),
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
