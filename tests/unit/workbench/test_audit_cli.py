"""`towkay audit` reads the whole table, says what is wrong and what to do, and exits by it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pytest

from tests.support.engines import TableEngine, dynamodb_table, moto_client
from tests.unit.workbench.test_explain_cli import SHOPPER
from towkay.adapters.dynamodb.attributes import to_attribute
from towkay.adapters.dynamodb.histories import history_update
from towkay.adapters.dynamodb.items import consent_item, contact_item, turn_item, turn_key
from towkay.domain.audit.auditing import Audited
from towkay.domain.audit.dossier import Dossier
from towkay.domain.audit.faults import Fault, Finding
from towkay.domain.audit.tally import Tally
from towkay.domain.channels import Channel
from towkay.domain.unasked import PersonHistory
from workbench import cli, plain_errors
from workbench.audit import cli as audit_cli
from workbench.audit.simulated.days import a_person
from workbench.audit.simulated.run import dossiers_of
from workbench.audit.simulated.shop import CLOSED, the_shop
from workbench.targets import Stack
from workbench.transcript import width_of

RETENTION = timedelta(days=90)


@dataclass
class Stage:
    """Stands where a target stands, over one table."""

    table: TableEngine
    dossiers: tuple[Dossier, ...]
    endpoint: str = "http://127.0.0.1:1"

    @property
    def dynamodb(self) -> Any:
        return self.table.client

    def now(self) -> datetime:
        return CLOSED

    def stack(self) -> Stack:
        return Stack("arn:x:y:z/a/key", {"TableName": self.table.table_name})

    def put(self, item: dict[str, Any]) -> None:
        self.dynamodb.put_item(TableName=self.table.table_name, Item=item)


@pytest.fixture
def stage() -> Iterator[Stage]:
    dossiers = a_short_life()
    with moto_client("dynamodb") as client:
        stage = Stage(dynamodb_table(client), dossiers)
        for dossier in dossiers:
            fill(stage, dossier)
        yield stage


@cache
def a_short_life() -> tuple[Dossier, ...]:
    """Of several shoppers the one with the fewest turns: each is a row to store."""
    lives = []
    for number in range(10):
        person = a_person(the_shop(), 7, number)
        person.live()
        lives.append(tuple(dossiers_of(person)))
    return min(lives, key=lambda one: sum(len(dossier.turns) for dossier in one))


def fill(stage: Stage, dossier: Dossier) -> None:
    assert dossier.contact
    stage.put(contact_item(dossier.contact))
    for turn in dossier.turns:
        stage.put(turn_item(turn, RETENTION))
    for entry in dossier.ledger:
        stage.put(consent_item(dossier.key, entry))
    after = replace(dossier.history, revision=1)
    named = PersonHistory(dossier.contact.brand, dossier.contact.person_name, after)
    stage.dynamodb.update_item(**history_update(stage.table.table_name, named))


def run(stage: Stage, *arguments: str) -> int:
    options = cli._parser().parse_args(["audit", *arguments, "--endpoint-url", "local"])
    where: Any = stage
    return plain_errors.run(lambda: audit_cli.run(where, options))


def spoil_a_decision(stage: Stage) -> str:
    """Some send in the table rests on a rule that nobody knows."""
    turn = next(one.turn for one in stage.dossiers[0].called())
    stage.dynamodb.update_item(
        TableName=stage.table.table_name,
        Key=turn_key(turn.key),
        UpdateExpression="SET sends[0].decision.#rule = :rule",
        ExpressionAttributeNames={"#rule": "rule"},
        ExpressionAttributeValues={":rule": to_attribute("favour")},
    )
    return turn.key.cause


def test_a_lawful_shop_is_said_to_be_one(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(stage, "--language", "en") == 0

    calls = sum(len(list(one.called())) for one in stage.dossiers)
    printed = capsys.readouterr().out
    contacts = len(stage.dossiers)
    said = f"✓ {contacts} contact(s), {calls} call(s): 0 without a permit that can be derived\n"
    assert printed == said


@pytest.mark.parametrize(("language", "said"), [("zh-TW", "沒有這條規則"), ("en", "no such rule")])
def test_what_cannot_be_derived_is_printed_with_its_remedy(
    stage: Stage, capsys: pytest.CaptureFixture[str], language: str, said: str
) -> None:
    cause = spoil_a_decision(stage)

    assert run(stage, "--language", language) == 1

    printed = capsys.readouterr().out
    assert said in printed and "→" in printed and cause in printed
    assert [line for line in printed.splitlines() if width_of(line) > 100] == []


def test_nobody_is_named(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    spoil_a_decision(stage)

    run(stage)
    run(stage, "--json")

    printed = capsys.readouterr().out
    assert stage.dossiers[0].key.account not in printed


def test_programs_get_every_finding(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    spoil_a_decision(stage)

    assert run(stage, "--json") == 1

    told = json.loads(capsys.readouterr().out)
    assert told["faults"] == {"not_derived": 1, "rule_unknown": 1}
    assert {one["fault"] for one in told["findings"]} == {"not_derived", "rule_unknown"}


def test_a_row_that_cannot_be_read_is_a_finding(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    row = consent_item(stage.dossiers[0].key, stage.dossiers[0].ledger[0])
    stage.put({**row, "source": {"S": "staff"}, "act": {"S": "subscribe"}, "topic": {"S": "x"}})

    assert run(stage, "--json") == 1

    told = json.loads(capsys.readouterr().out)
    assert told["unreadable"] == 1
    assert told["faults"]["ledger"] == 1


def test_one_contact_and_some_days_can_be_asked_for(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    key = stage.dossiers[0].key
    name = f"{key.channel}:{key.account}:{key.user}"

    assert run(stage, "--contact", name, "--since", "8d", "--json") == 0

    told = json.loads(capsys.readouterr().out)
    since = CLOSED - timedelta(days=8)
    assert told["contacts"] == 1
    assert told["calls"] == sum(one.at >= since for one in stage.dossiers[0].called())


def test_a_contact_nobody_knows_has_no_clean_record(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    nobody = f"messenger:{SHOPPER.account}:nobody"
    assert run(stage, "--contact", nobody) == plain_errors.FAILED
    printed = capsys.readouterr()
    assert "沒有這位聯絡人" in printed.err and "nothing on record" in printed.err
    assert printed.out == ""


def a_call_without_decision(at: datetime) -> Finding:
    return Finding(Fault.NO_DECISION, SHOPPER, "s", at)


def test_a_send_from_before_decisions_is_counted_apart() -> None:
    tally, account = Tally(), (Channel.MESSENGER, SHOPPER.account)
    old, new = CLOSED - timedelta(days=5), CLOSED - timedelta(days=1)

    tally.add(Audited(1, account, (a_call_without_decision(old),)))
    tally.add(
        Audited(2, account, (a_call_without_decision(new),), proved_at=new - timedelta(days=1))
    )
    tally.close()

    assert (tally.before_proof, tally.faults) == (1, {Fault.NO_DECISION: 1})


@pytest.mark.parametrize("text", ["7", "d", "0d", "7w", "-1d", ""])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SystemExit):
        cli._parser().parse_args(["audit", "--since", text])
