"""Opt-out and opt-in are heard before anything else, whatever state the conversation is in."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.support.shop import NOW, Conversation, event, texts
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consenting import applied, matters, replayed
from towkay.domain.events import Followed, HumanReplied, OptedOut, PostbackPressed
from towkay.domain.turns import Rule
from towkay.domain.words import Word, spoken_word

STOPS = """
停止 | 停 | 停止停止 | 取消訂閱 | 退訂 | 我要退訂 | 不要再傳了 | 請停止接收 | 我不想再收到訊息
不要再傳訊息了
請不要再傳訊息給我了 | 停止訊息 | 停止傳訊息給我 | 停止推播通知 | 關閉推播 | 不要推播 | 拒收廣告
不要再發廣告了
不想再收到你們的訊息 | 不要打擾我 | 別再吵我了 | 關閉通知 | STOP | Ｓｔｏｐ | stop! | stop now
STOP STOP
S T O P | stop texting me | stop sending me messages | please stop messaging me | don't message me
別再烦我 | 夠了不要再傳了 | 不要推銷 | 可以停止傳訊息嗎
i no longer want messages | i want to stop receiving messages | no more messages
cancel subscription | Unsubscribe | unsub | 🛑
"""
RESUMES = ["恢復訂閱", "重新訂閱", "START", "subscribe", "我要訂閱"]
NO_STOPS = """
特價什麼時候停止 | 取消訂單 | 取消 | cancel | cancel my order | 不要辣 | 不要發票 | 不要包裝
不要寄了 | 不要刻字
不用了 | 不想要了 | 不要傳真 | 停車 | 好停車嗎 | 何時停止營業 | 別針 | 拒收包裹怎麼辦
不要再寄錯了 | 通知我 | 訂閱
停止寄送了嗎 | 停了嗎 | 停止優惠了嗎 | 停止寄送 | 停寄 | 不用寄東西 | 不要優惠 | no updates?
stop selling broken teapots please | stop by the store | end of sale | no message card please | no
"""
NO_WORDS = [
    "特價什麼時候停止",
    "取消訂單",
    "cancel",
    "stop selling broken teapots please",
    "不要辣",
    "",
]


def an_act(act: ConsentAct, at: datetime) -> ConsentEntry:
    return ConsentEntry(act, at, f"{act}-{at:%H%M%S}", took_effect=True, source=ConsentSource.WORD)


def listed(text: str) -> list[str]:
    return [one.strip() for one in text.strip().replace("\n", "|").split("|")]


@pytest.mark.parametrize("text", listed(STOPS))
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


@pytest.mark.parametrize(
    ("stop", "resume", "language"), [("STOP", "start", "en"), ("停止", "恢復訂閱", "zh-TW")]
)
def test_a_command_is_acknowledged_in_its_language_while_no_other_is_known(
    stop: str, resume: str, language: str
) -> None:
    talk = Conversation()

    assert texts(talk.hear(stop)).startswith(f"{language}:stopped")
    assert texts(talk.hear(resume)).startswith(f"{language}:nothing_resumed")
    pressed = Conversation().hear(PostbackPressed("old-menu", title=stop))
    assert texts(pressed).startswith(f"{language}:stopped")


def test_a_command_does_not_change_the_language_of_a_contact_who_has_one() -> None:
    talk = Conversation()
    talk.hear("運費多少錢")

    assert texts(talk.hear("STOP")).startswith("zh-TW:stopped")


@pytest.mark.parametrize("text", listed(NO_STOPS))
def test_a_refusal_of_something_else_stops_nothing(text: str) -> None:
    assert spoken_word(text) is not Word.STOP


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


def test_a_stop_heard_too_late_to_answer_leaves_the_acknowledgement_to_the_next() -> None:
    talk = Conversation()
    talk.hear("停止", occurred_at=NOW - timedelta(hours=1))
    assert len(talk.hear("停止").messages) == 1


def test_a_stop_said_twice_in_a_row_keeps_its_first_acknowledgement() -> None:
    talk = Conversation()
    first = talk.hear("停止", cause="first").contact.consent
    second = talk.hear("停止", cause="second").contact.consent
    assert second.stop_cause == first.stop_cause == "first"
    assert second.stop_at is not None and first.stop_at is not None
    assert second.stop_at > first.stop_at


def test_writing_lifts_a_block_also_while_a_person_holds_the_conversation() -> None:
    talk = Conversation()
    talk.hear(HumanReplied())
    talk.hear(OptedOut())
    decision = talk.hear(Followed(returning=True))
    assert decision.contact.consent.reachable
    assert decision.consent is not None and decision.consent.act is ConsentAct.UNBLOCK


def test_a_question_proves_that_its_writer_can_be_reached() -> None:
    talk = Conversation()
    talk.hear(OptedOut())
    decision = talk.hear("運費多少錢")
    assert decision.contact.consent.reachable and decision.messages


def test_a_question_from_before_the_block_lifts_nothing() -> None:
    talk = Conversation()
    talk.hear(OptedOut())
    decision = talk.hear("運費多少錢", occurred_at=NOW - timedelta(seconds=30))
    assert not decision.contact.consent.reachable


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
    stopped = replayed([an_act(ConsentAct.STOP, NOW)])
    older = an_act(ConsentAct.RESUME, NOW - timedelta(seconds=1))
    assert not matters(stopped, applied(stopped, older))


def test_on_a_tie_stop_wins_in_either_order() -> None:
    stop, resume = an_act(ConsentAct.STOP, NOW), an_act(ConsentAct.RESUME, NOW)
    assert replayed([stop, resume]).consent.stopped
    assert replayed([resume, stop]).consent.stopped


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
