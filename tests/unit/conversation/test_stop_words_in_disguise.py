"""A stop counts in any dress and any place of an event; what only looks like one does not."""

import pytest

from tests.support.shop import Conversation
from towkay.domain.actions import Action, Verb
from towkay.domain.attachments import Attachment, AttachmentKind
from towkay.domain.consent import ConsentSource
from towkay.domain.events import Happening, MessageEdited, MessageReceived, PostbackPressed
from towkay.domain.stop_said import stop_said
from towkay.domain.stopping import says_stop
from towkay.domain.turns import Rule

DRESSED = [
    "ＳＴＯＰ",
    "ｓｔｏｐ！",
    "Ｕｎｓｕｂｓｃｒｉｂｅ",
    "S\u200bT\u200cO\u200dP",
    "\ufeffSTOP\u2060",
    "停\u200b止",
    "\u3164停止\u3164",
    "S\u034fTO\u034fP",
    "STOP" + "\u200b" * 300,
    "🛑",
    "🛑\ufe0f",
    " 🛑🛑 ",
    "🛑 STOP 🛑",
    "🆂🆃🅾🅿",
    "🇸🇹🇴🇵",
    "🅂🅃🄾🄿",
    "ⓢⓣⓞⓟ",
    "𝐒𝐓𝐎𝐏",
    "停止🙏",
    "停止。。。",
    "【停止】",
    "『取消訂閱』",
    "取消訂閱，謝謝",
    "取消我的訂閱",
    "請幫我取消訂閱",
    "解除訂閱",
    "退訂",
    "拒收訊息",
    "取消推播",
    "STOP!!!",
    "stop.",
    "please unsubscribe me",
    "可以停止嗎？",
    "請停止傳訊息好嗎？🙏",
]
NO_STOP = [
    "停止嗎？",
    "停止嗎\u200b",
    "停了嗎🤔",
    "停止嗎…",
    "停止嗎 😢😢",
    "stop?",
    "stop？？",
    "stop ❓",
    "stop⁇",
    "停止了沒",
    "停止?",
    "怎麼取消訂閱",
    "how do i unsubscribe",
    "不要停止",
    "不要取消訂閱",
    "別停",
    "don't stop",
    "do not unsubscribe me",
    "停止寄送我的包裹",
    "🚏",
    "✋",
    "🇸🇬",
    "🅿",
    "nonstop",
    "stopwatch",
    "Ｓｔｏｐｗａｔｃｈ",
    "停車場在哪",
    "取消訂單",
    "",
    "\u200b\u3164",
    "訂閱",
    "什麼時候會停止",
]


@pytest.mark.parametrize("text", DRESSED)
def test_a_stop_word_in_any_dress_stops(text: str) -> None:
    assert says_stop(text)


@pytest.mark.parametrize("text", NO_STOP)
def test_what_asks_or_says_more_stops_nothing(text: str) -> None:
    assert not says_stop(text)


def sticker(label: str) -> MessageReceived:
    return MessageReceived("m", attachments=(Attachment(AttachmentKind.STICKER, label),))


def pictured(label: str, kind: AttachmentKind = AttachmentKind.IMAGE) -> MessageReceived:
    return MessageReceived("m", attachments=(Attachment(kind, label),))


PRESSED_OUR_TOPIC = Action(Verb.STOP_TOPIC, "promo").payload()


@pytest.mark.parametrize(
    ("happening", "source"),
    [
        (sticker("STOP"), ConsentSource.WORD),
        (sticker("ＳＴＯＰ"), ConsentSource.WORD),
        (sticker("停止、stop"), ConsentSource.WORD),
        (pictured("不要再傳了"), ConsentSource.WORD),
        (pictured("取消訂閱", AttachmentKind.VIDEO), ConsentSource.WORD),
        (MessageEdited("m", "停止"), ConsentSource.WORD),
        (MessageReceived("m", "STOP", payload="any:thing"), ConsentSource.WORD),
        (MessageReceived("m", "", payload="STOP"), ConsentSource.BUTTON),
        (PostbackPressed("menu:7", "取消訂閱"), ConsentSource.BUTTON),
        (PostbackPressed("停止"), ConsentSource.BUTTON),
        (PostbackPressed("UNSUBSCRIBE"), ConsentSource.BUTTON),
    ],
)
def test_a_stop_is_heard_wherever_it_stands(happening: Happening, source: ConsentSource) -> None:
    assert stop_said(happening) is source
    assert Conversation().hear(happening).reasoning.rule is Rule.STOPPED


@pytest.mark.parametrize(
    "happening",
    [
        sticker("stop、no、angry、bear"),
        sticker(""),
        sticker("、、"),
        pictured("stop.pdf", AttachmentKind.FILE),
        pictured("STOP", AttachmentKind.PLACE),
        pictured("Stop 廣告公司", AttachmentKind.LINK),
        pictured("停止?"),
        MessageEdited("m", "停止營業了嗎"),
        PostbackPressed("menu:7", "怎麼取消訂閱？"),
        PostbackPressed("action=stop&id=4"),
        PostbackPressed(PRESSED_OUR_TOPIC, "停止 優惠訊息"),
        MessageReceived("m", "停止優惠訊息", payload=PRESSED_OUR_TOPIC),
    ],
)
def test_a_stop_is_not_read_out_of_what_is_none(happening: Happening) -> None:
    assert stop_said(happening) is None


def test_a_stop_on_a_sticker_is_acknowledged_and_recorded_with_its_event() -> None:
    decision = Conversation().hear(sticker("停止"))

    assert decision.consent is not None and decision.consent.source is ConsentSource.WORD
    assert decision.contact.consent.stopped
    assert len(decision.messages) == 1


def test_the_grammar_takes_any_text_in_a_time_that_does_not_grow() -> None:
    assert not says_stop("停" * 100_000)
    assert not says_stop("\u200b" * 100_000)
