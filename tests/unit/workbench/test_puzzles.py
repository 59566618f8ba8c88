"""What no table knew is shown, and read again once a table knows it."""

import json
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from tests.support.shop_doors import KeptQueue
from tests.support.shop_events import arrivals
from towkay.adapters.shipping import again as tables_of_today
from towkay.adapters.shipping.tables import Meaning
from towkay.domain.errors import QueueRefused
from towkay.domain.shipping.arrivals import Arrival, Puzzle
from towkay.domain.shipping.news import Milestone, ParcelNews
from towkay.domain.shipping.readings import Oddity
from workbench.errors import WorkbenchError
from workbench.shipments import puzzles

(ODD,) = (one for one in arrivals().values() if isinstance(one, Puzzle))
TOPIC = Puzzle("shopify", Oddity.UNKNOWN_TOPIC, "carts/update", ODD.at)


class Kept(list[Puzzle]):
    """`ports.Puzzles` of one brand."""

    def park(self, brand: str, puzzle: Puzzle) -> None:
        self.append(puzzle)

    def parked(self, brand: str, now: object) -> list[Puzzle]:
        return list(self)

    def solve(self, brand: str, puzzle: Puzzle) -> None:
        self.remove(puzzle)


@pytest.fixture
def learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of today knows the word."""
    meaning = (Meaning(Milestone.DELIVERED), None)
    table = SimpleNamespace(meaning=lambda *_: meaning)
    monkeypatch.setattr(tables_of_today, "table_of", lambda source: table)


def test_what_a_table_knows_by_now_is_queued_with_its_milestone_and_parked_no_more(
    learnt: None,
) -> None:
    kept, queue = Kept([ODD, TOPIC]), KeptQueue()

    left = puzzles.again("demo", [ODD, TOPIC], kept, queue)

    assert left == [TOPIC] == list(kept), "of what was not read nothing can be read again"
    assert ODD.news
    assert queue.arrivals == [Arrival("demo", replace(ODD.news, milestone=Milestone.DELIVERED))]


def test_what_no_table_knows_yet_stays_and_nothing_is_queued() -> None:
    kept, queue = Kept([ODD]), KeptQueue()

    assert puzzles.again("demo", [ODD], kept, queue) == [ODD] == list(kept)
    assert queue.arrivals == []


def test_what_cannot_be_queued_stays_parked(learnt: None) -> None:
    kept = Kept([ODD])

    with pytest.raises(QueueRefused):
        puzzles.again("demo", [ODD], kept, KeptQueue(refuses=True))
    assert list(kept) == [ODD]


def where_is(kept: Kept, monkeypatch: pytest.MonkeyPatch, queue: KeptQueue) -> Any:
    monkeypatch.setattr(puzzles, "_desk", lambda where, options: ("demo", kept))
    monkeypatch.setattr(puzzles, "SqsShipmentQueue", lambda *_: queue)
    stack = SimpleNamespace(outputs={"ShipmentsQueueUrl": "https://sqs.test/shipments"})
    return SimpleNamespace(sqs=None, now=lambda: ODD.at, stack=lambda: stack)


def test_they_are_listed_with_a_name_each_for_people_and_for_programs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    where = where_is(Kept([ODD, TOPIC]), monkeypatch, KeptQueue())

    assert puzzles.parked(where, SimpleNamespace(json=False, brand="")) == 1  # type: ignore[arg-type]
    said = capsys.readouterr().out
    assert puzzles.parked(where, SimpleNamespace(json=True, brand="")) == 1  # type: ignore[arg-type]
    told_to_programs = json.loads(capsys.readouterr().out)

    assert [one["id"] for one in told_to_programs] == [puzzles.name_of(ODD), puzzles.name_of(TOPIC)]
    assert all(one["id"] in said for one in told_to_programs)
    assert isinstance(ODD.news, ParcelNews) and ODD.news.parcel in said and "8888" in said


def test_nothing_parked_is_said_plainly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    where = where_is(Kept(), monkeypatch, KeptQueue())

    assert puzzles.parked(where, SimpleNamespace(json=False, brand="")) == 0  # type: ignore[arg-type]
    assert "nothing is parked (demo)" in capsys.readouterr().out


@pytest.mark.parametrize("names", [[], ["00000000"]])
def test_which_to_read_again_must_be_said(
    monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    where = where_is(Kept([ODD]), monkeypatch, KeptQueue())

    with pytest.raises(WorkbenchError):
        puzzles.replay(where, SimpleNamespace(all=False, id=names, brand=""))  # type: ignore[arg-type]


def test_one_can_be_read_again_by_its_name(learnt: None, monkeypatch: pytest.MonkeyPatch) -> None:
    other = replace(ODD, dedupe="another")
    kept, queue = Kept([ODD, other]), KeptQueue()
    where = where_is(kept, monkeypatch, queue)
    options: Any = SimpleNamespace(all=False, id=[puzzles.name_of(ODD)], brand="")

    assert puzzles.replay(where, options) == 0
    assert list(kept) == [other] and len(queue.arrivals) == 1
