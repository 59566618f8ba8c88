"""What `towkay consent` says, in Chinese and in English."""

from collections.abc import Mapping
from enum import StrEnum, auto

from towkay.domain.consent import ConsentAct, ConsentSource
from workbench.languages import both


class Said(StrEnum):
    """Every sentence of the command."""

    UNKNOWN = auto()
    UNREADABLE = auto()
    NO_NAME = auto()
    NO_TOPIC = auto()
    NO_GRANT = auto()
    ENDED_ALL = auto()
    ENDED_TOPIC = auto()
    REACHABLE = auto()
    BLOCKED = auto()
    STOPPED = auto()
    NOT_STOPPED = auto()
    REFUSED = auto()
    TOPIC_ON = auto()
    TOPIC_OFF = auto()
    WORDING = auto()
    WORDS = auto()
    LEDGER = auto()
    EMPTY = auto()
    WHOLE = auto()
    BROKEN = auto()
    NO_EFFECT = auto()


ACTS: Mapping[ConsentAct, Mapping[str, str]] = {
    ConsentAct.STOP: both("停止全部", "stopped everything"),
    ConsentAct.RESUME: both("恢復訂閱", "resumed what a stop word ended"),
    ConsentAct.BLOCK: both("封鎖", "blocked the account"),
    ConsentAct.UNBLOCK: both("解除封鎖", "can be reached again"),
    ConsentAct.SUBSCRIBE: both("訂閱", "subscribed to"),
    ConsentAct.STOP_TOPIC: both("停止主題", "stopped the topic"),
    ConsentAct.REFUSE_MARKETING: both(
        "在通訊軟體關閉行銷訊息", "switched marketing off in the app"
    ),
    ConsentAct.ALLOW_MARKETING: both("在通訊軟體打開行銷訊息", "switched marketing on in the app"),
    ConsentAct.OPT_IN: both("接受通訊軟體的邀請", "accepted an offer of the app"),
}
SOURCES: Mapping[ConsentSource | None, Mapping[str, str]] = {
    ConsentSource.WORD: both("客人自己打的字", "the shopper's own words"),
    ConsentSource.BUTTON: both("客人自己按的按鈕", "the shopper's own press of a button"),
    ConsentSource.PLATFORM: both("通訊軟體告知", "told by the channel"),
    ConsentSource.STAFF: both("同仁代為停止", "staff, on the shopper's behalf"),
    ConsentSource.IMPORT: both("匯入的名單", "an import"),
    None: both("舊紀錄", "a row from before sources were kept"),
}
_SENTENCES: Mapping[Said, Mapping[str, str]] = {
    Said.UNKNOWN: both(
        "這位聯絡人從沒有傳過訊息，沒有紀錄。", "This contact never wrote: there is no record."
    ),
    Said.UNREADABLE: both(
        "同意紀錄裡有一列不是本系統寫的，可能被改過；請保留現場，查資料表的存取紀錄。",
        "A row of the ledger is none that this system writes: it was altered. Keep the table as it "
        "is and look at who had access to it.",
    ),
    Said.NO_NAME: both(
        "請用 --by 寫下是誰停的（64 個字以內）。",
        "Say with --by who does it, in at most 64 letters.",
    ),
    Said.NO_TOPIC: both(
        "這位聯絡人沒有「{topic}」這個主題；有的是：{known}",
        "This contact has no topic “{topic}”; there are: {known}",
    ),
    Said.NO_GRANT: both(
        "同意只能由客人自己給：同仁和匯入的名單都不能替客人訂閱。\n"
        "請客人在聊天裡打「我的訂閱」，看過說明後自己按下按鈕。",
        "Only the shopper can grant consent; neither staff nor an import can do it for them.\n"
        "Ask them to type “my subscriptions” in the chat, read the words and press the button.",
    ),
    Said.ENDED_ALL: both(
        "已停止全部，還沒送出的訊息不會再送。要恢復，只能由客人自己重新訂閱。",
        "Everything has ended; what was not yet under way is not sent. Only the shopper can "
        "subscribe again.",
    ),
    Said.ENDED_TOPIC: both(
        "已停止「{topic}」，其他訂閱不變。要恢復，只能由客人自己重新訂閱。",
        "“{topic}” has ended, nothing else has. Only the shopper can subscribe again.",
    ),
    Said.REACHABLE: both("收得到訊息。", "Can be reached."),
    Said.BLOCKED: both(
        "收不到訊息：已封鎖或取消關注。", "Cannot be reached: blocked or unfollowed."
    ),
    Said.STOPPED: both("已停止全部主動訊息。", "All unasked messages have been stopped."),
    Said.NOT_STOPPED: both(
        "沒有停止全部；每個主題各自算：", "No stop of everything stands; by topic:"
    ),
    Said.REFUSED: both(
        "在通訊軟體裡關閉了行銷訊息，只有客人自己能打開。",
        "Marketing was switched off in the app itself; only the shopper can switch it on.",
    ),
    Said.TOPIC_ON: both("訂閱中", "subscribed"),
    Said.TOPIC_OFF: both("沒有訂閱", "not subscribed"),
    Said.WORDING: both("說明版本", "wording"),
    Said.WORDS: both("當時顯示：「{words}」", "words shown: “{words}”"),
    Said.LEDGER: both(
        "紀錄 {count} 筆，依寫入順序：", "{count} entries, in the order they were written:"
    ),
    Said.EMPTY: both("沒有任何紀錄。", "The ledger is empty."),
    Said.WHOLE: both(
        "紀錄完整，沒有被刪改（鏈結 {head}）。",
        "The ledger is whole: nothing was removed or altered (head {head}).",
    ),
    Said.BROKEN: both(
        "紀錄從第 {number} 筆起對不起來：有人刪改過。",
        "The ledger does not hold from entry {number} on: something was removed or altered.",
    ),
    Said.NO_EFFECT: both("沒有改變什麼", "changed nothing"),
}


def said(sentence: Said, language: str, **particulars: str) -> str:
    """A sentence with its particulars."""
    return _SENTENCES[sentence][language].format(**particulars)
