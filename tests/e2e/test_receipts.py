"""What Messenger tells afterwards settles what its answer did not; a person silences the bot."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest

from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.items import turn_from
from towkay.adapters.dynamodb.receipt_ledger import DynamoReceiptLedger
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.receipts import Marks, Sighting, sighting
from towkay.domain.sends import Send, SendState
from towkay.domain.turns import Rule, Turn
from workbench.simulators.shopper import Shopper
from workbench.stack import LocalStack

_names = count(1)
QUESTION = "請問運費多少"


class Chat:
    """One shopper nobody else is, and what the stack has stored of the conversation."""

    def __init__(self, bench: LocalStack, channel: Channel) -> None:
        self.bench = bench
        account = next(one.account for one in bench.accounts if one.channel == channel)
        name = f"told-{next(_names)}"
        self.shopper: Shopper = bench.simulators.shopper(channel, account, name)
        self.contact = ContactKey(channel, account, self.shopper.user)
        self.table = bench.deployed.outputs["TableName"]

    def ask(self, *faults: str) -> None:
        for kind in faults:
            self.bench.simulators.world.faults.order(self.contact.channel, kind, 1)
        assert self.shopper.say(QUESTION).status == 200
        assert self.bench.wait_idle() == {"idle": True, "dead_letters": 0}

    def turns(self) -> list[Turn]:
        first, last = keys.turn_range(datetime(2000, 1, 1, tzinfo=UTC))
        values = {":pk": keys.contact_pk(self.contact), ":first": first, ":last": last}
        found = self.bench.aws.dynamodb.query(
            TableName=self.table,
            KeyConditionExpression="pk = :pk AND sk BETWEEN :first AND :last",
            ExpressionAttributeValues={name: {"S": text} for name, text in values.items()},
        )
        return [turn_from(item) for item in found["Items"]]

    @property
    def send(self) -> Send:
        """The one send of the newest turn."""
        (send,) = self.turns()[-1].sends
        return send

    def state(self) -> SendState:
        return self.send.state

    def marks(self) -> Marks:
        ledger = DynamoReceiptLedger(self.bench.aws.dynamodb, self.table, 90)
        return ledger.marks(self.contact, self.bench.travel.now())

    def seen(self) -> list[dict[str, Any]]:
        user = self.shopper.user
        return self.bench.simulators.world.ledger.read(channel=self.contact.channel, user=user)


@pytest.fixture
def chat(bench: LocalStack) -> Callable[[Channel], Chat]:
    return lambda channel: Chat(bench, channel)


def test_a_send_whose_answer_was_lost_is_proved_by_its_echo(chat: Callable[..., Chat]) -> None:
    talk = chat(Channel.MESSENGER)
    talk.ask("timeout_after")

    (bubble,) = talk.seen()
    assert talk.state() is SendState.SENT
    assert talk.send.provider_ids == (bubble["response"]["message_id"],)
    talk.bench.advance(300)
    assert len(talk.seen()) == 1


def test_a_send_that_nothing_proves_is_parked_after_two_minutes_and_never_repeated(
    chat: Callable[..., Chat],
) -> None:
    talk = chat(Channel.MESSENGER)
    talk.ask("timeout_before")
    assert talk.state() is SendState.UNKNOWN

    talk.bench.advance(180)
    assert talk.state() is SendState.PARKED
    talk.bench.advance(3600)
    assert (talk.state(), talk.seen()) == (SendState.PARKED, [])


def test_an_echo_after_the_deadline_still_tells_the_truth(chat: Callable[..., Chat]) -> None:
    talk = chat(Channel.MESSENGER)
    talk.ask("timeout_after", "echo_late")
    assert talk.state() is SendState.UNKNOWN

    talk.bench.advance(180)
    assert talk.state() is SendState.PARKED
    talk.bench.advance(180)
    assert talk.state() is SendState.SENT
    assert len(talk.seen()) == 1


def test_a_lost_echo_leaves_a_send_parked_although_it_was_seen(chat: Callable[..., Chat]) -> None:
    talk = chat(Channel.MESSENGER)
    talk.ask("timeout_after", "echo_missing")

    talk.bench.advance(180)
    assert (talk.state(), len(talk.seen())) == (SendState.PARKED, 1)


def test_messenger_tells_how_far_a_message_got_in_any_order(chat: Callable[..., Chat]) -> None:
    talk = chat(Channel.MESSENGER)
    talk.ask("receipts_reordered")

    assert talk.state() is SendState.SENT
    assert sighting(talk.send, Channel.MESSENGER, talk.marks()) is Sighting.READ


def test_on_line_delivery_is_not_knowable_and_no_mark_is_kept(chat: Callable[..., Chat]) -> None:
    talk = chat(Channel.LINE)
    talk.ask()

    assert talk.marks() == Marks()
    assert sighting(talk.send, Channel.LINE, talk.marks()) is Sighting.NOT_KNOWABLE


def test_a_person_in_the_page_inbox_silences_the_bot(chat: Callable[..., Chat]) -> None:
    talk = chat(Channel.MESSENGER)
    talk.ask()
    talk.shopper.human_replies("您好，我是店員")
    talk.bench.wait_idle()
    talk.ask()

    answered, replied, held = talk.turns()
    assert len(talk.seen()) == 1
    assert [answered.reasoning.rule, held.reasoning.rule] == [Rule.ANSWERED, Rule.HUMAN_HOLDS]
    assert replied.sends == held.sends == ()
