"""A channel's no is heard once: what it tells of the shopper, the next send is judged by."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.support.builders import an_event
from tests.support.door import SENT, Bench
from tests.support.shop import LINE_SHOPPER, NOW, PAGE_SHOPPER
from towkay.adapters.memory.conversations import MemoryReceiptLedger
from towkay.domain.brand_rules import DEFAULT_RULES, AccountRules
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.consent import ConsentAct, ConsentSource
from towkay.domain.consent_chain import verify_chain
from towkay.domain.contacts import Contact
from towkay.domain.events import ReceiptArrived, ReceiptKind
from towkay.domain.messages import Purpose, TemplateMessage, Text
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.policy.reasons import Reason
from towkay.domain.receipts import Marks
from towkay.domain.send_ids import send_id
from towkay.domain.sends import Send, SendState
from towkay.domain.subscriptions import Subscription
from towkay.domain.templates import Template, TemplateKind
from towkay.usecases.settle import settle

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NUMBER = ContactKey(Channel.WHATSAPP, "209911887700123", "TW.1000")
R = Refusal


class Story:
    """One shopper, and one message after another."""

    def __init__(self, key: ContactKey = LINE_SHOPPER, **about: Any) -> None:
        self.bench = Bench(key)
        on = ("whatsapp_marketing_templates", "messenger_utility_templates")
        account = AccountRules(key.channel, key.account, "TW", on=on)
        rules = replace(DEFAULT_RULES, quiet_hours=None, caps=(), accounts=(account,))
        self.bench.rules.publish("demo", rules)
        news = Subscription("news", True, NOW - 9 * DAY, "c")
        known = {"subscriptions": (news,), "disclosed_at": NOW - DAY, "country": "TW", **about}
        self.bench.contact = replace(self.bench.contact, **known)
        self._told = 0

    @property
    def contact(self) -> Contact:
        return self.bench.table.contacts[self.bench.key]

    def tell(
        self,
        answer: Outcome = SENT,
        purpose: Purpose = Purpose.SERVICE,
        template: Template | None = None,
    ) -> Send:
        """The next message, a minute later; the channel answers it with that."""
        bench, self._told = self.bench, self._told + 1
        bench.now += timedelta(minutes=1)
        at = NOW if purpose is Purpose.REPLY else bench.now
        bench.turn_key = replace(bench.turn_key, cause=f"cause-{self._told}", occurred_at=at)
        bench.contact = bench.table.contacts.get(bench.key, bench.contact)
        turn = bench.store_turn("到貨了", purpose=purpose, created_at=bench.now)
        messages = (TemplateMessage(template),) if template else (Text("到貨了"),)
        send = replace(turn.sends[0], topic="news", messages=messages)
        send = replace(send, carries_opt_out=True, carries_disclosure=True)
        bench.table.settle(turn, send)
        bench.answers = [answer]
        bench.deliver()
        return bench.sends[0]

    def report(self, refusal: Refusal, code: str = "131026") -> None:
        """The channel reports afterwards that the last message failed."""
        name = send_id(self.bench.turn_key, 0)
        failed = ReceiptArrived(ReceiptKind.FAILED, name, code=code, refusal=refusal)
        event = an_event(self.bench.key, happening=failed, received_at=self.bench.now)
        settle(event, now=self.bench.now, ledger=MemoryReceiptLedger(self.bench.table))

    def hear(self, at: datetime | None = None) -> None:
        at = at or self.bench.now
        self.bench.change_contact(last_act_at=at, window_closes_at=at + DAY)


def no(refusal: Refusal) -> Outcome:
    return Outcome(Verdict.REFUSED, refusal, code="551")


@pytest.mark.parametrize("key", [LINE_SHOPPER, PAGE_SHOPPER])
def test_who_is_gone_gets_nothing_unasked_until_they_are_heard_again(key: ContactKey) -> None:
    story = Story(key)
    assert story.tell(no(R.CONTACT_GONE)).state is SendState.REFUSED

    kept_back = story.tell()
    assert (kept_back.state, kept_back.reason) == (SendState.SUPPRESSED, Reason.UNREACHABLE)
    assert len(story.bench.calls) == 1

    story.bench.now += HOUR
    story.hear()
    assert story.tell().state is SendState.SENT


def test_a_question_of_theirs_is_answered_though_they_seemed_gone() -> None:
    story = Story()
    story.tell(no(R.CONTACT_GONE))
    assert story.tell(purpose=Purpose.REPLY).state is SendState.SENT


def test_a_reply_that_finds_nobody_tells_it_too() -> None:
    story = Story()
    story.tell(no(R.CONTACT_GONE), Purpose.REPLY)
    assert story.tell().reason == Reason.UNREACHABLE


def test_that_somebody_is_gone_ends_no_consent() -> None:
    story = Story()
    story.tell(no(R.CONTACT_GONE))
    assert story.contact.consent == Story().bench.contact.consent
    assert story.contact.subscription("news") == Story().bench.contact.subscription("news")


@pytest.mark.parametrize("refusal", [R.BAD_REQUEST, R.NOT_PERMITTED, R.THREAD_TAKEN, None])
def test_a_no_that_says_nothing_of_the_shopper_teaches_nothing(refusal: Refusal | None) -> None:
    story = Story()
    story.tell(Outcome(Verdict.REFUSED, refusal))
    assert (story.contact.reach, story.contact.window_closes_at) == (None, NOW + DAY)
    assert story.tell().state is SendState.SENT


def missed(story: Story, times: int) -> list[str]:
    """How each of so many messages ended, of which the channel reports that nobody was found."""
    ends = []
    for _ in range(times):
        send = story.tell()
        if send.state is SendState.SENT:
            story.report(R.CONTACT_GONE)
            story.report(R.CONTACT_GONE)  # twice is once
        ends.append(send.reason or send.state)
    return ends


def test_on_whatsapp_three_in_a_row_are_needed() -> None:
    assert missed(Story(NUMBER), 5) == [*["sent"] * 3, *[Reason.UNREACHABLE.value] * 2]


@pytest.mark.parametrize("how", ["heard", "delivered"])
def test_whoever_was_seen_in_between_is_counted_from_there(how: str) -> None:
    story = Story(NUMBER)
    missed(story, 2)
    story.bench.now += timedelta(seconds=1)
    if how == "heard":
        story.hear()
    else:
        story.bench.table.marks[NUMBER] = Marks(delivered_up_to=story.bench.now)
    assert missed(story, 4) == [*["sent"] * 3, Reason.UNREACHABLE.value]


def test_the_sends_of_a_message_are_one_miss() -> None:
    story = Story(NUMBER)
    story.tell()
    for index in range(3):
        turn = story.bench.table.turn(story.bench.turn_key, story.bench.now)
        assert turn
        again = replace(turn, sends=(*turn.sends, replace(turn.sends[0], index=index + 1)))
        story.bench.table.turns[NUMBER][next(iter(story.bench.table.turns[NUMBER]))] = again
        name = send_id(turn.key, index)
        failed = ReceiptArrived(ReceiptKind.FAILED, name, refusal=R.CONTACT_GONE)
        event = an_event(NUMBER, happening=failed, received_at=story.bench.now)
        settle(event, now=story.bench.now, ledger=MemoryReceiptLedger(story.bench.table))
    reach = story.contact.reach
    assert reach and (len(reach.misses), reach.gone_at) == (1, None)


@pytest.mark.parametrize("afterwards", [True, False])
def test_a_window_that_the_channel_says_is_closed_is_closed(afterwards: bool) -> None:
    story = Story(NUMBER, window_closes_at=NOW + 20 * HOUR)
    if afterwards:
        story.tell()
        story.report(R.WINDOW_CLOSED, "131047")
    else:
        story.tell(no(R.WINDOW_CLOSED))
    assert story.contact.window_closes_at == story.bench.now

    kept_back = story.tell()
    assert (kept_back.state, kept_back.reason) == (SendState.SUPPRESSED, Reason.WINDOW_CLOSED)
    assert len(story.bench.calls) == 1


def test_a_window_opened_since_the_call_stays_open() -> None:
    story = Story(NUMBER)
    story.tell()
    story.bench.now += timedelta(seconds=9)
    story.hear()
    story.report(R.WINDOW_CLOSED, "131047")
    assert story.contact.window_closes_at == story.bench.now + DAY


PROMOTION = Template("sale", "zh_TW", TemplateKind.MARKETING, words="特價")


def test_marketing_that_the_platform_says_is_refused_is_switched_off_by_the_platform() -> None:
    story = Story(NUMBER)
    refused = story.tell(no(R.SUBSCRIPTION_ENDED), Purpose.MARKETING, PROMOTION)
    assert refused.state is SendState.REFUSED

    contact, bench = story.contact, story.bench
    entries = bench.table.entries(NUMBER)
    assert [(one.act, one.source, one.took_effect) for one in entries] == [
        (ConsentAct.REFUSE_MARKETING, ConsentSource.PLATFORM, True)
    ]
    assert verify_chain(NUMBER, contact.consent, entries) is None
    assert story.tell(SENT, Purpose.MARKETING, PROMOTION).reason == Reason.MARKETING_REFUSED
    assert story.tell().state is SendState.SENT  # news of an order is another matter


def test_a_topic_of_service_that_the_platform_says_is_ended_is_ended() -> None:
    story = Story(PAGE_SHOPPER)
    story.tell(no(R.SUBSCRIPTION_ENDED))
    (entry,) = story.bench.table.entries(PAGE_SHOPPER)
    assert (entry.act, entry.topic) == (ConsentAct.STOP_TOPIC, "news")
    assert story.tell().reason == Reason.STOPPED


def test_what_the_platform_has_told_by_an_event_is_not_recorded_again() -> None:
    story = Story(NUMBER)
    story.bench.on_call = lambda: story.bench.change_contact(
        consent=replace(story.contact.consent, marketing_refused=True, marketing_said_at=NOW + DAY)
    )
    story.tell(no(R.SUBSCRIPTION_ENDED), Purpose.MARKETING, PROMOTION)
    assert story.bench.table.entries(NUMBER) == []


def test_a_shopper_with_a_new_id_has_ended_it_by_that_id_too() -> None:
    story = Story(NUMBER)
    new = replace(NUMBER, user="TW.2000")
    bench = story.bench

    def moved() -> None:
        bench.table.contacts[new] = replace(story.contact, key=new)
        bench.change_contact(moved_to=new.user)

    bench.on_call = moved
    story.tell(no(R.SUBSCRIPTION_ENDED), Purpose.MARKETING, PROMOTION)
    assert bench.table.contacts[new].consent.marketing_refused
    assert not story.contact.consent.marketing_refused


def test_where_the_lesson_cannot_be_stored_the_outcome_is() -> None:
    story = Story()
    bench = story.bench

    read = bench.ledger.contact

    def changing(key: ContactKey) -> Contact | None:
        known = read(key)
        if bench.calls:
            bench.change_contact(greeted=True)  # somebody writes after every read
        return known

    bench.ledger.contact = changing  # type: ignore[method-assign]
    assert story.tell(no(R.CONTACT_GONE)).state is SendState.REFUSED


def test_of_a_shopper_erased_meanwhile_nothing_is_kept() -> None:
    story = Story()
    bench = story.bench
    bench.on_call = bench.table.contacts.clear
    turn = bench.store_turn(purpose=Purpose.REPLY)
    bench.answers = [no(R.CONTACT_GONE)]
    bench.deliver()
    assert bench.sends[0].state is SendState.REFUSED
    assert turn.key.contact not in bench.table.contacts
