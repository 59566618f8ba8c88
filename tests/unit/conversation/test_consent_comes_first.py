"""Opt-out and opt-in are heard before anything else, whatever state the conversation is in."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.shop import NOW, Conversation, event
from towkay.domain.consent import Consent, ConsentAct, change
from towkay.domain.events import Followed, HumanReplied, OptedOut
from towkay.domain.turns import Rule
from towkay.domain.words import Word, spoken_word

STOPS = [
    "停止",
    "取消訂閱",
    "退訂",
    "不要再傳了",
    "請停止接收",
    "STOP",
    "Unsubscribe",
    "stop!",
    "Ｓｔｏｐ",
]
RESUMES = ["恢復訂閱", "重新訂閱", "START", "subscribe", "我要訂閱"]
NO_WORDS = [
    "特價什麼時候停止",
    "取消訂單",
    "cancel",
    "stop selling broken teapots please",
    "不要辣",
    "",
]


@pytest.mark.parametrize("text", STOPS)
def test_a_stop_word_stops(text: str) -> None:
    decision = Conversation().hear(text)
    assert decision.reasoning.rule is Rule.STOPPED
    assert decision.contact.consent.stopped
    assert decision.consent is not None and decision.consent.act is ConsentAct.STOP


@pytest.mark.parametrize("text", RESUMES)
def test_a_resume_word_ends_the_stop(text: str) -> None:
    talk = Conversation()
    talk.hear("停止")
    decision = talk.hear(text)
    assert decision.reasoning.rule is Rule.RESUMED
    assert not decision.contact.consent.stopped


@pytest.mark.parametrize("text", NO_WORDS)
def test_a_sentence_that_only_contains_a_word_is_no_command(text: str) -> None:
    assert spoken_word(text) not in (Word.STOP, Word.RESUME)


def test_a_stop_is_acknowledged_once() -> None:
    talk = Conversation()
    assert len(talk.hear("停止").messages) == 1
    assert talk.hear("停止").messages == ()
    talk.hear("恢復訂閱")
    assert len(talk.hear("停止").messages) == 1


def test_a_stop_is_heard_while_a_person_holds_the_conversation() -> None:
    talk = Conversation()
    talk.hear(HumanReplied())
    decision = talk.hear("STOP")
    assert decision.contact.consent.stopped
    assert len(decision.messages) == 1


def test_a_question_after_a_stop_is_answered() -> None:
    talk = Conversation()
    talk.hear("停止")
    assert talk.hear("運費多少錢").reasoning.rule is Rule.ANSWERED


def test_a_stop_heard_late_counts_without_a_word() -> None:
    talk = Conversation()
    decision = talk.hear("停止", occurred_at=NOW - timedelta(hours=3))
    assert decision.contact.consent.stopped
    assert decision.messages == ()


def test_a_block_stops_everything_and_says_nothing() -> None:
    decision = Conversation().hear(OptedOut())
    assert not decision.contact.consent.reachable
    assert decision.contact.consent.stopped
    assert decision.messages == ()


def test_following_again_makes_reachable_but_does_not_subscribe() -> None:
    talk = Conversation()
    talk.hear(OptedOut())
    decision = talk.hear(Followed(returning=True))
    assert decision.contact.consent.reachable
    assert decision.contact.consent.stopped
    assert decision.messages


def test_an_older_change_never_overrules_a_newer_one() -> None:
    stopped = change(Consent(), ConsentAct.STOP, NOW, "a")
    assert change(stopped, ConsentAct.RESUME, NOW - timedelta(seconds=1), "b") == stopped


def test_on_a_tie_stop_wins_in_either_order() -> None:
    stop_last = change(change(Consent(), ConsentAct.RESUME, NOW, "r"), ConsentAct.STOP, NOW, "s")
    stop_first = change(change(Consent(), ConsentAct.STOP, NOW, "s"), ConsentAct.RESUME, NOW, "r")
    assert stop_last.stopped and stop_first.stopped


def test_a_change_that_lost_is_recorded_and_not_confirmed() -> None:
    talk = Conversation()
    talk.hear("停止")
    late = talk.hear("恢復訂閱", occurred_at=NOW - timedelta(minutes=1))
    assert late.consent is not None and not late.consent.took_effect
    assert late.messages == ()
    assert late.contact.consent.stopped


def test_an_event_from_a_clock_ahead_of_ours_counts_from_its_arrival() -> None:
    ahead = event("停止", at=NOW)
    assert replace(ahead, occurred_at=NOW + timedelta(hours=1)).effective_at == NOW
