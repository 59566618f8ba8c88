"""`towkay consent` shows the ledger as it is, ends on a shopper's behalf, and never grants."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.support.builders import NOW, a_contact, a_turn, a_turn_key
from tests.support.engines import TableEngine, dynamodb_table, moto_client
from towkay.adapters.dynamodb import keys
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consent_writing import acted, recorded
from workbench import cli, targets
from workbench.consent_words import ACTS, SOURCES, Said
from workbench.targets import Stack
from workbench.transcript import width_of

SHOPPER = ContactKey(Channel.LINE, "U00112233445566778899aabbccddeeff", "Ua1")
WORDS = "每週一次，告訴你新到的糕點。隨時打「停止」就不再收到。"
NAME = f"line:{SHOPPER.account}:{SHOPPER.user}"


@dataclass
class Desk:
    """A table with one shopper who subscribed, and the command over it."""

    table: TableEngine
    now: datetime = NOW + timedelta(hours=1)

    @property
    def dynamodb(self) -> Any:
        return self.table.client

    def stack(self) -> Stack:
        return Stack("id", {"TableName": self.table.table_name})


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with moto_client("dynamodb") as client:
        desk = Desk(dynamodb_table(client))
        where = SimpleNamespace(dynamodb=client, stack=desk.stack, now=lambda: desk.now)
        monkeypatch.setattr(targets, "target", lambda *_: where)
        subscribe(desk.table)
        yield desk


def subscribe(table: TableEngine) -> None:
    entry = ConsentEntry(
        ConsentAct.SUBSCRIBE, NOW, "c1", False, ConsentSource.BUTTON, "news", wording="0123456789ab"
    )
    entry = replace(entry, words=WORDS)
    contact, entry = recorded(*acted(a_contact(SHOPPER), entry))
    turn = a_turn(a_turn_key(SHOPPER, "c1", NOW))
    table.conversations.commit(contact, turn, now=NOW, consent=entry)


def run(*arguments: str) -> int:
    return cli.main(["consent", *arguments, "--endpoint-url", "local"])


def active(desk: Desk) -> set[str]:
    contact = desk.table.conversations.contact(SHOPPER)
    assert contact is not None
    return {one.topic for one in contact.subscriptions if one.active}


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_show_prints_state_and_history_in_either_language(
    desk: Desk, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    assert run("show", NAME, "--language", language) == 0

    shown = capsys.readouterr().out
    assert "news" in shown and "0123456789ab" in shown
    assert ACTS[ConsentAct.SUBSCRIBE].spoken(language) in shown
    assert SOURCES[ConsentSource.BUTTON].spoken(language) in shown
    assert Said.WHOLE.spoken(language, head="")[:6] in shown


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_show_prints_the_words_that_were_agreed_to_and_the_brand_s_own_time(
    desk: Desk, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    assert run("show", NAME, "--language", language) == 0

    shown = capsys.readouterr().out
    local = NOW.astimezone(ZoneInfo("Asia/Taipei"))
    assert WORDS in shown
    assert shown.count(f"{local:%Y-%m-%d %H:%M:%S} Asia/Taipei") == 2 and "UTC" not in shown
    assert [line for line in shown.splitlines() if width_of(line) > 100] == []


def test_stop_ends_everything_as_the_act_of_whoever_did_it(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("stop", NAME, "--by", "美玲", "--language", "en") == 0
    assert run("show", NAME, "--language", "en") == 0

    assert active(desk) == set()
    assert "staff, on the shopper's behalf (美玲)" in capsys.readouterr().out
    entry = desk.table.consents.entries(SHOPPER)[-1]
    assert (entry.act, entry.source, entry.by) == (ConsentAct.STOP, ConsentSource.STAFF, "美玲")
    turn = desk.table.conversations.turn(a_turn_key(SHOPPER, entry.cause, entry.at), desk.now)
    assert turn is not None and turn.sends == ()


def test_stop_of_a_topic_ends_that_topic_alone(desk: Desk) -> None:
    assert run("stop", NAME, "--topic", "news", "--by", "美玲") == 0

    contact = desk.table.conversations.contact(SHOPPER)
    assert contact is not None and not contact.consent.stopped
    assert active(desk) == set()


def test_a_topic_the_contact_never_had_is_named_with_those_there_are(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("stop", NAME, "--topic", "nws", "--by", "美玲") == 2

    assert "news" in capsys.readouterr().err
    assert active(desk) == {"news"}


@pytest.mark.parametrize("name", ["", "  ", "x" * 65, "a\nb"])
def test_an_act_without_a_name_is_refused(desk: Desk, name: str) -> None:
    assert run("stop", NAME, "--by", name) == 2
    assert active(desk) == {"news"}


@pytest.mark.parametrize("verb", ["show", "stop"])
def test_a_contact_nobody_knows_is_said_to_be_unknown(
    desk: Desk, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    by = ["--by", "美玲"] if verb == "stop" else []

    assert run(verb, "line:U00112233445566778899aabbccddeeff:nobody", *by, "--language", "en") == 2
    assert "never wrote" in capsys.readouterr().err


def test_grant_exists_only_to_say_why_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("grant", NAME, "--topic", "news", "--language", "en") == 2

    told = capsys.readouterr().out
    assert "Only the shopper can grant" in told and "my subscriptions" in told


def test_show_tells_of_a_ledger_that_was_altered(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    change(desk, "SET wording = :new", {":new": {"S": "ffffffffffff"}})

    assert run("show", NAME, "--language", "en") == 1
    assert "does not hold from entry 1" in capsys.readouterr().out


def test_show_tells_of_a_row_that_nobody_of_ours_can_have_written(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    change(desk, "SET act = :new", {":new": {"S": "grant"}})

    assert run("show", NAME, "--language", "en") == 2
    assert "altered" in capsys.readouterr().err


def change(desk: Desk, update: str, values: dict[str, Any]) -> None:
    desk.dynamodb.update_item(
        TableName=desk.table.table_name,
        Key={
            "pk": {"S": keys.contact_pk(SHOPPER)},
            "sk": {"S": keys.consent_sk(NOW, "c1")},
        },
        UpdateExpression=update,
        ExpressionAttributeValues=values,
    )


def test_every_act_source_and_sentence_has_both_languages() -> None:
    assert set(ACTS) == set(ConsentAct)
    assert set(SOURCES) == {*ConsentSource, None}
    for words in (*ACTS.values(), *SOURCES.values(), *Said):
        for language in ("zh-TW", "en"):
            blanks = dict.fromkeys(("topic", "known", "count", "number", "head", "words"), "x")
            assert words.spoken(language, **blanks)
