"""How much of an allowed rate do workers use together, and how often do they exceed it?

`python -m bench.pacing`: two minutes of virtual time of the very code that is deployed, over rows
in memory. Every worker always has something to send, clocks are up to two seconds off, one write in
twenty loses its race, and half-way one of several workers is killed. Used is what was called after
the first ten seconds (twenty for forty workers), of the rate times the time; the floor under the
unused rest is 2 %, by which every window is stretched against calls that arrive closer together.
Every window of a second is looked at, not only those that begin on one.
"""

from collections.abc import Iterator

from bench.figures import Figure, compared, progress, run
from tests.simulation.paced import saturated, windows_over
from towkay.domain.pacing.lanes import WINDOW

_SECONDS = 120.0
_SETTLED, _MANY_SETTLED = 10.0, 20.0
_SEED = 1
_RATES = (10, 80, 300, 2000)
_WORKERS = (1, 3, 8, 40)
_QUICK_WORKERS = (8,)


def measure(quick: bool) -> Iterator[Figure]:
    """What was used and what was exceeded, at each rate."""
    reachable = 100 / WINDOW.total_seconds()
    for rate in _RATES:
        for workers in _QUICK_WORKERS if quick else _WORKERS:
            progress(f"{workers} workers at {rate} a second")
            kill = workers > 1
            crew = saturated(rate, workers, seed=_SEED, seconds=_SECONDS, kill=kill)
            settled = _MANY_SETTLED if workers > max(_QUICK_WORKERS) else _SETTLED
            crowd = f"{workers} worker{'s' if kill else ''}"
            used = 100 * crew.used(settled, _SECONDS)
            what = f"{rate}/s, {crowd}: used"
            yield compared(what, "%", used, reachable, "1 s / 1.02 s")
            over = windows_over(crew.calls, rate)
            yield Figure(f"{rate}/s, {crowd}: windows over", "", over, 0, None, "allowed")


if __name__ == "__main__":
    run(measure, __doc__)
