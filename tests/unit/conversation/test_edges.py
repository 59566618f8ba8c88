"""Edits, late events, windows, and whatever else a shopper can send."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shop import (
    BRAND,
    FAQ,
    ITEMS,
    NIGHT,
    NOW,
    PAGE_SHOPPER,
    Conversation,
    event,
    texts,
)
from towkay.domain.actions import Action, Verb, parse_action
from towkay.domain.brands import Phrase
from towkay.domain.channels import CAPABILITIES
from towkay.domain.contacts import met
from towkay.domain.conversation.decide import decide
from towkay.domain.events import (
    HumanReplied,
    MessageEdited,
    MessageUnsent,
    PostbackPressed,
    Reacted,
    Referred,
)
from towkay.domain.messages import Text
from towkay.domain.packing import pack
from towkay.domain.turns import Rule


def test_an_edit_to_a_command_is_a_command() -> None:
    assert Conversation().hear(MessageEdited("m1", "停止")).contact.consent.stopped
    assert Conversation().hear(MessageEdited("m1", "真人")).reasoning.rule is Rule.HANDED_OVER


def test_an_edit_that_is_a_known_question_is_answered() -> None:
    decision = Conversation().hear(MessageEdited("m1", "運費多少錢"))
    assert decision.reasoning.rule is Rule.ANSWERED


def test_an_edit_that_is_not_understood_is_left_alone() -> None:
    decision = Conversation().hear(MessageEdited("m1", "你們老闆的貓叫什麼名字"))
    assert decision.messages == () and decision.contact.handover is None


def test_a_message_taken_back_is_redacted_without_a_word() -> None:
    decision = Conversation().hear(MessageUnsent("m1"))
    assert decision.redacts == "m1" and decision.messages == ()


@pytest.mark.parametrize("happening", [Reacted(True), Referred("SHORTLINK", "box")])
def test_events_that_ask_nothing_get_no_message(happening: object) -> None:
    assert Conversation().hear(happening).messages == ()  # type: ignore[arg-type]


def test_a_button_whose_answer_is_gone_shows_the_menu() -> None:
    decision = Conversation().hear(PostbackPressed("tk:answer:gone"))
    assert texts(decision) == "zh-TW:stale_button"


def test_a_button_of_another_app_counts_as_its_label() -> None:
    decision = Conversation().hear(PostbackPressed("OLD_MENU_3", "運費多少錢"))
    assert texts(decision) == ITEMS[0].answers["zh-TW"]


def test_a_question_older_than_15_minutes_gets_no_reply() -> None:
    decision = Conversation().hear("運費多少錢", occurred_at=NOW - timedelta(minutes=16))
    assert decision.reasoning.rule is Rule.STALE and decision.messages == ()


def test_a_question_overtaken_by_a_newer_one_gets_no_reply_after_two_minutes() -> None:
    talk = Conversation()
    talk.hear("可以退貨嗎")
    older = NOW - timedelta(minutes=3)
    assert talk.hear("運費多少錢", occurred_at=older).reasoning.rule is Rule.STALE


def test_a_late_question_that_nothing_overtook_is_answered() -> None:
    decision = Conversation().hear("運費多少錢", occurred_at=NOW - timedelta(minutes=3))
    assert decision.reasoning.rule is Rule.ANSWERED


def test_the_window_opens_for_a_day_with_what_the_shopper_does() -> None:
    talk = Conversation(PAGE_SHOPPER)
    contact = talk.hear("運費多少錢").contact
    assert contact.window_closes_at == talk.at + timedelta(hours=24)


@pytest.mark.parametrize(
    "happening", [Referred("ADS", opens_window=False), Reacted(False), HumanReplied()]
)
def test_what_opens_no_window_opens_no_window(happening: object) -> None:
    contact = Conversation(PAGE_SHOPPER).hear(happening).contact  # type: ignore[arg-type]
    assert contact.window_closes_at is None


@given(st.text(), st.booleans(), st.booleans())
def test_every_text_leads_to_a_decision_that_fits_its_channel(
    text: str, night: bool, on_page: bool
) -> None:
    talk = Conversation(PAGE_SHOPPER) if on_page else Conversation()
    talk.at = NIGHT if night else NOW
    decision = talk.hear(text)
    limits = CAPABILITIES[talk.key.channel]
    for request in pack(decision.messages, limits).requests:
        assert 1 <= len(request) <= limits.messages_per_send
        for message in request:
            assert isinstance(message, Text)
            assert 0 < limits.length_unit.measure(message.text) <= limits.text_limit
            assert len(message.quick_replies) <= limits.quick_reply_limit


@given(st.text())
def test_no_payload_is_an_error(payload: str) -> None:
    parse_action(payload)
    assert Conversation().hear(PostbackPressed(payload)).messages


_TOPIC_VERBS = (Verb.SUBSCRIBE, Verb.STOP_TOPIC)
_PLAIN_VERBS = [verb for verb in Verb if verb not in (*_TOPIC_VERBS, Verb.TAG)]


@given(st.sampled_from(_PLAIN_VERBS), st.text(st.characters(codec="utf-8"), max_size=60))
def test_a_payload_reads_back_as_the_action_it_was(verb: Verb, target: str) -> None:
    assert parse_action(Action(verb, target).payload()) == Action(verb, target)


@given(
    st.sampled_from(_TOPIC_VERBS),
    st.from_regex(r"[a-z][a-z0-9_-]{0,63}", fullmatch=True),
    st.from_regex(r"([0-9a-f]{12})?", fullmatch=True),
)
def test_a_topic_and_its_wording_read_back_out_of_a_payload(
    verb: Verb, topic: str, wording: str
) -> None:
    action = Action(verb, topic, wording)
    assert parse_action(action.payload()) == action
    assert len(action.payload()) <= 300


def test_a_decision_made_again_is_the_same() -> None:
    heard = event("想換貨還是退貨流程")
    first = decide(heard, met(heard), BRAND, FAQ, NOW)
    assert first == decide(heard, met(heard), BRAND, FAQ, NOW)


def test_every_phrase_of_the_voice_has_both_languages() -> None:
    assert all({"zh-TW", "en"} <= BRAND.voice[phrase].keys() for phrase in Phrase)
