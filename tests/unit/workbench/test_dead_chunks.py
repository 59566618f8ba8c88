"""A chunk among the dead letters is explained, and goes back so that nobody is told twice."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.support.builders import NOW
from tests.support.campaign_rows import CampaignOffice, a_chunk, a_run
from tests.support.dead_queues import Dead, dead_on_moto
from tests.unit.workbench.test_dead_letters_cli import run
from towkay.adapters.event_messages import chunk_ask_from_json
from towkay.domain.runs import Chunk, ChunkAsk
from workbench.dead_letters.facts import survey
from workbench.dead_letters.matters import matter_of
from workbench.dead_letters.outlooks import Outlook


@pytest.fixture
def dead() -> Iterator[Dead]:
    with dead_on_moto() as queues:
        queues.now = NOW + timedelta(minutes=1)
        yield queues


def put(dead: Dead, number: int = 0, *, done: bool = False, stored: bool = True) -> Chunk:
    office = CampaignOffice(dead.table)
    begun = a_run()
    chunk = a_chunk(begun.key, number=number)
    if stored:
        office.runs.start(begun)
        office.runs.put_chunk(chunk)
    if done:
        office.runs.finish_chunk(chunk.key)
    dead.put(ChunkAsk(chunk.key, 1))
    return chunk


def outlook(dead: Dead) -> Outlook:
    (one,) = survey(dead.desk, dead.queues["campaigns"], lambda *_: True).explained
    return one.forecast.outlook


def test_whoever_was_not_told_yet_is_told_after_a_redrive(dead: Dead) -> None:
    put(dead)

    assert outlook(dead) is Outlook.CHUNK_GOES_ON


def test_after_the_grace_of_its_campaign_nobody_is_told(dead: Dead) -> None:
    put(dead)
    dead.now = NOW + timedelta(hours=3)

    assert outlook(dead) is Outlook.SUPPRESSED


def test_of_a_chunk_that_is_done_nothing_is_left(dead: Dead) -> None:
    put(dead, done=True)

    assert outlook(dead) is Outlook.NOTHING_LEFT


def test_of_a_chunk_that_is_gone_nothing_is_known(dead: Dead) -> None:
    put(dead, stored=False)

    assert outlook(dead) is Outlook.TURN_GONE


@pytest.mark.parametrize("body", ["", "{}", '{"cause": "c"}'])
def test_what_asks_for_no_chunk_is_nothing_of_ours(body: str) -> None:
    assert matter_of("campaigns", body) is None


def test_chunks_are_shown_without_a_person_and_go_back_as_they_were(
    dead: Dead, capsys: pytest.CaptureFixture[str]
) -> None:
    chunks = [put(dead, number) for number in range(13)]

    assert run(dead, "list", "--queue", "campaigns") == 1
    printed = capsys.readouterr().out
    assert run(dead, "list", "--queue", "campaigns", "--json") == 1
    (told,) = json.loads(capsys.readouterr().out).values()
    assert run(dead, "redrive", "--queue", "campaigns", "--yes") == 0

    users = [contact.user for chunk in chunks for contact in chunk.contacts]
    assert "tea-week" in printed and not any(f" {user} " in printed for user in users)
    assert {one["people"] for one in told["messages"]} == {3}
    back = [chunk_ask_from_json(message["Body"]) for message in dead.waiting("campaigns")]
    assert {ask.chunk for ask in back} == {chunk.key for chunk in chunks}
    assert all(ask.cursor == 1 for ask in back) and dead.dead("campaigns") == []
