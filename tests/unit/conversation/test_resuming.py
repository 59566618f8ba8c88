"""A resume word is answered with what is true: what came back, or what there is to choose from."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.support.shop import payloads, texts
from tests.support.topics_shop import NEWS, PARCELS, PROMO, Chat, asks_for, ends
from towkay.domain.consent import ConsentAct, ConsentSource, ended_for
from towkay.domain.consent_writing import acted
from towkay.domain.events import OptedOut


def after_a_question(chat: Chat) -> None:
    chat.hear("運費多少錢")


def after_a_stop_without_subscriptions(chat: Chat) -> None:
    chat.hear("停止")


def after_a_stop_by_staff(chat: Chat) -> None:
    chat.subscribe(NEWS)
    assert chat.contact is not None
    at = chat.at + timedelta(milliseconds=1)
    said = ended_for(ConsentAct.STOP, ConsentSource.STAFF, at, "staff", by="may")
    chat.contact, _ = acted(chat.contact, said)


def after_one_topic_was_stopped(chat: Chat) -> None:
    chat.subscribe(NEWS)
    chat.press(ends(NEWS))


def after_a_block(chat: Chat) -> None:
    chat.subscribe(NEWS)
    chat.hear("停止")
    chat.hear(OptedOut())


@pytest.mark.parametrize(
    "before",
    [
        after_a_question,
        after_a_stop_without_subscriptions,
        after_a_stop_by_staff,
        after_one_topic_was_stopped,
        after_a_block,
    ],
)
def test_a_resume_word_that_brings_nothing_back_shows_the_list_and_promises_nothing(
    before: Callable[[Chat], None],
) -> None:
    chat = Chat()
    before(chat)

    decision = chat.hear("恢復訂閱")

    assert chat.active() == set() and "resumed" not in texts(decision)
    listed = [parsed.rpartition(":")[0] for parsed in payloads(decision)]
    assert listed == [asks_for(topic).rpartition(":")[0] for topic in (NEWS, PROMO, PARCELS)]
    assert decision.consent is not None and decision.consent.act is ConsentAct.RESUME
    chat.hear("1")
    assert chat.active() == {"news"}


def test_a_resume_word_that_brings_something_back_says_so() -> None:
    chat = Chat()
    chat.subscribe(NEWS)
    chat.hear("停止")

    decision = chat.hear("恢復訂閱")

    assert chat.active() == {"news"}
    assert texts(decision) == "zh-TW:resumed"


def test_a_resume_word_while_everything_is_on_shows_it_as_it_is() -> None:
    chat = Chat()
    chat.subscribe(NEWS)

    decision = chat.hear("恢復訂閱")

    assert "每週茶訊 · 訂閱中" in texts(decision)
    assert payloads(decision)[0] == ends(NEWS)
