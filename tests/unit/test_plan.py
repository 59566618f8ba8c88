"""A message that answers no event is planned once, and says what it must say by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.notices import NoticeBench
from tests.support.shop import LINE_SHOPPER, NOW, PAGE_SHOPPER, words
from towkay.domain.brands import Phrase
from towkay.domain.channels import ContactKey
from towkay.domain.consent import Consent
from towkay.domain.contacts import Handover, HandoverState
from towkay.domain.errors import ContactUnknown, QueueRefused, StaleState
from towkay.domain.messages import Image, LinkButton, Message, Purpose, Text
from towkay.domain.policy.reasons import Reason
from towkay.domain.routes import Route, SenderKind
from towkay.domain.sends import SendState
from towkay.domain.turns import Rule
from towkay.usecases.plan import Planning

LINE = words(Phrase.OPT_OUT_LINE, "zh-TW")
SHOP = LinkButton("看商品", "https://shop.example/tea")
STAFF = {"sender": SenderKind.HUMAN, "staff": "may", "purpose": Purpose.REPLY, "topic": ""}


def test_a_notice_is_one_turn_and_its_sends_are_on_their_way() -> None:
    bench = NoticeBench()
    notice = bench.notice(expires_at=NOW + timedelta(hours=1), skips_quiet=True)

    planned = bench.plan(notice)

    assert (planned.planning, planned.sends, len(bench.queue)) == (Planning.PLANNED, 1, 1)
    turn = bench.table.turn(notice.key, NOW)
    assert turn == planned.turn and turn.reasoning.rule is Rule.PLANNED
    send = turn.sends[0]
    assert (send.topic, send.expires_at, send.skips_quiet) == ("restock", notice.expires_at, True)
    assert bench.table.contacts[bench.key].version == 1


def test_the_same_notice_again_only_hands_on_what_is_still_open() -> None:
    bench = NoticeBench()
    notice = bench.notice()
    first = bench.plan(notice)

    again = bench.plan(replace(notice, messages=(Text("別的話"),)))

    assert (again.planning, again.turn) == (Planning.DUPLICATE, first.turn)
    bench.deliver()
    assert bench.plan(notice).sends == 0 and bench.shown == [f"新茶到了\n\n{LINE}"]


def test_a_notice_whose_queue_failed_is_handed_on_by_the_next_try() -> None:
    bench = NoticeBench()
    notice = bench.notice()
    send = bench.queue.send

    def refuse(entry: object) -> None:
        raise QueueRefused("full")

    bench.queue.send = refuse  # type: ignore[method-assign,assignment]  # a bad moment
    with pytest.raises(QueueRefused):
        bench.plan(notice)
    bench.queue.send = send  # type: ignore[method-assign]

    assert bench.plan(notice).planning is Planning.DUPLICATE and len(bench.queue) == 1


def test_nobody_is_written_to_who_never_wrote() -> None:
    bench = NoticeBench()
    stranger = ContactKey(LINE_SHOPPER.channel, LINE_SHOPPER.account, "Unobody")

    with pytest.raises(ContactUnknown):
        bench.plan(bench.notice(contact=stranger))

    assert len(bench.queue) == 0


def test_the_first_marketing_message_says_how_to_refuse_and_the_next_does_not() -> None:
    bench = NoticeBench()

    first = bench.send("新茶到了")
    bench.now += timedelta(days=2)
    second = bench.send("茶壺到了")

    assert bench.shown == [f"新茶到了\n\n{LINE}", "茶壺到了"]
    assert (first.carries_opt_out, second.carries_opt_out) == (True, False)
    assert second.state is SendState.SENT


def test_who_was_told_on_one_channel_need_not_be_told_on_another() -> None:
    bench = NoticeBench()
    for key in (LINE_SHOPPER, PAGE_SHOPPER):
        bench.add_contact(key, person="p-1")

    bench.send("新茶到了")
    bench.now += timedelta(hours=25)
    window = bench.now + timedelta(hours=24)
    bench.add_contact(PAGE_SHOPPER, person="p-1", window_closes_at=window)
    bench.send("茶壺到了", contact=PAGE_SHOPPER)

    assert bench.shown[1] == "茶壺到了"


def test_a_message_that_was_refused_has_told_nobody() -> None:
    bench = NoticeBench()
    bench.subscribed = False
    bench.add_contact(bench.key)
    bench.send("新茶到了")
    bench.subscribed = True
    bench.add_contact(bench.key)

    bench.send("新茶到了")

    assert bench.shown == [f"新茶到了\n\n{LINE}"]


@pytest.mark.parametrize("purpose", [Purpose.SERVICE, Purpose.REPLY])
def test_only_marketing_says_how_to_refuse(purpose: Purpose) -> None:
    bench = NoticeBench()
    bench.send("出貨了", purpose=purpose)
    assert bench.shown == ["出貨了"]


@pytest.mark.parametrize(
    ("first", "shown"),
    [
        (Text("長" * 1999), [LINE, "長" * 1999, "二"]),
        (Image("https://a.example/1.png"), [LINE, "二"]),
        (Text("新茶", buttons=(SHOP,)), [f"新茶\n\n{LINE}", "二"]),
        (Text("長" * 630, buttons=(SHOP,)), [LINE, "長" * 630, "二"]),
    ],
)
def test_the_first_request_says_it_whatever_it_shows(first: Message, shown: list[str]) -> None:
    bench = NoticeBench(PAGE_SHOPPER)
    bench.plan(bench.notice(messages=(first, Text("二"))))

    bench.deliver()

    assert bench.shown == shown and bench.sends[0].carries_opt_out
    assert set(bench.states) == {SendState.SENT}


def test_a_template_says_only_what_was_approved() -> None:
    bench = NoticeBench(PAGE_SHOPPER)
    planned = bench.plan(bench.notice(messages=(), template="order_shipped"))
    assert planned.turn.sends[0].messages == () and not planned.turn.sends[0].carries_opt_out


def test_a_person_who_writes_takes_the_conversation_over() -> None:
    bench = NoticeBench()

    send = bench.send("我來幫您看", **STAFF)

    held = bench.table.contacts[bench.key].handover
    assert held is not None and held.state is HandoverState.HELD
    assert (held.since, held.until) == (NOW, NOW + timedelta(hours=12))
    assert send.state is SendState.SENT and (send.sender, send.staff) == ("human", "may")


def test_the_bot_s_answer_that_was_already_decided_gives_way_to_the_person() -> None:
    bench = NoticeBench()
    bench.plan(bench.notice("自動回覆", purpose=Purpose.REPLY, topic=""))
    reply = bench.turn_key
    bench.send("我來幫您看", **STAFF)

    bench.turn_key = reply
    bench.deliver()

    assert bench.shown == ["我來幫您看"] and bench.sends[0].reason == Reason.HUMAN_HOLDS


def test_a_person_s_next_message_extends_the_hold_and_never_shortens_it() -> None:
    bench = NoticeBench()
    bench.send("一", **STAFF)
    bench.now += timedelta(hours=2)
    bench.send("二", **STAFF)
    held = bench.table.contacts[bench.key].handover
    assert held and (held.since, held.until) == (NOW, NOW + timedelta(hours=14))

    long = Handover(HandoverState.HELD, "h", NOW, NOW + timedelta(days=3))
    bench.table.contacts[bench.key] = replace(bench.table.contacts[bench.key], handover=long)
    bench.send("三", **STAFF)
    assert bench.table.contacts[bench.key].handover == long


def test_a_person_s_message_is_not_sent_once_the_conversation_was_given_back() -> None:
    bench = NoticeBench()
    bench.plan(bench.notice("我來幫您看", **STAFF))
    bench.change_contact(handover=None)

    bench.deliver()

    assert bench.sends[0].reason == Reason.HANDOVER_OVER and bench.calls == []


def test_a_person_who_answers_while_the_contact_changes_is_not_lost() -> None:
    bench = NoticeBench()
    commit = bench.store.commit
    failed: list[int] = []

    def commit_late(*args: object, **others: object) -> None:
        if not failed:
            failed.append(1)
            bench.change_contact(greeted=True)
        commit(*args, **others)  # type: ignore[arg-type]

    bench.store.commit = commit_late  # type: ignore[method-assign]  # an event meanwhile

    assert bench.plan(bench.notice("我來幫您看", **STAFF)).planning is Planning.PLANNED
    assert bench.table.contacts[bench.key].greeted


def test_a_contact_that_keeps_changing_is_tried_again_later() -> None:
    bench = NoticeBench()

    def never(*args: object, **others: object) -> None:
        raise StaleState("busy")

    bench.store.commit = never  # type: ignore[method-assign]

    with pytest.raises(StaleState):
        bench.plan(bench.notice("我來幫您看", **STAFF))


def test_outside_the_window_a_person_needs_the_platform_s_leave() -> None:
    bench = NoticeBench(PAGE_SHOPPER)
    bench.now = NOW + timedelta(hours=30)

    assert bench.send("我來幫您看", **STAFF).reason == Reason.WINDOW_CLOSED

    account = replace(bench.brand_rules.account(PAGE_SHOPPER.channel, PAGE_SHOPPER.account))
    granted = replace(account, on=("messenger_human_agent",))
    bench.publish(replace(bench.brand_rules, accounts=(granted,)))
    assert bench.send("我來幫您看", **STAFF).route is Route.HUMAN_AGENT

    bench.now = NOW + timedelta(days=7)
    assert bench.send("還在嗎", **STAFF).reason == Reason.WINDOW_CLOSED


@pytest.mark.parametrize("gone", [Reason.UNREACHABLE, Reason.STOPPED])
def test_a_person_s_message_that_nobody_may_get_leaves_the_bot_in_charge(gone: Reason) -> None:
    bench = NoticeBench()
    bench.change_contact(
        consent=Consent(reachable=False)
        if gone is Reason.UNREACHABLE
        else Consent(stopped=True, changed_at=NOW, stop_at=NOW, stop_cause="stop-1")
    )

    planned = bench.plan(bench.notice("還在嗎", **STAFF))

    assert [send.reason for send in planned.turn.sends] == [gone] and planned.sends == 0
    assert planned.turn.sends[0].decision is not None
    assert bench.table.contacts[bench.key].handover is None and bench.calls == []
