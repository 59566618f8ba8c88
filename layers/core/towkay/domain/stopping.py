"""Does a whole message say, in whatever words, that no more messages are wanted?

A small grammar instead of a list: a refusal, what is refused, and the courtesies around them. Every
piece must be used up, so that "不要發票" or "when does the sale stop" never stops anything.
"""

import unicodedata

from towkay.domain.faq.text import normalise
from towkay.domain.wording import first, pieces, without

_LEADS = """
請 請你 麻煩 拜託 我 我們 我要 我想 我想要 可以 可不可以 能不能 可否 幫我 以後 你們 你
小編 那 就 真的 都 夠了
please | i | can you | could you | i want to | i want you to | i would like to | you | to | just
"""
# Enough on their own.
_REFUSALS = """
停止 停 停訊 退訂 拒收 拒絕接收 停掉 解除訂閱
stop | unsubscribe | unsub | opt out | optout | opt me out | stopall | stop all | quit | end
remove me | remove me from your list | take me off the list | leave me alone
"""
# Refuse only together with something that is plainly a message of ours.
_HALF_REFUSALS = """
不要再 不要 別再 別 不想再 不想 不用再 不必再 不需要再 取消 關閉 關掉 拒絕 請勿
no more | do not | do not want | don t | don t want any more | dont | cancel | turn off
i no longer want | no longer want
"""
_ACTS = """
傳送 發送 推送 推播 推銷 接收 收到 訂閱 通知 打擾 吵 煩 傳 發 收 看到 騷擾 一直傳 一直發
receiving | receive | sending | texting | messaging | contacting | notifying | spamming
send | text | message | contact | notify
"""
# An act that says by itself what is refused; "send" alone may be about a parcel.
_TELLING_ACTS = """
推播 推銷 訂閱 通知 打擾 吵 煩 發 傳 傳送 騷擾 收到 接收 一直傳 一直發
texting | messaging | contacting | notifying | spamming | text | message | contact | notify
sending
"""
_OBJECTS = """
訊息 消息 通知 推播 廣告 簡訊 電子報 行銷 優惠訊息 促銷訊息 群發 垃圾訊息 訂閱
messages | message | texts | text | notifications | notification | ads | ad | spam
newsletter | subscription | subscriptions | promotions
"""
_FILLERS = """
你們的 你的 你們 這些 這種 任何 的 給我 跟我 我 再 了 啦 吧 喔 好嗎 嗎 謝謝 來 過來 今後
me | us | any | more | your | the | these | to | from you | now | please | it | this | anymore
thanks
"""


_LEAD, _REFUSAL, _HALF = pieces(_LEADS), pieces(_REFUSALS), pieces(_HALF_REFUSALS)
_ACT, _TELLING = pieces(_ACTS), frozenset(pieces(_TELLING_ACTS))
_OBJECT, _FILLER = pieces(_OBJECTS), pieces(_FILLERS)
_POLITE = (
    "可以",
    "可不可以",
    "能不能",
    "可否",
    "請",
    "请",
    "麻煩",
    "can you",
    "could you",
    "please",
)
_QUESTION_MARKS = "?❓❔؟"
_ASKS = ("嗎", "吗", *_QUESTION_MARKS)
_SIGNS = frozenset("🛑")
# Blanks that count as letters or marks, and what makes an emoji of a letter.
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u20e3") | frozenset(
    map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
# Letters drawn white on black, in circles and squares, and the flags' own: 🆂🆃🅾🅿, 🇸🇹🇴🇵.
_PICTURED = {
    first_letter + place: chr(ord("a") + place)
    for first_letter in (0x1F150, 0x1F170, 0x1F1E6)
    for place in range(26)
}
_LONGEST = 40  # letters; whoever writes more says more than that


def says_stop(text: str) -> bool:
    """Whether the message refuses further messages and says nothing else."""
    visible = _visible(text)
    if visible and set(visible) <= _SIGNS:
        return True
    if len(visible) > 4 * _LONGEST or _is_question(visible):
        return False
    said = normalise(visible)
    if not said or len(said) > _LONGEST:
        return False
    if said.replace(" ", "") in _REFUSAL:
        return True  # also S T O P
    said = without(said, _LEAD)
    refusal = first(said, _REFUSAL)
    if refusal:
        return _is_used_up(without(said, (refusal.strip(),)))
    half = first(said, _HALF)
    return bool(half) and _names_messages(said[len(half) :])


def _visible(text: str) -> str:
    """The text without what nobody sees, and with letters drawn as pictures as plain ones."""
    seen = (char for char in text.translate(_PICTURED) if not _is_invisible(char))
    return "".join(seen).strip()


def _is_invisible(char: str) -> bool:
    return (unicodedata.category(char) in ("Cf", "Cc") and char not in "\n\t") or char in _BLANKS


def _is_question(text: str) -> bool:
    """Whether it asks, as 停送了嗎 does, and does not politely wish, as 可以停止傳訊息嗎 does."""
    said = unicodedata.normalize("NFKC", text).casefold()
    end = len(said)
    while end and not said[end - 1].isalnum() and said[end - 1] not in _QUESTION_MARKS:
        end -= 1  # an emoji or dots behind a question leave it one
    return said[:end].endswith(_ASKS) and not said.startswith(_POLITE)


def _names_messages(rest: str) -> bool:
    rest = without(rest, _FILLER)
    act = first(rest, _ACT)
    after = without(rest[len(act) :], _FILLER)
    named = first(after, _OBJECT)
    told = bool(named) or act.strip() in _TELLING
    return told and _is_used_up(after)


def _is_used_up(rest: str) -> bool:
    """Whether nothing is left but acts, objects and courtesies."""
    while rest:
        piece = first(rest, _FILLER) or first(rest, _OBJECT) or first(rest, _ACT)
        if not piece:
            return False
        rest = rest[len(piece) :]
    return True
