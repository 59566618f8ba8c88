"""When a human is fetched, and when the bot keeps quiet for one."""

from datetime import timedelta

import pytest

from tests.support.shop import (
    BRAND,
    NIGHT,
    NOW,
    Conversation,
    payloads,
    texts,
)
from towkay.domain.contacts import HandoverState
from towkay.domain.events import (
    Followed,
    HumanReplied,
    PostbackPressed,
)
from towkay.domain.turns import Rule


def test_a_new_friend_is_greeted_with_the_menu_and_a_person() -> None:
    decision = Conversation().hear(Followed())
    assert decision.reasoning.rule is Rule.GREETED
    assert texts(decision) == "zh-TW:greeting"
    assert payloads(decision) == ["tk:answer:shipping_fee", "tk:answer:returns", "tk:human"]


def test_none_of_these_offers_a_person() -> None:
    decision = Conversation().hear(PostbackPressed("tk:none"))
    assert texts(decision) == "zh-TW:not_this"
    assert "tk:human" in payloads(decision)


def test_an_unknown_question_says_so_offers_a_person_and_marks_the_contact() -> None:
    decision = Conversation().hear("你們老闆的貓叫什麼名字")
    assert decision.reasoning.rule is Rule.NOT_UNDERSTOOD
    assert texts(decision) == "zh-TW:fallback"
    assert payloads(decision) == ["tk:human", "tk:menu"]
    handover = decision.contact.handover
    assert handover is not None and handover.state is HandoverState.OFFERED


def test_the_bot_goes_on_after_offering_a_person() -> None:
    talk = Conversation()
    talk.hear("你們老闆的貓叫什麼名字")
    assert talk.hear("運費多少錢").messages


@pytest.mark.parametrize("asked", ["找真人", "真人客服", "agent", "Talk to a human"])
def test_asking_for_a_person_hands_over_and_silences_the_bot(asked: str) -> None:
    talk = Conversation()
    decision = talk.hear(asked)
    assert decision.reasoning.rule is Rule.HANDED_OVER
    assert len(decision.messages) == 1
    assert talk.hear("運費多少錢").messages == ()


def test_the_bot_speaks_again_when_the_lease_ends() -> None:
    talk = Conversation()
    talk.hear("找真人")
    talk.after(hours=BRAND.handover_hours)
    assert talk.hear("運費多少錢").messages


def test_a_person_who_writes_silences_the_bot() -> None:
    talk = Conversation()
    talk.hear(HumanReplied())
    for happening in (
        "運費多少錢",
        "選單",
        "謝謝",
        PostbackPressed("tk:answer:returns"),
        Followed(),
    ):
        assert talk.hear(happening).messages == ()


@pytest.mark.parametrize("word", ["重新開始", "restart", "Start over"])
def test_restart_gives_the_conversation_back_to_the_bot(word: str) -> None:
    talk = Conversation()
    talk.hear(HumanReplied())
    assert talk.hear(word).reasoning.rule is Rule.RESTARTED
    assert talk.hear("運費多少錢").messages


def test_outside_the_hours_an_unknown_question_hears_when_someone_is_there() -> None:
    decision = Conversation(at=NIGHT).hear("你們老闆的貓叫什麼名字")
    assert decision.reasoning.rule is Rule.AWAY
    assert texts(decision).startswith("zh-TW:fallback")
    assert "10:00" in texts(decision)


def test_outside_the_hours_known_questions_are_answered_as_ever() -> None:
    decision = Conversation(at=NIGHT).hear("運費多少錢")
    assert decision.reasoning.rule is Rule.ANSWERED
    assert "away" not in texts(decision)


def test_a_person_asked_for_at_night_silences_the_bot_only_from_the_opening() -> None:
    talk = Conversation(at=NIGHT)
    assert talk.hear("找真人").reasoning.rule is Rule.AWAY
    assert talk.hear("運費多少錢").messages
    talk.after(hours=11)
    assert talk.hear("運費多少錢").messages == ()


@pytest.mark.parametrize(
    "asked",
    ["可以請真人回覆嗎", "有沒有真人", "call a human please", "我要跟店員講話", "我要客訴"],
)
def test_a_human_may_be_asked_for_in_other_words(asked: str) -> None:
    assert Conversation().hear(asked).reasoning.rule is Rule.HANDED_OVER


@pytest.mark.parametrize(
    "asked",
    ["你是真人嗎", "are you a human?", "客服電話幾號", "可以請店員幫我包裝嗎", "店員說可以換"],
)
def test_a_question_about_humans_is_no_wish_for_one(asked: str) -> None:
    assert Conversation().hear(asked).reasoning.rule is not Rule.HANDED_OVER


def test_an_old_echo_does_not_end_what_a_later_one_began() -> None:
    talk = Conversation()
    talk.hear(HumanReplied())
    talk.hear(HumanReplied(), occurred_at=NOW - timedelta(hours=13))
    assert talk.hear("運費多少錢").messages == ()


def test_a_restart_from_before_the_human_wrote_ends_nothing() -> None:
    talk = Conversation()
    talk.hear(HumanReplied())
    talk.hear("重新開始", occurred_at=NOW - timedelta(seconds=30))
    assert talk.hear("運費多少錢").messages == ()


def test_a_standby_conversation_is_left_to_its_owner() -> None:
    assert Conversation().hear("運費多少錢", may_answer=False).messages == ()
