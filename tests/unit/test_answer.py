"""One event, one turn: also when somebody else writes the contact at the same moment."""

import pytest

from tests.support.shop import BRAND, FAQ, LINE_SHOPPER, NOW, event
from towkay.adapters.memory.conversations import MemoryConversations
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.adapters.memory.packs import MemoryPacks
from towkay.adapters.memory.queues import MemoryOutbox
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.errors import StaleState
from towkay.ports.packs import BrandKnowledge
from towkay.usecases.answer import Answered, Handling, answer


class Racing(MemoryConversations):
    """Loses the given number of races before it may write."""

    def __init__(self, table: MemoryTable, races: int) -> None:
        super().__init__(table)
        self.races = races

    def commit(self, *written: object, **about: object) -> None:
        if self.races:
            self.races -= 1
            raise StaleState("somebody else wrote first")
        super().commit(*written, **about)  # type: ignore[arg-type]


def hear(table: MemoryTable, races: int = 0) -> Answered:
    packs = MemoryPacks()
    packs.publish(BrandKnowledge(BRAND, FAQ))
    queue = MemoryFifoQueue(lambda: NOW, visibility=NOW - NOW, most_receives=5)
    return answer(
        event("運費多少錢", cause="c-1"),
        now=NOW,
        conversations=Racing(table, races),
        packs=packs,
        outbox=MemoryOutbox(queue),
    )


@pytest.mark.parametrize("races", [0, 1, 2])
def test_a_lost_race_is_decided_again(races: int) -> None:
    table = MemoryTable()
    assert hear(table, races).handling is Handling.HANDLED
    assert len(table.turns[LINE_SHOPPER]) == 1


def test_an_event_that_keeps_losing_is_put_back_and_not_swallowed() -> None:
    table = MemoryTable()
    with pytest.raises(StaleState):
        hear(table, races=3)
    assert not table.turns


def test_the_second_delivery_of_an_event_makes_no_second_turn() -> None:
    table = MemoryTable()
    hear(table)
    assert hear(table).handling is Handling.DUPLICATE
    assert len(table.turns[LINE_SHOPPER]) == 1
