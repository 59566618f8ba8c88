"""What the shop says to what, rule by rule."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shop import BRAND, FAQ, ITEMS, NIGHT, NOW, PAGE_SHOPPER, Conversation, event
from towkay.domain.actions import Action, Verb, parse_action
from towkay.domain.brands import Phrase
from towkay.domain.channels import CAPABILITIES
from towkay.domain.contacts import HandoverState, met
from towkay.domain.conversation.decide import decide
from towkay.domain.events import (
    Attachment,
    AttachmentKind,
    Followed,
    HumanReplied,
    MessageEdited,
    MessageReceived,
    MessageUnsent,
    PostbackPressed,
    Reacted,
    Referred,
)
from towkay.domain.packing import pack
from towkay.domain.turns import Rule


def texts(decision: object) -> str:
    return "\n".join(message.text for message in decision.messages)  # type: ignore[attr-defined]


def payloads(decision: object) -> list[str]:
    messages = decision.messages  # type: ignore[attr-defined]
    return [reply.payload for message in messages for reply in message.quick_replies]


def test_a_new_friend_is_greeted_with_the_menu_and_a_person() -> None:
    decision = Conversation().hear(Followed())
    assert decision.reasoning.rule is Rule.GREETED
    assert texts(decision) == "zh-TW:greeting"
    assert payloads(decision) == ["tk:answer:shipping_fee", "tk:answer:returns", "tk:human"]


def test_a_friend_who_comes_back_is_welcomed_back() -> None:
    talk = Conversation()
    talk.hear(Followed())
    assert texts(talk.hear(Followed())) == "zh-TW:welcome_back"


def test_a_known_question_is_answered() -> None:
    decision = Conversation().hear("請問運費多少錢？")
    assert decision.reasoning.rule is Rule.ANSWERED
    assert texts(decision) == ITEMS[0].answers["zh-TW"]


def test_an_english_question_is_answered_in_english() -> None:
    decision = Conversation().hear("How much is shipping please?")
    assert texts(decision) == ITEMS[0].answers["en"]


def test_a_product_name_in_latin_letters_does_not_change_the_language() -> None:
    talk = Conversation()
    talk.hear("運費多少錢")
    assert talk.hear("LINE Pay").contact.language == "zh-TW"


def test_close_questions_are_offered_and_a_press_answers() -> None:
    talk = Conversation()
    decision = talk.hear("想換貨還是退貨流程")
    assert decision.reasoning.rule is Rule.SUGGESTED
    offered = payloads(decision)
    assert {"tk:answer:returns", "tk:answer:exchange"} <= set(offered)
    assert offered[-1] == "tk:none"
    pressed = talk.hear(PostbackPressed("tk:answer:exchange", "換貨"))
    assert texts(pressed) == ITEMS[2].answers["zh-TW"]
    assert pressed.reasoning.rule is Rule.PRESSED


def test_every_offered_question_can_be_read_in_full() -> None:
    decision = Conversation().hear("想換貨還是退貨流程")
    assert "可以退貨嗎？" in texts(decision) and "可以換貨嗎？" in texts(decision)


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


@pytest.mark.parametrize("word", ["選單", "主選單", "menu", "MENU"])
def test_menu_shows_the_menu(word: str) -> None:
    decision = Conversation().hear(word)
    assert decision.reasoning.rule is Rule.MENU
    assert "tk:human" in payloads(decision)


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
    ("kind", "said"),
    [
        (AttachmentKind.STICKER, "zh-TW:sticker"),
        (AttachmentKind.IMAGE, "zh-TW:image"),
        (AttachmentKind.PLACE, "zh-TW:place"),
        (AttachmentKind.AUDIO, "zh-TW:attachment"),
        (AttachmentKind.FILE, "zh-TW:attachment"),
    ],
)
def test_a_message_without_words_gets_a_fitting_reply(kind: AttachmentKind, said: str) -> None:
    decision = Conversation().hear(MessageReceived("m1", attachments=(Attachment(kind),)))
    assert texts(decision) == said


def test_words_beside_a_picture_are_the_question() -> None:
    picture = (Attachment(AttachmentKind.IMAGE),)
    decision = Conversation().hear(MessageReceived("m1", "運費多少錢", picture))
    assert decision.reasoning.rule is Rule.ANSWERED


@pytest.mark.parametrize("said", ["謝謝", "thanks!", "好的", "🍵🍵", "🙏"])
def test_thanks_and_emoji_are_no_questions(said: str) -> None:
    decision = Conversation().hear(said)
    assert decision.reasoning.rule is Rule.COURTESY
    assert texts(decision) == "zh-TW:thanks"


@pytest.mark.parametrize("said", ["？？", "😡", "...", "\u200b", " "])
def test_signs_and_nothing_visible_are_asked_back(said: str) -> None:
    assert texts(Conversation().hear(said)) == "zh-TW:menu"


@pytest.mark.parametrize("said", ["2", "2.", "２", "第二個", "選2"])
def test_a_number_typed_after_suggestions_answers_that_one(said: str) -> None:
    talk = Conversation()
    offered = talk.hear("想換貨還是退貨流程").reasoning.entries
    assert talk.hear(said).reasoning.entries == (offered[1],)


def test_a_number_counts_only_right_after_the_suggestions() -> None:
    talk = Conversation()
    talk.hear("想換貨還是退貨流程")
    talk.hear("運費多少錢")
    assert talk.hear("1").reasoning.rule is not Rule.PRESSED


def test_the_words_of_a_button_may_be_typed() -> None:
    assert Conversation().hear("zh-TW:human_button").reasoning.rule is Rule.HANDED_OVER
    assert "tk:human" in payloads(Conversation().hear("zh-TW:none_of_these"))
    assert Conversation().hear("茶壺開壺").reasoning.entries == ("teapot",)


@pytest.mark.parametrize(
    "asked",
    ["可以請真人回覆嗎", "有沒有真人", "call a human please", "我要跟店員講話", "我要客訴"],
)
def test_a_human_may_be_asked_for_in_other_words(asked: str) -> None:
    assert Conversation().hear(asked).reasoning.rule is Rule.HANDED_OVER


@pytest.mark.parametrize("asked", ["你是真人嗎", "are you a human?", "客服電話幾號"])
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


def test_a_standby_conversation_is_left_to_its_owner() -> None:
    assert Conversation().hear("運費多少錢", may_answer=False).messages == ()


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
            assert 0 < limits.length_unit.measure(message.text) <= limits.text_limit
            assert len(message.quick_replies) <= limits.quick_reply_limit


@given(st.text())
def test_no_payload_is_an_error(payload: str) -> None:
    parse_action(payload)
    assert Conversation().hear(PostbackPressed(payload)).messages


@given(st.sampled_from(Verb), st.text(st.characters(codec="utf-8"), max_size=60))
def test_a_payload_reads_back_as_the_action_it_was(verb: Verb, target: str) -> None:
    assert parse_action(Action(verb, target).payload()) == Action(verb, target)


def test_a_decision_made_again_is_the_same() -> None:
    heard = event("想換貨還是退貨流程")
    first = decide(heard, met(heard), BRAND, FAQ, NOW)
    assert first == decide(heard, met(heard), BRAND, FAQ, NOW)


def test_every_phrase_of_the_voice_has_both_languages() -> None:
    assert all({"zh-TW", "en"} <= BRAND.voice[phrase].keys() for phrase in Phrase)
