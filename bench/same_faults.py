"""What do the same faults do to the naive bot and to ours: what is lost, what is said twice?

`python -m bench.same_faults`: one morning of duplicates, disorder, silence and killed workers in
virtual time, for each bot. An answer of ours that nobody can prove is parked: counted and shown to
people, never repeated; the naive bot has no word for it, so its unanswered messages are unknown.
"""

from collections.abc import Iterator

from bench.figures import Figure, compared, progress, run
from bench.naive.morning import naive_morning
from tests.simulation.books import balance
from tests.simulation.faults import CONVERSATIONS, EVENTS, faulty_morning
from tests.simulation.silence import silence
from towkay.domain.sends import SendState

_SEED = 1
_QUICK = 5  # times fewer


def measure(quick: bool) -> Iterator[Figure]:
    """Both mornings, of the same length."""
    silence()
    share = _QUICK if quick else 1
    events, conversations = EVENTS // share, CONVERSATIONS // share
    progress(f"{events} messages to the naive bot")
    theirs = naive_morning(_SEED, events=events, conversations=conversations)
    progress(f"{events} messages to ours")
    morning = faulty_morning(_SEED, events=events, conversations=conversations)
    morning.calm_down()
    ours = balance(morning.world, morning.said)
    beside = f"naive bot, seed {_SEED}"
    what = f"of {events:,} messages"
    yield compared(f"{what}: answers seen twice", "", ours.doubled, theirs.doubled, beside)
    yield compared(f"{what}: lost, nobody knows", "", ours.lost, theirs.unanswered, beside)
    yield Figure(f"{what}: parked, counted and shown", "", ours.states[SendState.PARKED])


if __name__ == "__main__":
    run(measure, __doc__)
