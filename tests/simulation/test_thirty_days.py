"""A month of six campaigns at once: quiet hours, caps, a reason for each silence, even books."""

import random
from collections import Counter
from datetime import timedelta

import pytest

from tests.simulation.books import all_turns, balance, uneven
from tests.simulation.faults import CHANNEL_FAULTS
from tests.simulation.gates import AimedGate, RandomGate
from tests.simulation.month import CAMPAIGNS, DAYS, RULES, Month, a_month
from tests.simulation.platforms import Echoes
from tests.simulation.witness import in_quiet_hours, sights, too_many
from tests.simulation.world import World
from tests.support.shop import NOW
from towkay.adapters.policy_book import policy_book
from towkay.domain.permits import judged_again
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import Send, SendState

CONTACTS, ON_BOTH = 1_000, 100
LOOKS = 8


@pytest.fixture(scope="module")
def month() -> Month:
    """Played with faults and killed workers; the books are looked at in the midst of it."""
    rng = random.Random(30)
    world = World(rng, gate=RandomGate(rng, share=0.05), echoes=Echoes(kinds=1), rules=RULES)
    world.channel.shares = CHANNEL_FAULTS
    played = a_month(world, CONTACTS, ON_BOTH)
    for moment in sorted(NOW + rng.random() * timedelta(days=DAYS) for _ in range(LOOKS)):
        world.run(until=moment)
        assert uneven(world) == [], moment
    world.run(until=NOW + timedelta(days=DAYS))
    world.use_gate(AimedGate({}))
    world.run()
    return played


def unasked(month: Month) -> list[Send]:
    return [send for turn in all_turns(month.world) for send in turn.sends if send.is_unasked]


def test_nothing_is_seen_in_quiet_hours(month: Month) -> None:
    assert in_quiet_hours(month) == []
    assert any(sight.zone == "America/Los_Angeles" for sight in sights(month))


def test_nobody_sees_more_than_the_caps_allow_on_all_channels_together(month: Month) -> None:
    assert too_many(month) == []
    seen = Counter(sight.what for sight in sights(month))
    assert min(seen[telling.name] for telling in CAMPAIGNS) > 50, seen


def test_each_suppressed_send_has_a_reason_that_judging_it_again_finds(month: Month) -> None:
    book = policy_book()
    suppressed = [send for send in unasked(month) if send.state is SendState.SUPPRESSED]
    for send in suppressed:
        assert send.reason in set(Reason), send
        if send.reason != Reason.CHANNEL_CAP:
            assert send.decision is not None
            assert judged_again(send.decision, book) == (send.reason, "")
    reasons = Counter(send.reason for send in suppressed)
    expected = {Reason.CAP, Reason.NO_CONSENT, Reason.WINDOW_CLOSED, Reason.QUIET_HOURS}
    assert reasons.keys() >= expected


def test_what_was_planned_is_what_was_sent_and_what_was_not(month: Month) -> None:
    states = Counter(send.state for send in unasked(month))
    assert states.total() == len(month.world.notices.acknowledged) > 10_000
    assert set(states) <= {state for state in SendState if state.is_final}
    assert states[SendState.SENT] > 3_000
    books = balance(month.world, month.said)
    assert (books.lost, books.doubled) == (0, 0)
