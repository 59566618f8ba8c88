"""What shoppers see of their subscriptions, and that only their own act on shown words grants."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support import shop
from tests.support.shop import NOW, PAGE_SHOPPER, payloads, texts
from tests.support.topics_shop import BRAND, NEWS, PARCELS, PROMO, Chat, asks_for, ends
from towkay.domain.actions import Action, Verb, parse_action
from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.consent import ConsentAct, ConsentSource
from towkay.domain.events import HumanReplied, MessageReceived, OptedOut
from towkay.domain.messages import Purpose
from towkay.domain.optins import PreferenceStated
from towkay.domain.packing import pack
from towkay.domain.turns import Rule


@pytest.mark.parametrize(
    "words", ["我的訂閱", "訂閱管理", "My subscriptions", "manage subscriptions"]
)
def test_whoever_asks_sees_every_topic_with_state_words_and_a_button(words: str) -> None:
    chat = Chat()
    chat.subscribe(NEWS)

    decision = chat.hear(words)

    assert decision.reasoning.rule is Rule.SUBSCRIPTIONS
    assert "每週茶訊 · 訂閱中" in texts(decision) or "Tea news · subscribed" in texts(decision)
    assert texts(decision).count("沒有訂閱") + texts(decision).count("not subscribed") == 2
    verbs = [parse_action(payload) for payload in payloads(decision)]
    assert [(one.verb, one.target) for one in verbs if one] == [
        (Verb.STOP_TOPIC, "news"),
        (Verb.SUBSCRIBE, "promo"),
        (Verb.SUBSCRIBE, "parcels"),
    ]
    assert decision.consent is None


def test_a_shop_without_topics_takes_the_words_for_a_question() -> None:
    chat = Chat()
    chat.brand = shop.BRAND

    assert chat.hear("我的訂閱").reasoning.rule is not Rule.SUBSCRIPTIONS


def test_a_pressed_button_subscribes_with_the_shown_words_as_evidence() -> None:
    chat = Chat()

    decision = chat.press(asks_for(NEWS))

    entry = decision.consent
    assert entry is not None and entry.act is ConsentAct.SUBSCRIBE
    assert (entry.source, entry.topic) == (ConsentSource.BUTTON, "news")
    assert (entry.purpose, entry.wording) == (Purpose.MARKETING, NEWS.version("zh-TW"))
    assert entry.words == NEWS.wording["zh-TW"]
    assert (entry.number, entry.place, entry.took_effect) == (1, "chat", True)
    assert chat.active() == {"news"}
    assert "每週茶訊" in texts(decision)


def test_a_button_of_older_words_shows_the_new_ones_instead_of_subscribing() -> None:
    chat = Chat()
    stale = Action(Verb.SUBSCRIBE, "news", "0" * 12).payload()

    decision = chat.press(stale)

    assert decision.reasoning.rule is Rule.SUBSCRIPTIONS
    assert decision.consent is None and chat.active() == set()
    assert NEWS.wording["zh-TW"] in texts(decision)
    assert payloads(decision) == [asks_for(NEWS)]


@pytest.mark.parametrize(
    "payload", ["tk:subscribe:news", "tk:subscribe:news:", "tk:subscribe:news:x:y"]
)
def test_a_button_that_names_no_words_never_subscribes(payload: str) -> None:
    chat = Chat()

    assert chat.press(payload).consent is None
    assert chat.active() == set()


def test_a_topic_that_is_gone_is_neither_subscribed_to_nor_asked_for() -> None:
    chat = Chat()

    assert chat.press("tk:subscribe:gone:0123456789ab").reasoning.rule is Rule.MENU
    assert chat.press("tk:stop_topic:gone").reasoning.rule is Rule.MENU


def test_a_topic_that_left_the_files_can_still_be_stopped() -> None:
    chat = Chat()
    chat.subscribe(NEWS)
    chat.brand = replace(BRAND, topics=())

    assert chat.press(ends(NEWS)).reasoning.rule is Rule.TOPIC_STOPPED
    assert chat.active() == set()


def test_the_stop_button_of_a_topic_ends_that_topic_alone() -> None:
    chat = Chat()
    chat.subscribe(NEWS, PROMO)

    decision = chat.press(ends(NEWS))

    assert decision.reasoning.rule is Rule.TOPIC_STOPPED
    assert chat.active() == {"promo"}
    assert not decision.contact.consent.stopped
    assert len(decision.messages) == 1
    assert chat.press(ends(NEWS)).messages == ()


def test_a_topics_quick_reply_is_its_button_though_its_label_reads_like_a_bare_stop() -> None:
    chat = Chat()
    chat.subscribe(NEWS, PROMO)

    chat.hear(MessageReceived("m", "停止 優惠訊息", payload=ends(PROMO)))

    assert chat.active() == {"news"}


def test_a_label_typed_under_the_list_is_its_button() -> None:
    chat = Chat()
    chat.subscribe(NEWS, PROMO)
    chat.hear("我的訂閱")

    decision = chat.hear("停止優惠訊息")

    assert decision.reasoning.rule is Rule.TOPIC_STOPPED and chat.active() == {"news"}
    assert decision.consent is not None and decision.consent.source is ConsentSource.WORD


def test_words_that_refuse_all_news_end_everything_when_no_list_was_shown() -> None:
    chat = Chat()
    chat.subscribe(NEWS, PROMO)

    assert chat.hear("停止優惠訊息").reasoning.rule is Rule.STOPPED
    assert chat.active() == set()


@pytest.mark.parametrize("typed", ["1", "第一個", "１", "訂閱每週茶訊", "訂閱 每週茶訊"])
def test_a_number_or_label_typed_under_the_list_subscribes(typed: str) -> None:
    chat = Chat()
    chat.hear("我的訂閱")

    decision = chat.hear(typed)

    assert chat.active() == {"news"}
    assert decision.consent is not None and decision.consent.wording == NEWS.version("zh-TW")


def test_a_label_typed_out_of_nowhere_stops_but_asks_before_it_subscribes() -> None:
    chat = Chat()

    asked = chat.hear("訂閱每週茶訊")
    assert asked.reasoning.rule is Rule.SUBSCRIPTIONS and asked.consent is None
    assert NEWS.wording["zh-TW"] in texts(asked) and chat.active() == set()

    chat.hear("1")
    assert chat.active() == {"news"}

    chat.hear("運費多少錢")
    assert chat.hear("停止每週茶訊").reasoning.rule is Rule.TOPIC_STOPPED
    assert chat.active() == set()


def test_a_number_after_something_else_was_said_subscribes_to_nothing() -> None:
    chat = Chat()
    chat.hear("我的訂閱")
    chat.hear("運費多少錢")

    chat.hear("1")

    assert chat.active() == set()


def test_a_resume_word_brings_back_exactly_what_the_stop_word_ended() -> None:
    chat = Chat()
    chat.subscribe(NEWS, PROMO, PARCELS)
    chat.press(ends(PROMO))
    chat.hear("停止")
    assert chat.active() == set()

    chat.hear("恢復訂閱")

    assert chat.active() == {"news", "parcels"}


def test_a_resume_word_brings_back_nothing_that_a_block_ended() -> None:
    chat = Chat()
    chat.subscribe(NEWS)
    chat.hear("停止")
    chat.hear(OptedOut())

    decision = chat.hear("恢復訂閱")

    assert chat.active() == set()
    assert decision.contact.consent.reachable and not decision.contact.consent.stopped


def test_subscribing_to_one_topic_after_a_stop_brings_back_that_one_alone() -> None:
    chat = Chat()
    chat.subscribe(NEWS, PROMO)
    chat.hear("停止")

    decision = chat.press(asks_for(NEWS))

    assert chat.active() == {"news"} and not decision.contact.consent.stopped


def test_the_platforms_switch_and_the_shoppers_words_lift_nothing_of_each_other() -> None:
    chat = Chat()
    chat.subscribe(NEWS)
    chat.hear(PreferenceStated(wanted=False))
    assert "關閉了行銷訊息" in texts(chat.hear("我的訂閱"))
    assert chat.hear("恢復訂閱").contact.consent.marketing_refused
    assert chat.press(asks_for(NEWS)).contact.consent.marketing_refused

    chat.hear("停止")
    decision = chat.hear(PreferenceStated(wanted=True))

    assert decision.contact.consent.stopped and chat.active() == set()
    assert not decision.contact.consent.marketing_refused
    assert decision.reasoning.rule is Rule.PREFERENCE and decision.messages == ()


def test_an_older_turn_of_the_switch_never_overrules_a_newer_one() -> None:
    chat = Chat()
    chat.hear(PreferenceStated(wanted=False))
    late = chat.hear(PreferenceStated(wanted=True), occurred_at=NOW - timedelta(hours=1))

    assert late.contact.consent.marketing_refused
    assert late.consent is not None and not late.consent.took_effect


def test_topics_are_stopped_and_acknowledged_while_a_person_holds_the_conversation() -> None:
    chat = Chat()
    chat.subscribe(NEWS)
    chat.hear(HumanReplied())

    assert chat.hear("我的訂閱").messages == ()
    assert len(chat.press(ends(NEWS)).messages) == 1
    assert chat.active() == set()


def test_a_topic_stop_heard_late_or_on_standby_counts_without_a_word() -> None:
    chat = Chat()
    chat.subscribe(NEWS, PROMO)
    chat.at += timedelta(hours=3)

    assert chat.press(ends(NEWS), occurred_at=chat.at - timedelta(hours=2)).messages == ()
    assert chat.press(ends(PROMO), may_answer=False).messages == ()
    assert chat.active() == set()


def test_the_language_of_the_words_on_screen_is_in_their_version() -> None:
    chat = Chat()
    chat.hear("my subscriptions please")

    decision = chat.hear("join Tea news")

    assert decision.consent is not None and decision.consent.wording == NEWS.version("en")
    assert "subscribed" in texts(decision)


@pytest.mark.parametrize("channel", [Channel.LINE, Channel.MESSENGER])
def test_ten_topics_of_the_longest_words_show_on_every_channel(channel: Channel) -> None:
    topics = tuple(
        replace(
            NEWS,
            id=f"topic{number}",
            name=dict.fromkeys(("zh-TW", "en"), "名" * 12),
            wording=dict.fromkeys(("zh-TW", "en"), f"{number}" + "字" * 298),
        )
        for number in range(10)
    )
    chat = Chat(PAGE_SHOPPER if channel is Channel.MESSENGER else shop.LINE_SHOPPER)
    chat.brand = replace(BRAND, topics=topics)

    packed = pack(chat.hear("我的訂閱").messages, CAPABILITIES[channel])

    shown = [message for request in packed.requests for message in request]
    said = "".join(message.text for message in shown if hasattr(message, "text"))
    assert all(topic.wording["zh-TW"] in said for topic in topics)
    assert len(shown[-1].quick_replies) == 10
    assert packed.losses == ()
