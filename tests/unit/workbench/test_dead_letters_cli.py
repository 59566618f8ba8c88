"""`towkay dead-letters` explains in two languages, names nobody, and its exit code is true."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.support.builders import (
    NOW,
    a_contact,
    a_contact_key,
    a_turn,
    a_turn_key,
    an_event,
)
from tests.support.dead_queues import KEY, NAMES, Dead, dead_on_moto
from towkay.adapters.dynamodb.failure_notes import DynamoFailureNotes
from towkay.domain.channels import Channel
from towkay.domain.events import MessageReceived, ReceiptArrived, ReceiptKind
from towkay.domain.failures import FailureNote
from towkay.runtime.reports import pseudonym
from workbench import cli, plain_errors
from workbench.dead_letters import cli as dead_letters_cli
from workbench.targets import Stack
from workbench.transcript import width_of

SECRET_WORDS = "我的電話 0912345678 王小明"


@dataclass
class Stage:
    """Stands where a target stands, over the queues of a test."""

    dead: Dead
    endpoint: str = "http://127.0.0.1:1"

    @property
    def sqs(self) -> Any:
        return self.dead.sqs

    @property
    def dynamodb(self) -> Any:
        return self.dead.table.client

    def now(self) -> datetime:
        return self.dead.now

    def stack(self) -> Stack:
        outputs = {"TableName": self.dead.table.table_name}
        for name, logical in NAMES.items():
            outputs[f"{logical}QueueUrl"] = self.dead.queues[name].source_url
            outputs[f"{logical}DeadLetterQueueUrl"] = self.dead.queues[name].url
        return Stack(f"arn:aws:cloudformation:x:1:stack/towkay-dev/{KEY}", outputs)


@pytest.fixture
def dead() -> Iterator[Dead]:
    with dead_on_moto() as queues:
        queues.now = NOW + timedelta(minutes=1)
        yield queues


def run(dead: Dead, *arguments: str) -> int:
    options = cli._parser().parse_args(["dead-letters", *arguments, "--endpoint-url", "local"])
    where: Any = Stage(dead)
    return plain_errors.run(lambda: dead_letters_cli.run(where, options))


def some_of_each(dead: Dead) -> None:
    """A letter of every kind, with the words of a shopper in it."""
    shopper = a_contact_key("U-a-name-王小明", Channel.LINE)
    words = MessageReceived("m", SECRET_WORDS)
    read = ReceiptArrived(ReceiptKind.READ, up_to=NOW)
    dead.put(an_event(shopper, happening=words))
    dead.put(an_event(a_contact_key("68433", Channel.MESSENGER), happening=words))
    for days in (1, 9):
        dead.put(an_event(happening=words, occurred_at=NOW - timedelta(days=days)))
    dead.put(f'{{"poison": "{SECRET_WORDS}"}}')
    dead.put(a_turn_key())
    dead.put(an_event(shopper, happening=read), "receipts")
    turn = a_turn(a_turn_key(shopper))
    dead.table.conversations.commit(a_contact(shopper), turn, now=NOW)
    dead.put(turn.key)
    notes = DynamoFailureNotes(lambda: Stage(dead).dynamodb, dead.table.table_name)
    notes.put(dead.ids[0], FailureNote("faq", "PackMissing", "active:88", 3, NOW))


def test_without_a_dead_letter_it_says_so_plainly(
    dead: Dead, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(dead) == 0
    assert capsys.readouterr().out == (
        "沒有死信 · no dead letters (conversations, outbound, receipts, campaigns, shipments)\n"
    )


def test_every_letter_is_explained(dead: Dead, capsys: pytest.CaptureFixture[str]) -> None:
    some_of_each(dead)

    assert run(dead, "list") == 1

    printed = capsys.readouterr().out
    for said in (
        "對話 conversations · 5 封死信 dead letters",
        "faq: PackMissing · active:88 · 第 3 次接收 receive 3",
        "no note: the table may have been out of reach",
        "answered, if sent back by",
        "a stop, say",
        "it would be refused",
        "it would die again, drop it",
        "its open sends go on",
        "its turn is gone",
        "written down, once",
        "傳送 send 0: ready",
        pseudonym(a_contact_key("U-a-name-王小明", Channel.LINE), KEY),
        *dead.ids,
    ):
        assert said in re.sub(r"\n {20}", " ", printed), said


def test_nothing_of_a_shopper_is_printed(dead: Dead, capsys: pytest.CaptureFixture[str]) -> None:
    some_of_each(dead)

    for arguments in (["list"], ["list", "--json"], ["drop", "--malformed", "--yes"]):
        run(dead, *arguments)
    run(dead, "redrive", "--yes")

    printed = "".join(capsys.readouterr())
    assert not [word for word in (*SECRET_WORDS.split(), "U-a-name", "68433") if word in printed]


def test_every_line_fits_a_terminal(dead: Dead, capsys: pytest.CaptureFixture[str]) -> None:
    some_of_each(dead)

    run(dead, "list")
    run(dead, "redrive", "--yes")

    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if width_of(line) > 100] == []


def test_programs_get_one_line(dead: Dead, capsys: pytest.CaptureFixture[str]) -> None:
    some_of_each(dead)

    assert run(dead, "list", "--json") == 1

    told = json.loads(capsys.readouterr().out)
    assert {name: queue["dead_letters"] for name, queue in told.items()} == {
        "conversations": 5,
        "outbound": 2,
        "receipts": 1,
        "campaigns": 0,
        "shipments": 0,
    }
    first = told["conversations"]["messages"][0]
    assert first["redrive"] == "answered"
    assert datetime.fromisoformat(first["until"]) == NOW + timedelta(minutes=15)
    assert first["note"] == {
        "function": "faq",
        "error": "PackMissing",
        "where": "active:88",
        "receives": 3,
        "at": "2026-11-22T03:00:00+00:00",
    }


def test_a_redrive_leaves_what_nothing_can_read_and_says_so(
    dead: Dead, capsys: pytest.CaptureFixture[str]
) -> None:
    some_of_each(dead)

    assert run(dead, "redrive", "--yes") == 1

    printed = capsys.readouterr().out
    assert "conversations: 4 封已重送 sent back, 1 封留下 left" in printed
    assert [len(dead.waiting(name)) for name in NAMES] == [4, 2, 1, 0, 0]
    assert run(dead, "redrive", "--yes") == 1
    assert "drop" in capsys.readouterr().out
    assert run(dead, "drop", "--malformed", "--yes") == 0
    assert "1 封已刪除 deleted, 0 封留下 left" in capsys.readouterr().out
    assert run(dead) == 0


def test_one_queue_can_be_chosen(dead: Dead) -> None:
    some_of_each(dead)

    assert run(dead, "redrive", "--queue", "outbound", "--yes") == 0

    assert [len(dead.waiting(name)) for name in NAMES] == [0, 2, 0, 0, 0]


def test_messages_can_be_chosen_and_one_that_is_not_there_is_told(
    dead: Dead, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = [dead.put(an_event()) for _ in range(3)]

    assert run(dead, "redrive", "--message", ids[0], "--message", "gone", "--yes") == 1
    assert len(dead.waiting()) == 1
    assert run(dead, "redrive", "--message", "gone", "--yes") == 1
    assert "none of these ids" in capsys.readouterr().out
    assert dead.waiting() == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["drop"], "Say what to drop"),
        (["drop", "--yes"], "Say what to drop"),
        (["drop", "--malformed", "--message", "m"], "Say what to drop"),
        (["redrive", "--malformed"], "for drop only"),
        (["list", "--message", "m"], "for redrive and drop"),
    ],
)
def test_wrong_use_is_one_line_and_does_nothing(
    dead: Dead, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    dead.put("poison")

    assert run(dead, *arguments) == 2

    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
    assert dead.dead() == dead.ids


@pytest.mark.parametrize("arguments", [["--limit", "0"], ["--queue", "parcels"], ["mend"]])
def test_what_is_no_option_is_refused(dead: Dead, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(dead, *arguments)
    assert ended.value.code == 2


@pytest.mark.parametrize("arguments", [["redrive"], ["drop", "--malformed"]])
@pytest.mark.parametrize("answer", [None, "n", "", "yes"])
def test_nothing_moves_until_somebody_says_yes(
    dead: Dead, arguments: list[str], answer: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead.put("poison" if arguments[0] == "drop" else an_event())
    monkeypatch.setattr("sys.stdin.isatty", lambda: answer is not None, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: answer)

    code = run(dead, *arguments)

    assert code == (0 if answer == "yes" else 2)
    assert bool(dead.dead()) is (answer != "yes")


def test_a_long_redrive_gives_signs_of_life(dead: Dead, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(120):
        dead.put(an_event())

    assert run(dead, "redrive", "--yes") == 0

    printed = capsys.readouterr().out
    assert "  conversations: 100 …" in printed
    assert "conversations: 120 封已重送 sent back, 0 封留下 left" in printed
