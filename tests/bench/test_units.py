"""The counted request units are those that Amazon's own DynamoDB Local says a call consumed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from bench.metering import Meter, Tally
from tests.support import engines
from tests.support.builders import (
    NOW,
    a_contact,
    a_full_turn,
    a_permit,
    a_stop,
    a_turn,
    claimed,
    sent,
)
from tests.support.engines import TableEngine
from tests.support.missing import not_installed, not_made
from towkay.adapters.dynamodb import keys
from towkay.domain.messages import Purpose, Text
from towkay.domain.sends import plan_sends
from towkay.domain.turns import Turn
from workbench.aws import LocalAws


@dataclass
class Measured:
    """A table whose every call is counted twice: by us, and by the engine."""

    table: TableEngine
    meter: Meter
    consumed: float = 0.0

    def by_both(self, work: Callable[[], object]) -> tuple[float, float]:
        """Units of `work`: as counted from sizes, as the engine says."""
        self.meter.tally, self.consumed = Tally(), 0.0
        work()
        return self.meter.tally.read_units + self.meter.tally.write_units, self.consumed

    def ask_for_units(self, params: dict[str, Any], **_: Any) -> None:
        params["ReturnConsumedCapacity"] = "INDEXES"

    def add_units(self, parsed: dict[str, Any], **_: Any) -> None:
        told = parsed.get("ConsumedCapacity", [])
        tables = told if isinstance(told, list) else [told]
        self.consumed += sum(table["CapacityUnits"] for table in tables)


@pytest.fixture(scope="module")
def local() -> Iterator[LocalAws]:
    try:
        with engines.dynamodb_local() as running:
            yield running
    except engines.EngineMissing as missing:
        not_made(str(missing))
    except engines.EngineNeedsMore as missing:
        not_installed(str(missing))


@pytest.fixture
def measured(local: LocalAws) -> Measured:
    client = LocalAws(local.endpoint).dynamodb
    both = Measured(engines.dynamodb_table(client), Meter(local.dynamodb))
    both.meter.watch(client.meta.events)
    client.meta.events.register("before-parameter-build.dynamodb", both.ask_for_units)
    client.meta.events.register("after-call.dynamodb", both.add_units)
    return both


def long_turn() -> Turn:
    """More than a kilobyte, so that rounding shows."""
    wordy = [[Text("運費" * 300)], [Text("免運")]]
    return replace(a_turn(sends=0), sends=plan_sends(Purpose.REPLY, wordy))


@pytest.mark.parametrize(
    "turn", [a_turn(), a_full_turn(), long_turn()], ids=["short", "full", "long"]
)
def test_a_turns_whole_life_is_counted_as_it_is_billed(measured: Measured, turn: Turn) -> None:
    store, ledger = measured.table.conversations, measured.table.ledger
    contact = a_contact(turn.key.contact)
    stored: list[Turn] = []
    steps: list[Callable[[], object]] = [
        lambda: store.turn(turn.key, NOW),
        lambda: store.contact(contact.key),
        lambda: store.commit(contact, turn, now=NOW),
        lambda: stored.append(ledger.claim(turn, claimed(turn.sends[0]), a_permit())),
        lambda: ledger.settle(stored[0], sent(stored[0].sends[0])),
        lambda: store.turn(turn.key, NOW),
    ]
    for number, step in enumerate(steps):
        ours, engines_own = measured.by_both(step)
        assert ours == engines_own > 0, f"step {number}"


def test_a_stop_is_counted_as_it_is_billed(measured: Measured) -> None:
    # The engine counts equal writes of one transaction once: here all three differ in size.
    contact = a_contact(endpoint="e" * 1500)
    turn = a_turn(replace(a_turn().key, contact=contact.key))
    store = measured.table.conversations
    ours, engines_own = measured.by_both(
        lambda: store.commit(contact, turn, now=NOW, consent=a_stop())
    )
    assert ours == engines_own > 0


def test_looking_for_due_turns_is_counted_as_it_is_billed(measured: Measured) -> None:
    turn = a_turn()
    measured.table.conversations.commit(a_contact(turn.key.contact), turn, now=NOW)
    due_at = turn.due_at
    assert due_at is not None
    ours, engines_own = measured.by_both(lambda: list(measured.table.due_turns.due(due_at, 100)))
    # The engine lets a look at an empty shard pass for nothing; AWS bills the least there is.
    empty_shards = keys.DUE_SHARDS - 1
    assert ours == engines_own + empty_shards * 0.5
