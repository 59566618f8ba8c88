"""`towkay send` plans one message and says truly what becomes of it, in both languages."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from moto import mock_aws

from tests.support.pack_engines import a_pack
from towkay.adapters.dynamodb.account_health import DynamoAccountHealth
from towkay.adapters.dynamodb.conversations import DynamoConversations
from towkay.adapters.dynamodb.histories import history_update
from towkay.adapters.dynamodb.items import turn_from
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact, HandoverState
from towkay.domain.health import AccountHealth, Trouble, account_of
from towkay.domain.messages import Purpose, Text
from towkay.domain.notices import Notice
from towkay.domain.routes import Route
from towkay.domain.sends import Send
from towkay.domain.subscriptions import Subscription
from towkay.domain.unasked import History, PersonHistory, Unasked
from towkay.packs.compiler import CompiledPack
from towkay.usecases.plan import Planned, plan
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
SALE = ["--purpose", "marketing", "--topic", "sales"]
TOPICS = [
    {"id": name, "purpose": purpose, "name": {"zh-TW": name}, "wording": {"zh-TW": name}}
    for name, purpose in (("parcels", "service"), ("sales", "marketing"))
]


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

    def meet(self, named: str, *, subscribed: tuple[str, ...] = ("parcels",)) -> ContactKey:
        """Somebody who wrote, and was stored with the turn of it."""
        key = contact_named(named)
        agreed = [
            Subscription(topic, True, DAY - timedelta(days=1), "press-1") for topic in subscribed
        ]
        contact = Contact(
            key,
            "demo",
            "demo",
            1,
            "zh-TW",
            window_closes_at=DAY + timedelta(hours=24),
            last_event_at=DAY,
            subscriptions=(*agreed,),
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
        body = json.dumps({**json.loads(a_pack()), "topics": TOPICS}).encode()
        publish(shelf, CompiledPack("demo", hashlib.sha256(body).hexdigest(), body, ()), DAY)
        yield Stand(shelf, sqs, queue)


def run(stand: Stand, *words: str, language: str = "en") -> int:
    options = _parser().parse_args(["send", *words, "--language", language, "--stage", "dev"])
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
    assert f"towkay explain {LINE} last --stage dev" in said


def test_what_must_wait_says_until_when_and_why(
    stand: Stand, capsys: pytest.CaptureFixture[str]
) -> None:
    stand.meet(LINE)
    stand.at = NIGHT

    assert run(stand, LINE, "出貨了", *PUSH, language="zh-TW") == 0

    said = capsys.readouterr().out
    assert "先留著，到 2026-11-26 09:00 (Asia/Taipei) 再判定" in said and "quiet_hours" in said
    assert "那時若沒有別的變化，可以送：推播" in said
    assert stand.asks() == 1


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ([LINE, "特價", *SALE], "no_consent"),
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


@pytest.mark.parametrize(
    ("expires", "language", "words"),
    [
        ("2h", "en", "ends at 2026-11-26 01:30 (Asia/Taipei), the hold only at"),
        ("2h", "zh-TW", "2026-11-26 01:30 (Asia/Taipei) 就過期"),
    ],
)
def test_a_grace_shorter_than_the_night_is_said_with_both_moments(
    stand: Stand, capsys: pytest.CaptureFixture[str], expires: str, language: str, words: str
) -> None:
    stand.meet(LINE)
    stand.at = NIGHT
    assert run(stand, LINE, "出貨了", *PUSH, "--expires", expires, language=language) == 1
    assert words in capsys.readouterr().out.replace("\n  ", " ")


def test_a_hold_that_ends_in_the_night_is_held_on(
    stand: Stand, capsys: pytest.CaptureFixture[str]
) -> None:
    stand.meet(LINE)
    stand.at = NIGHT
    assert run(stand, LINE, "我來幫您看", "--as-staff", "小芬") == 0
    capsys.readouterr()
    assert run(stand, LINE, "出貨了", *PUSH) == 0
    said = capsys.readouterr().out
    assert "human_holds" in said and "held on then until 2026-11-26 09:00" in said
    assert run(stand, LINE, "出貨了", *PUSH, "--expires", "1h") == 1
    assert "ends at 2026-11-26 00:30" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("purpose", "topic", "words"),
    [
        ("service", "parcel", ("沒有「parcel」這個主題", "nearest: parcels")),
        ("marketing", "parcels", ("是服務用的", "say --purpose service")),
    ],
)
def test_a_topic_that_is_none_or_of_another_purpose_is_named_as_such(
    stand: Stand, purpose: str, topic: str, words: tuple[str, ...]
) -> None:
    stand.meet(LINE)
    with pytest.raises(WorkbenchError) as told:
        run(stand, LINE, "hi", "--purpose", purpose, "--topic", topic)
    assert [one for one in words if one not in str(told.value)] == []
    assert stand.asks() == 0


def test_what_goes_to_the_person_meanwhile_is_counted_as_delivery_will(
    stand: Stand, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    key = stand.meet(LINE, subscribed=("sales",))

    def overtaken(notice: Notice, **parts: Any) -> Planned:
        """Another first marketing message has gone out just before this one is planned."""
        other = Unasked("0/other", Purpose.MARKETING, DAY, Route.PUSH, told_opt_out=True)
        person = PersonHistory("demo", f"line:{key.account}:{key.user}", History((other,), 1))
        stand.shelves.dynamodb.update_item(**history_update(stand.shelves.table, person))
        return plan(notice, **parts)

    monkeypatch.setattr(sending, "plan", overtaken)
    assert run(stand, LINE, "特價", *SALE) == 1
    assert "(cap)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "waits"), [("en", "waits, and goes out once"), ("zh-TW", "先等著")]
)
def test_what_waits_for_a_stopped_account_is_not_said_to_go_out_now(
    stand: Stand, capsys: pytest.CaptureFixture[str], language: str, waits: str
) -> None:
    account = account_of(stand.meet(LINE))
    accounts = DynamoAccountHealth(stand.shelves.dynamodb, stand.shelves.table, stand.now)
    accounts.write(account, AccountHealth(Trouble.CREDENTIALS, "401", DAY, DAY, 1))
    assert run(stand, LINE, "出貨了", *PUSH, language=language) == 0
    said = capsys.readouterr().out
    assert said.startswith(waits) and "goes out now" not in said and "現在就送" not in said


@pytest.mark.parametrize("name", ["小芬", "May Lin", "support-2"])
def test_staff_go_by_their_own_names_in_any_script(stand: Stand, name: str) -> None:
    key = stand.meet(PAGE)
    assert run(stand, PAGE, "我來幫您看", "--as-staff", name) == 0
    assert stand.send_of(key).staff == name


@pytest.mark.parametrize("name", ["", " ", "x" * 65, "a\nb"])
def test_what_is_no_name_is_no_member_of_staff(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        _parser().parse_args(["send", LINE, "hi", "--as-staff", name])
    assert "要有名字" in capsys.readouterr().err
