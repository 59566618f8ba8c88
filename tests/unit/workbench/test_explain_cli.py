"""`towkay explain` answers in two languages, fits a terminal and keeps words to itself."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.support.builders import NOW, a_contact, a_contact_key, a_turn, a_turn_key
from tests.support.engines import TableEngine, dynamodb_table, moto_client
from towkay.adapters.policy_book import policy_book
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.facts import Facts
from towkay.domain.messages import Purpose, Text
from towkay.domain.permits import Suppression, decide
from towkay.domain.sends import Send, SendState
from towkay.domain.turns import Turn
from workbench import cli, plain_errors
from workbench.contact_names import contact_named
from workbench.errors import WorkbenchError
from workbench.explain import cli as explain_cli
from workbench.languages import spoken_here
from workbench.targets import Stack
from workbench.transcript import width_of

SHOPPER = a_contact_key("68433", Channel.MESSENGER)
NAME = f"messenger:{SHOPPER.account}:{SHOPPER.user}"
WORDS = "您的包裹 0912 已寄出"


@dataclass
class Stage:
    """Stands where a target stands, over one table."""

    table: TableEngine
    endpoint: str = "http://127.0.0.1:1"

    @property
    def dynamodb(self) -> Any:
        return self.table.client

    def now(self) -> datetime:
        return NOW + timedelta(minutes=5)

    def stack(self) -> Stack:
        return Stack("arn:x:y:z/a/b", {"TableName": self.table.table_name})


@pytest.fixture
def stage() -> Iterator[Stage]:
    with moto_client("dynamodb") as client:
        yield Stage(dynamodb_table(client))


def run(stage: Stage, *arguments: str) -> int:
    options = cli._parser().parse_args(["explain", *arguments, "--endpoint-url", "local"])
    where: Any = stage
    return plain_errors.run(lambda: explain_cli.run(where, options))


def a_decided_turn(hours_since_the_shopper_wrote: float, cause: str = "") -> Turn:
    opened = NOW - timedelta(hours=hours_since_the_shopper_wrote)
    contact = a_contact(SHOPPER, window_closes_at=opened + timedelta(hours=24))
    bare = a_turn(a_turn_key(SHOPPER, cause), sends=0)
    send = Send(0, Purpose.REPLY, (Text(WORDS),))
    turn = replace(bare, sends=(send,))
    ruling = decide(send, contact, Facts(turn, policy_book()), NOW)
    if isinstance(ruling, Suppression):
        end = {"state": SendState.SUPPRESSED, "reason": ruling.reason.value}
    else:
        end = {"state": SendState.SENT, "route": ruling.route}
    known: Any = {**end, "decision": ruling.decision, "called_at": NOW}
    return replace(turn, sends=(replace(send, **known),))


def store(stage: Stage, *turns: Turn) -> None:
    for number, turn in enumerate(turns):
        contact = a_contact(SHOPPER, version=number)
        stage.table.conversations.commit(contact, turn, now=NOW)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-TW", ("window_closed", "怎樣就會送出", "客人現在寫訊息過來", "1 天 6 小時前")),
        (
            "en",
            (
                "window_closed",
                "what would have let it through",
                "the shopper writes now",
                "1 d 6 h before",
            ),
        ),
    ],
)
def test_a_message_that_was_not_sent_is_explained(
    stage: Stage, capsys: pytest.CaptureFixture[str], language: str, said: tuple[str, ...]
) -> None:
    store(stage, a_decided_turn(30))

    assert run(stage, NAME, "last", "--language", language) == 0

    printed = capsys.readouterr().out
    assert [words for words in said if words not in printed] == []


def test_a_message_that_was_sent_names_its_rule_source_and_dates(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    store(stage, a_decided_turn(1))
    row = next(one for one in policy_book().rows if one.id == "messenger-open-window")

    run(stage, NAME, "last", "--language", "en")

    printed = capsys.readouterr().out.replace("\n        ", " ")
    assert row.id in printed
    assert f"in force since {row.since}" in printed
    assert row.source[:40] in printed
    assert "what would have stopped it" in printed


def test_without_a_send_the_newest_come_first_under_the_name_of_their_zone(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    store(stage, a_decided_turn(30, "first"), replace_time(a_decided_turn(1, "second"), 60))

    assert run(stage, NAME) == 0

    zone, newest, how, _, why = capsys.readouterr().out.splitlines()
    assert "Asia/Taipei" in zone and "open_window" in how and "window_closed" in why
    assert newest.startswith("2026-11-22 11:01")  # the clock on the brand's wall


def replace_time(turn: Turn, seconds: int) -> Turn:
    (send,) = turn.sends
    return replace(turn, sends=(replace(send, called_at=NOW + timedelta(seconds=seconds)),))


def test_words_are_shown_only_to_whoever_asks_for_them(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    store(stage, a_decided_turn(30))

    for arguments in ([], ["last"], ["--json"], ["last", "--json"]):
        run(stage, NAME, *arguments)
    assert WORDS not in "".join(capsys.readouterr())
    run(stage, NAME, "last", "--text")
    assert WORDS in capsys.readouterr().out


def test_every_line_fits_a_terminal(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    store(stage, a_decided_turn(30, "a"), a_decided_turn(1, "b" * 120))

    for arguments in ([], ["last", "--language", "en"], ["last", "--language", "zh-TW"]):
        run(stage, NAME, *arguments)

    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if width_of(line) > 100] == []


def test_programs_get_the_rule_the_facts_and_the_changes(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    store(stage, a_decided_turn(30))

    run(stage, NAME, "last", "--json")

    told = json.loads(capsys.readouterr().out)
    assert told["because"] == {"rule": "window_closed"}
    assert {"about": "window"}.items() <= told["facts"][0].items()
    assert told["changes"] and told["closed"]


def test_a_send_is_named_by_the_beginning_of_its_id(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    store(stage, a_decided_turn(1, "one"))
    run(stage, NAME, "--json")
    (only,) = json.loads(capsys.readouterr().out)

    assert run(stage, NAME, only["send"][:13]) == 0
    assert run(stage, NAME, "ffff") == plain_errors.FAILED


def test_a_contact_nobody_knows_is_said_plainly(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(stage, "line:Unobody:Unone") == plain_errors.FAILED
    assert "nothing on record" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["line", "line:a", "line::u", "sms:a:u", "", "line:a:"])
def test_a_contact_is_named_by_three_parts(text: str) -> None:
    with pytest.raises(WorkbenchError):
        contact_named(text)


def test_an_id_with_a_colon_in_it_is_the_user_s() -> None:
    assert contact_named("line:a:u:v") == ContactKey(Channel.LINE, "a", "u:v")


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_TW.UTF-8"}, "zh-TW"),
        ({"LANG": "C"}, "zh-TW"),
        ({}, "zh-TW"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "zh_TW"}, "en"),
    ],
)
def test_the_language_is_that_of_the_terminal(environment: dict[str, str], spoken: str) -> None:
    assert spoken_here(None, environment) == spoken
    assert spoken_here("zh-TW", {"LANG": "en"}) == "zh-TW"
