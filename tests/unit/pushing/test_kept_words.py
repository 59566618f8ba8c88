"""What was packed for one chunk of a run serves its others, as long as the files are the same."""

from dataclasses import replace
from typing import Any

import pytest

from tests.support.pushes import PushBench, campaign, on_messenger
from towkay.domain import pitching
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.notices import Notice, turn_of
from towkay.domain.runs import Chunk, ChunkAsk
from towkay.domain.turns import Turn
from towkay.usecases.push import PushTools, push

ANNA, BEN = on_messenger(1), on_messenger(2)


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """For whom words were packed."""
    found: list[str] = []

    def noting(notice: Notice, contact: Contact, *others: Any) -> Turn:
        found.append(contact.key.user)
        return turn_of(notice, contact, *others)

    monkeypatch.setattr(pitching, "turn_of", noting)
    return found


def pushed(bench: PushBench, tools: PushTools, number: int, person: ContactKey) -> None:
    key = replace(bench.chunk, number=number)
    bench.runs.put_chunk(Chunk(key, (person,), is_last=False))
    list(push(ChunkAsk(key), door=bench.door(f"run-{number}"), tools=tools))


def test_words_are_packed_once_for_all_chunks_that_a_worker_has_of_a_run(packed: list[str]) -> None:
    bench = PushBench((ANNA, BEN))
    tools = bench.push_tools()

    pushed(bench, tools, 1, ANNA)
    pushed(bench, tools, 2, BEN)

    assert packed == [ANNA.user]
    assert [call.contact for call in bench.calls] == [ANNA, BEN]
    assert bench.calls[0].messages == bench.calls[1].messages


def test_what_the_brand_publishes_meanwhile_counts_at_once(packed: list[str]) -> None:
    bench = PushBench((ANNA, BEN))
    tools = bench.push_tools()
    pushed(bench, tools, 1, ANNA)

    bench.brand = replace(bench.brand)
    pushed(bench, replace(bench.push_tools(), pitches=tools.pitches), 2, BEN)

    assert packed == [ANNA.user, BEN.user]


def test_another_approved_version_is_another_pitch(packed: list[str]) -> None:
    bench = PushBench((ANNA, BEN))
    tools = bench.push_tools()
    pushed(bench, tools, 1, ANNA)

    bench.book.publish("demo", "pack", [campaign()])
    pushed(bench, tools, 2, BEN)

    assert packed == [ANNA.user, BEN.user]
