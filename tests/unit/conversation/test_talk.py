"""What the shop says to what, rule by rule."""

import pytest

from tests.support.shop import ITEMS, Conversation, payloads, texts
from towkay.domain.attachments import Attachment, AttachmentKind
from towkay.domain.events import Followed, MessageReceived, PostbackPressed
from towkay.domain.turns import Rule


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


@pytest.mark.parametrize("word", ["選單", "主選單", "menu", "MENU"])
def test_menu_shows_the_menu(word: str) -> None:
    decision = Conversation().hear(word)
    assert decision.reasoning.rule is Rule.MENU
    assert "tk:human" in payloads(decision)


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
    image = (Attachment(AttachmentKind.IMAGE),)
    decision = Conversation().hear(MessageReceived("m1", "運費多少錢", image))
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
