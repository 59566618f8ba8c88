"""A call to many is made again to learn what came of it, and never shows anybody what it must not.

Each time the row of the call was stored, and its worker died before it could make the call.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.pushes import LEASE, RULES, RUN, PushBench, on_line
from towkay.adapters.memory.pushing import MemoryBatches
from towkay.domain.batches import Batch, BatchState
from towkay.domain.brand_rules import QuietHours
from towkay.domain.campaigns import CampaignState
from towkay.domain.consent import Consent
from towkay.domain.errors import SendPostponed, ServiceUnavailable
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.sends import SendState
from towkay.usecases.deliver import deliver

PEOPLE = tuple(on_line(number) for number in range(4))
DAYS = timedelta(days=3)


class _Dying(MemoryBatches):
    """Its worker dies between the row and the call."""

    def open(self, batch: Batch) -> bool:
        assert super().open(batch)
        raise KeyboardInterrupt


def left_open(**about: Any) -> PushBench:
    """A batch that nobody has called; its people's leases are over."""
    bench = PushBench(PEOPLE, **about)
    bench.run = replace(bench.run, expires_at=bench.now + DAYS)
    bench.rows.runs[RUN] = replace(bench.rows.runs[RUN], expires_at=bench.now + DAYS)
    bench.tools["batches"] = _Dying(bench.batch_rows)
    with pytest.raises(KeyboardInterrupt):
        bench.push()
    del bench.tools["batches"]
    bench.now += LEASE + timedelta(seconds=1)
    return bench


def looked_at(bench: PushBench) -> None:
    for key in PEOPLE:
        try:
            list(deliver(bench.key(key), door=bench.door("sweep", seconds=10)))
        except SendPostponed:
            continue


def states(bench: PushBench) -> set[SendState]:
    return {bench.send(key).state for key in PEOPLE}


def row(bench: PushBench) -> Batch:
    (found,) = bench.batch_rows.rows.values()
    return found


@pytest.mark.parametrize("who", [PEOPLE[0], PEOPLE[2]])
@pytest.mark.parametrize(
    "about",
    [
        {"consent": Consent(stopped=True)},
        {"consent": Consent(marketing_refused=True)},
        {"consent": Consent(reachable=False)},
        {"subscriptions": ()},
        {"moved_to": "U" + "f" * 32},
    ],
)
def test_what_somebody_in_it_has_stopped_since_is_not_called_again(who: Any, about: Any) -> None:
    bench = left_open()
    bench.change(who, **about)

    looked_at(bench)

    assert bench.casts == []
    assert (states(bench), row(bench).state) == ({SendState.PARKED}, BatchState.UNCLEAR)
    assert all(bench.send(key).ambiguous for key in PEOPLE)


def test_who_was_erased_since_is_not_shown_it_either() -> None:
    bench = left_open()
    del bench.table.contacts[PEOPLE[3]]

    looked_at(bench)

    assert (bench.casts, bench.send(PEOPLE[0]).state) == ([], SendState.PARKED)


def test_a_campaign_that_was_cancelled_since_is_shown_to_nobody_any_more() -> None:
    bench = left_open()
    bench.decide_on(CampaignState.CANCELLED)

    looked_at(bench)

    assert (bench.casts, states(bench)) == ([], {SendState.PARKED})


def test_in_quiet_hours_it_waits_for_their_end_and_is_made_then() -> None:
    bench = left_open()  # 11:02 on the shop's clock
    bench.brand_rules.publish("demo", replace(RULES, quiet_hours=QuietHours("11:01", "11:30")))

    looked_at(bench)
    looked_at(bench)
    assert (bench.casts, states(bench)) == ([], {SendState.READY})
    assert {bench.send(key).reason for key in PEOPLE} == {"quiet_hours"}

    bench.now += timedelta(minutes=32)
    looked_at(bench)

    assert (len(bench.casts), states(bench)) == (1, {SendState.SENT})


def test_somebody_elses_night_counts_as_much_as_ones_own() -> None:
    bench = left_open()
    bench.brand_rules.publish("demo", replace(RULES, quiet_hours=QuietHours("04:00", "04:30")))
    bench.change(PEOPLE[1], zone="Europe/Berlin")  # 04:02 there

    looked_at(bench)

    assert (bench.casts, states(bench)) == ([], {SendState.READY})


def test_a_night_that_outlasts_its_key_is_not_waited_for() -> None:
    bench = left_open()
    bench.now += timedelta(hours=22)  # 09:02 on the next day: the key is good until ten
    bench.brand_rules.publish("demo", replace(RULES, quiet_hours=QuietHours("09:00", "10:30")))

    looked_at(bench)

    assert (bench.casts, states(bench)) == ([], {SendState.PARKED})


def test_while_it_is_paused_it_is_not_made_and_afterwards_it_is() -> None:
    bench = left_open()
    bench.decide_on(CampaignState.PAUSED)
    looked_at(bench)
    assert (bench.casts, states(bench)) == ([], {SendState.READY})

    bench.decide_on(CampaignState.APPROVED)
    bench.now += timedelta(minutes=6)
    looked_at(bench)

    assert (len(bench.casts), states(bench)) == (1, {SendState.SENT})


def test_what_another_worker_has_learnt_meanwhile_counts_more_than_not_to_know() -> None:
    bench = left_open()
    bench.change(PEOPLE[2], consent=Consent(stopped=True))

    class Learning(MemoryBatches):
        def close(self, batch: Batch) -> None:
            super().close(replace(batch, state=BatchState.TAKEN))
            super().close(batch)

    bench.tools["batches"] = Learning(bench.batch_rows)
    looked_at(bench)

    assert states(bench) == {SendState.SENT}


class _Unclosable(MemoryBatches):
    def close(self, batch: Batch) -> None:
        raise ServiceUnavailable("the table is out of reach")


def test_after_a_no_that_could_not_be_stored_nobody_is_told_alone_before_it_is_known() -> None:
    refused = Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST, code="http-400")
    bench = PushBench(PEOPLE, answers_to_many=[refused])
    bench.tools["batches"] = _Unclosable(bench.batch_rows)

    bench.push()
    assert (states(bench), bench.calls) == ({SendState.CLAIMED}, [])
    del bench.tools["batches"]
    bench.now += LEASE + timedelta(seconds=1)
    looked_at(bench)

    assert bench.casts[0] == bench.casts[1], "the very same call, and LINE says what came of it"
    assert (states(bench), bench.calls) == ({SendState.SENT}, [])


def test_a_yes_that_could_not_be_stored_is_still_a_yes_for_each() -> None:
    bench = PushBench(PEOPLE)
    bench.tools["batches"] = _Unclosable(bench.batch_rows)

    bench.push()

    assert (states(bench), len(bench.casts)) == ({SendState.SENT}, 1)
