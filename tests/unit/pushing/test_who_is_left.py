"""Whoever comes back to a chunk for a slow account reads nobody of the others again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.support.pushes import LEASE, PushBench, on_messenger
from towkay.adapters.memory.pushing import MemoryRecipients
from towkay.domain.channels import ContactKey
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.sends import SendState
from towkay.domain.turns import TurnKey
from towkay.ports.pushing import Recipient

ANNA, BEN = on_messenger(1), on_messenger(2)
CY, DAN, EVE = (replace(ANNA, account="900000000000001", user=f"{n}" * 9) for n in (1, 2, 3))
SLOW = Outcome(Verdict.SLOW_DOWN, Refusal.RATE, code="613", retry_after=timedelta(minutes=9))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[ContactKey]]:
    """Whom the table was asked about."""
    found: list[ContactKey] = []
    real = MemoryRecipients.read

    def noting(self: MemoryRecipients, keys: Sequence[TurnKey], now: datetime) -> list[Recipient]:
        found.extend(key.contact for key in keys)
        return real(self, keys, now)

    monkeypatch.setattr(MemoryRecipients, "read", noting)
    yield found


def test_only_those_of_a_slow_account_are_looked_at_again(read: list[ContactKey]) -> None:
    bench = PushBench((ANNA, CY, BEN, DAN), answers=[SLOW])
    bench.push()
    ((ask, delay_s),) = bench.queue.asked
    assert (ask.cursor, ask.accounts) == (2, (ANNA.account,))

    read.clear()
    bench.now += timedelta(seconds=delay_s) + LEASE
    bench.push(cursor=ask.cursor, accounts=ask.accounts, owner="run-2")

    assert read == [BEN]
    assert {bench.send(one).state for one in (CY, BEN, DAN)} == {SendState.SENT}
    assert bench.is_done


def test_who_was_left_for_want_of_time_is_looked_at_whatever_their_account() -> None:
    bench = PushBench((ANNA, BEN, CY, DAN, EVE), answers=[SLOW])
    bench.on_call = lambda: setattr(bench, "now", bench.now + timedelta(seconds=50))
    bench.push()
    ((ask, _),) = bench.queue.asked

    assert ask.accounts == ()
    assert bench.turn(EVE) is None


def test_want_of_time_among_those_of_a_slow_account_brings_nobody_else_back() -> None:
    bench = PushBench((ANNA, BEN, CY))
    bench.on_call = lambda: setattr(bench, "now", bench.now + timedelta(seconds=119))

    bench.push(accounts=(ANNA.account,))

    ((ask, _),) = bench.queue.asked
    assert (ask.cursor, ask.accounts) == (1, (ANNA.account,))
    assert bench.turn(CY) is None
