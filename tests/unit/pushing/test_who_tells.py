"""What became of a send is told by whoever moved it: once, whoever else looked at it."""

from datetime import timedelta

import pytest

from tests.support.pushes import PushBench, on_messenger
from towkay.domain.consent import Consent
from towkay.domain.sends import Send, SendState

ANNA = on_messenger(1)


class _Beside:
    """A ledger that begins or plans a turn a moment after something else happened."""

    def __init__(self, bench: PushBench) -> None:
        self._bench, self._real = bench, bench.ledger
        self.told_by_another: list[Send] = []
        self._came = False

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def begin(self, *parts: object, **named: object) -> None:
        self._another_worker()
        self._real.begin(*parts, **named)  # type: ignore[arg-type]

    def plan(self, *parts: object, **named: object) -> None:
        self._another_worker()
        self._real.plan(*parts, **named)  # type: ignore[arg-type]

    def _another_worker(self) -> None:
        if not self._came:
            self._came = True
            self._bench.now += timedelta(milliseconds=3)
            self.told_by_another = self._bench.push(owner="run-2")
            self._bench.now += timedelta(milliseconds=3)


@pytest.mark.parametrize(
    ("consent", "state"),
    [(Consent(), SendState.SENT), (Consent(stopped=True), SendState.SUPPRESSED)],
)
def test_who_finds_the_turn_of_another_worker_tells_nothing_of_it(
    consent: Consent, state: SendState
) -> None:
    bench = PushBench((ANNA,))
    bench.change(ANNA, consent=consent)
    beside = bench.tools["ledger"] = _Beside(bench)

    told = bench.push()

    assert [send.state for send in beside.told_by_another] == [state]
    assert told == []


def test_who_planned_a_turn_and_lost_the_answer_tells_of_it() -> None:
    bench = PushBench((ANNA,))
    bench.change(ANNA, consent=Consent(stopped=True))
    real = bench.ledger

    class Repeating:
        def __getattr__(self, name: str) -> object:
            return getattr(real, name)

        def plan(self, *parts: object, **named: object) -> None:
            real.plan(*parts, **named)  # type: ignore[arg-type]
            real.plan(*parts, **named)  # type: ignore[arg-type]

    bench.tools["ledger"] = Repeating()

    assert [send.state for send in bench.push()] == [SendState.SUPPRESSED]
