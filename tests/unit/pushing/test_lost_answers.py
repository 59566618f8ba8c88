"""What a claim may have been stored for is paid for: no lost answer lets a budget be exceeded."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.pushes import LEASE, RULES, PushBench, campaign, on_line
from tests.unit.pushing.test_shared_budgets import OWN_WORDS, PUSH, reserved, sent
from towkay.adapters.memory.pushing import MemoryPushLedger
from towkay.domain.brand_rules import QuietHours
from towkay.domain.campaigns import Campaign
from towkay.domain.errors import ServiceUnavailable
from towkay.domain.turns import Turn, TurnKey
from towkay.usecases.deliver import deliver

PEOPLE = tuple(on_line(number) for number in range(4))


class Brownout(MemoryPushLedger):
    """Stores one claim, and then nobody can be told of it."""

    claims = 0
    is_out = False

    def begin(self, *args: Any, **about: Any) -> None:
        super().begin(*args, **about)
        self._goes_out()

    def claim(self, *args: Any) -> Turn:
        moved = super().claim(*args)
        self._goes_out()
        return moved

    def turn(self, key: TurnKey, now: Any) -> Turn | None:
        if self.is_out:
            self.is_out = False
            raise ServiceUnavailable("no answer")
        return super().turn(key, now)

    def _goes_out(self) -> None:
        self.claims += 1
        if self.claims == 1:
            self.is_out = True
            raise ServiceUnavailable("no answer")


def brought_to_its_end(bench: PushBench) -> None:
    bench.now += LEASE + timedelta(seconds=1)
    for attempt in range(3):
        for key in bench.people:
            if bench.turn(key) is not None:
                list(deliver(bench.key(key), door=bench.door(f"sweep-{attempt}")))
        bench.push(owner=f"again-{attempt}")
        bench.now += timedelta(seconds=150)


@pytest.mark.parametrize("words", [OWN_WORDS, campaign()])
def test_a_claim_of_which_nobody_knows_whether_it_was_stored_is_paid_for(words: Campaign) -> None:
    bench = PushBench(PEOPLE, campaign=words, budget=2 * PUSH)
    bench.tools["ledger"] = Brownout(bench.table)
    with pytest.raises(ServiceUnavailable):
        bench.push()

    brought_to_its_end(bench)

    assert sent(bench) * PUSH == reserved(bench) == 2 * PUSH
    assert bench.is_done


def test_so_is_one_of_what_waited_for_morning() -> None:
    bench = PushBench(PEOPLE, campaign=OWN_WORDS, budget=2 * PUSH)
    night = QuietHours("10:30", "11:30")  # 11:00 on the shop's clock
    bench.brand_rules.publish("demo", replace(RULES, quiet_hours=night))
    bench.push()
    bench.now += timedelta(minutes=40)
    bench.tools["ledger"] = Brownout(bench.table)
    with pytest.raises(ServiceUnavailable):
        list(deliver(bench.key(PEOPLE[0]), door=bench.door("lost")))

    brought_to_its_end(bench)

    assert sent(bench) * PUSH == reserved(bench) == 2 * PUSH


def test_a_claim_that_was_refused_costs_nothing() -> None:
    bench = PushBench(PEOPLE, campaign=OWN_WORDS, budget=2 * PUSH)

    class Overtaken(MemoryPushLedger):
        claims = 0

        def begin(self, *args: Any, **about: Any) -> None:
            self.claims += 1
            if self.claims == 1:
                bench.change(PEOPLE[0], person="somebody")
            super().begin(*args, **about)

    bench.tools["ledger"] = Overtaken(bench.table)
    bench.push()

    assert (sent(bench), reserved(bench)) == (2, 2 * PUSH)
