"""`towkay explain` says what waits, what ended and why, in words of the reader's language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.support.builders import a_contact, a_contact_key, a_turn, a_turn_key
from tests.support.engines import TableEngine, dynamodb_table, moto_client
from towkay.adapters.dynamodb.account_health import DynamoAccountHealth
from towkay.adapters.policy_book import policy_book
from towkay.domain.batches import ASKED_AGAIN
from towkay.domain.channels import Channel
from towkay.domain.consent import Consent
from towkay.domain.errors import SendPostponed
from towkay.domain.facts import Facts
from towkay.domain.health import AccountHealth, Trouble, account_of
from towkay.domain.messages import Purpose, Text
from towkay.domain.outcomes import Refusal, Verdict
from towkay.domain.permits import Suppression, decide
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import Send, SendState
from towkay.domain.settlement import held_back
from towkay.domain.subscriptions import Subscription
from towkay.domain.turns import Turn
from workbench import cli, plain_errors
from workbench.explain import cli as explain_cli
from workbench.explain.sends import beginnings
from workbench.explain.state_words import STATES, TROUBLES, reason_said
from workbench.targets import Stack
from workbench.transcript import width_of

DAY = datetime.fromisoformat("2026-11-25T11:00:00+08:00")
NIGHT = datetime.fromisoformat("2026-11-25T23:30:00+08:00")
SHOPPER = a_contact_key("Ua1", Channel.LINE)
NAME = f"line:{SHOPPER.account}:{SHOPPER.user}"
LANGUAGES = ["zh-TW", "en"]


@dataclass
class Stage:
    """Stands where a target stands, over one table."""

    table: TableEngine
    at: datetime = NIGHT

    @property
    def dynamodb(self) -> Any:
        return self.table.client

    def now(self) -> datetime:
        return self.at

    def stack(self) -> Stack:
        return Stack("arn:x:y:z/a/b", {"TableName": self.table.table_name})

    def news(self, at: datetime, stopped: bool = False, **about: Any) -> Turn:
        """News of a parcel, judged at a moment and stored with what came of it."""
        send = replace(Send(0, Purpose.SERVICE, (Text("寄出了"),), topic="parcels"), **about)
        bare = a_turn(a_turn_key(SHOPPER, "hand:1", at), sends=0)
        turn = replace(bare, sends=(send,), received_at=at, created_at=at)
        agreed = Subscription("parcels", not stopped, at - timedelta(days=2), "press")
        contact = a_contact(SHOPPER, subscriptions=(agreed,), window_closes_at=None)
        if stopped:
            contact = replace(contact, consent=Consent(True, at, at - timedelta(days=1)))
        ruling = decide(send, contact, Facts(turn, policy_book()), at)
        send = replace(send, decision=ruling.decision)
        if isinstance(ruling, Suppression) and ruling.until:
            send = held_back(send, ruling.reason.value, ruling.until)
        elif isinstance(ruling, Suppression):
            send = replace(send, state=SendState.SUPPRESSED, reason=ruling.reason.value)
        turn = replace(turn, sends=(send,))
        self.table.conversations.commit(replace(contact, version=0), turn, now=at)
        return turn


@pytest.fixture
def stage() -> Iterator[Stage]:
    with moto_client("dynamodb") as client:
        yield Stage(dynamodb_table(client))


def told(stage: Stage, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    options = cli._parser().parse_args(["explain", NAME, *words, "--endpoint-url", "local"])
    where: Any = stage
    assert plain_errors.run(lambda: explain_cli.run(where, options)) == 0
    said = capsys.readouterr().out
    assert [line for line in said.splitlines() if width_of(line) > 100 and "://" not in line] == []
    return re.sub(r"\n +", " ", said)


@pytest.mark.parametrize(
    ("language", "held"),
    [
        ("zh-TW", "服務  先留著，到 2026-11-26 09:00:00 再判定"),
        ("en", "service  held until 2026-11-26 09:00:00"),
    ],
)
def test_what_is_held_says_until_when(
    stage: Stage, capsys: pytest.CaptureFixture[str], language: str, held: str
) -> None:
    stage.news(NIGHT)
    for words in ((), ("last",)):
        assert held in told(stage, capsys, *words, "--language", language)


def test_a_night_longer_than_the_grace_is_told_with_the_remedy_that_helps(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.news(NIGHT, expires_at=NIGHT + timedelta(hours=2))
    said = told(stage, capsys, "last", "--language", "en")
    assert "it may be sent until: → 2026-11-26 01:30:00 Asia/Taipei (2 h after)" in said
    assert "it ends at 2026-11-26 01:30:00" in said
    assert "at 2026-11-26 09:00:00 Asia/Taipei, and a longer time in which it may be sent" in said
    assert "The end of the quiet hours" not in said


@pytest.mark.parametrize(
    ("language", "fact", "remedy"),
    [("zh-TW", "直接略過: 是", "不要略過"), ("en", "not held: yes", "Holding it instead")],
)
def test_what_is_skipped_in_the_night_says_so(
    stage: Stage, capsys: pytest.CaptureFixture[str], language: str, fact: str, remedy: str
) -> None:
    stage.news(NIGHT, skips_quiet=True)
    said = told(stage, capsys, "last", "--language", language)
    assert fact in said and remedy in said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-TW", ("怎樣就會送出", "客人自己恢復訂閱 → 推播 (line-push)", "排定的時間")),
        ("en", ("let it through", "takes the stop back → push (line-push)", "it was planned")),
    ],
)
def test_a_stop_is_taken_back_by_the_shopper_and_unasked_news_answers_nothing(
    stage: Stage, capsys: pytest.CaptureFixture[str], language: str, words: tuple[str, ...]
) -> None:
    stage.news(DAY, stopped=True)
    said = told(stage, capsys, "last", "--language", language)
    assert [one for one in words if one not in said] == []
    assert "what it answers" not in said and "起因" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_knows_is_said_as_that(
    stage: Stage, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    stage.news(DAY, state=SendState.PARKED, reason="no_evidence")
    said = told(stage, capsys, "last", "--language", language)
    assert STATES[SendState.PARKED].spoken(language) in said
    assert reason_said("no_evidence", language) in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stopped_account_stands_above_what_waits_for_it(
    stage: Stage, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    stage.news(DAY)
    stage.at = DAY
    accounts = DynamoAccountHealth(stage.dynamodb, stage.table.table_name, stage.now)
    health = AccountHealth(Trouble.CREDENTIALS, "190/460", DAY, DAY + timedelta(minutes=1), 1)
    accounts.write(account_of(SHOPPER), health)
    said = told(stage, capsys, "last", "--language", language)
    assert said.startswith("✗ " + TROUBLES[Trouble.CREDENTIALS].spoken(language)[:20])
    assert "credentials:190/460" in said and "2026-11-25 11:00:00 Asia/Taipei" in said


def test_the_name_in_the_list_can_be_asked_for(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.news(DAY)
    head = told(stage, capsys, "--language", "en").splitlines()[1]
    name = re.search(r"  ([0-9a-f]{11}\.0\S*)", head)
    assert name and "hand:1" in told(stage, capsys, name[1], "--language", "en")


def test_a_beginning_of_an_id_is_of_one_send_alone() -> None:
    moment = "1a2025ebe4a.0."
    ids = [f"{moment}hand:ab", f"{moment}hand:ac", "1a2025ebe4b.0.x"]
    named = beginnings(ids)
    assert [[one for one in ids if one.startswith(named[own])] for own in ids] == [[i] for i in ids]
    assert not any(name.endswith(".") for name in named.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("word", [*Reason, *Refusal, "no_evidence", "unclear", "account_stopped"])
def test_every_reason_has_words_beside_its_code(word: str, language: str) -> None:
    said = reason_said(f"{word}:100/2018278", language)
    assert said.endswith(f"({word}:100/2018278)") and not said.startswith(word)


def test_every_state_and_outcome_has_words() -> None:
    assert set(STATES) == set(SendState)
    for verdict in set(Verdict) - {Verdict.SENT, Verdict.REFUSED}:
        assert reason_said(verdict, "en") != verdict


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_a_send_waits_for_has_words(language: str) -> None:
    waits = {str(kind(DAY)) for kind in SendPostponed.__subclasses__()}  # type: ignore[arg-type]
    waits |= {ASKED_AGAIN} | {trouble.reason for trouble in Trouble}

    assert len(waits) == 5
    assert [one for one in waits if reason_said(one, language) == one] == []
