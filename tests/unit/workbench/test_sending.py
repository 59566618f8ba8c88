"""`towkay send` plans one message and says truly what becomes of it, in both languages."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from moto import mock_aws

from tests.support.pack_engines import a_pack
from towkay.adapters.dynamodb.conversations import DynamoConversations
from towkay.adapters.dynamodb.items import turn_from
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact, HandoverState
from towkay.domain.messages import Text
from towkay.domain.sends import Send
from towkay.domain.subscriptions import Subscription
from towkay.packs.compiler import CompiledPack
from workbench import sending
from workbench.cfn import load
from workbench.cli import _parser
from workbench.contact_names import contact_named
from workbench.errors import WorkbenchError
from workbench.publish import Shelf, publish
from workbench.targets import Stack

DAY = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)  # 11:00 in Taipei
NIGHT = datetime(2026, 11, 25, 15, 30, tzinfo=UTC)
LINE = "line:U00112233445566778899aabbccddeeff:Ua1"
PAGE = "messenger:104512398760021:6843310927715504"
PUSH = ["--purpose", "service", "--topic", "parcels"]


@dataclass
class Stand:
    """A stack of which only what this command uses is there."""

    shelves: Shelf
    sqs: Any
    queue: str
    at: datetime = DAY

    def now(self) -> datetime:
        return self.at

    def shelf(self) -> Shelf:
        return self.shelves

    def stack(self) -> Stack:
        return Stack("arn:x/towkay/1", {"OutboundQueueUrl": self.queue})

    def store(self) -> DynamoConversations:
        return DynamoConversations(self.shelves.dynamodb, self.shelves.table, 90)

    def meet(self, named: str, *, subscribed: bool = True) -> ContactKey:
        """Somebody who wrote, and was stored with the turn of it."""
        key = contact_named(named)
        agreed = Subscription("parcels", True, DAY - timedelta(days=1), "press-1")
        contact = Contact(
            key,
            "demo",
            "demo",
            1,
            "zh-TW",
            window_closes_at=DAY + timedelta(hours=24),
            last_event_at=DAY,
            subscriptions=(agreed,) if subscribed else (),
        )
        put = self.store()._put_contact(replace(contact, version=0))["Put"]
        self.shelves.dynamodb.put_item(**put)
        return key

    def asks(self) -> int:
        names: Any = ["ApproximateNumberOfMessages"]
        told = self.sqs.get_queue_attributes(QueueUrl=self.queue, AttributeNames=names)
        return int(told["Attributes"][names[0]])

    def send_of(self, key: ContactKey) -> Send:
        """The only send there is."""
        rows = self.shelves.dynamodb.scan(TableName=self.shelves.table)["Items"]
        turns = [turn_from(row) for row in rows if row["sk"]["S"].startswith("TURN")]
        assert [turn.key.contact for turn in turns] == [key]
        return turns[0].sends[0]


@pytest.fixture
def stand() -> Iterator[Stand]:
    with mock_aws():
        session = boto3.Session("x", "x", region_name="us-east-1")
        s3, dynamodb = session.client("s3"), session.client("dynamodb")
        sqs = session.client("sqs")
        s3.create_bucket(Bucket="packs")
        table = load()["Resources"]["Table"]["Properties"]
        wanted = ("KeySchema", "AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes")
        dynamodb.create_table(TableName="table", **{key: table[key] for key in wanted})
        queue = sqs.create_queue(QueueName="q.fifo", Attributes={"FifoQueue": "true"})["QueueUrl"]
        shelf = Shelf(s3, dynamodb, "packs", "table")
        body = a_pack()
        publish(shelf, CompiledPack("demo", hashlib.sha256(body).hexdigest(), body, ()), DAY)
        yield Stand(shelf, sqs, queue)


def run(stand: Stand, *words: str, language: str = "en") -> int:
    options = _parser().parse_args(["send", *words, "--language", language])
    return sending.run(stand, options)  # type: ignore[arg-type]  # as much of a target as it needs


def test_what_goes_out_now_is_planned_and_its_rule_and_price_are_said(
    stand: Stand, capsys: pytest.CaptureFixture[str]
) -> None:
    key = stand.meet(LINE)

    assert run(stand, LINE, "出貨了", *PUSH, "--expires", "12h") == 0

    send = stand.send_of(key)
    assert send.messages == (Text("出貨了"),) and send.expires_at == DAY + timedelta(hours=12)
    assert stand.asks() == 1
    said = capsys.readouterr().out
    assert "goes out now, 0." in said and " TWD" in said and "line-push" in said
    assert f"towkay explain {LINE} last" in said


def test_what_must_wait_says_until_when_and_why(
    stand: Stand, capsys: pytest.CaptureFixture[str]
) -> None:
    stand.meet(LINE)
    stand.at = NIGHT

    assert run(stand, LINE, "出貨了", *PUSH, language="zh-TW") == 0

    said = capsys.readouterr().out
    assert "先留著，到 2026-11-26 09:00 (Asia/Taipei) 再看" in said and "quiet_hours" in said
    assert stand.asks() == 1


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ([LINE, "特價", "--purpose", "marketing", "--topic", "sales"], "no_consent"),
        ([LINE, "出貨了", *PUSH, "--skip-quiet"], "quiet_hours"),
    ],
)
def test_what_will_not_be_sent_says_why(
    stand: Stand, capsys: pytest.CaptureFixture[str], words: list[str], reason: str
) -> None:
    stand.meet(LINE)
    stand.at = NIGHT
    assert run(stand, *words) == 1
    said = capsys.readouterr().out
    assert said.startswith("will not be sent") and reason in said


def test_a_person_s_answer_takes_the_conversation_over(
    stand: Stand, capsys: pytest.CaptureFixture[str]
) -> None:
    key = stand.meet(PAGE)

    assert run(stand, PAGE, "我來幫您看", "--as-staff", "may") == 0

    contact = stand.store().contact(key)
    assert contact and contact.handover and contact.handover.state is HandoverState.HELD
    assert stand.send_of(key).staff == "may" and "goes out now, free" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        [LINE, "hi"],
        [LINE, "hi", "--purpose", "service"],
        [LINE, "hi", "--as-staff", "may", "--topic", "parcels"],
        [LINE, " ", *PUSH],
        ["line:nobody", "hi", *PUSH],
        ["fax:1:2", "hi", *PUSH],
        ["line:U00112233445566778899aabbccddeeff:Ustranger", "hi", *PUSH],
    ],
)
def test_what_is_asked_for_wrongly_is_said_and_nothing_is_planned(
    stand: Stand, words: list[str]
) -> None:
    stand.meet(LINE)
    with pytest.raises(WorkbenchError):
        run(stand, *words)
    assert stand.asks() == 0


def test_a_staff_name_is_a_name_and_not_a_sentence() -> None:
    with pytest.raises(SystemExit):
        _parser().parse_args(["send", LINE, "hi", "--as-staff", "May Lin"])
