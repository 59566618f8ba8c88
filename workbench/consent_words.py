"""What `towkay consent` says, in Chinese and in English."""

from collections.abc import Mapping
from enum import Enum

from towkay.domain.consent import ConsentAct, ConsentSource
from workbench.languages import Words


class Said(Words, Enum):
    """Every sentence of the command."""

    UNKNOWN = (
        "這位聯絡人從沒有傳過訊息，沒有紀錄。",
        "This contact never wrote: there is no record.",
    )
    UNREADABLE = (
        "同意紀錄裡有一列不是本系統寫的，可能被改過；請保留現場，查資料表的存取紀錄。",
        "A row of the ledger is none that this system writes: it was altered. Keep the table as it "
        "is and look at who had access to it.",
    )
    NO_TOPIC = (
        "這位聯絡人沒有「{topic}」這個主題；有的是：{known}",
        "This contact has no topic “{topic}”; there are: {known}",
    )
    NO_GRANT = (
        "同意只能由客人自己給：同仁和匯入的名單都不能替客人訂閱。\n"
        "請客人在聊天裡打「我的訂閱」，看過說明後自己按下按鈕。",
        "Only the shopper can grant consent; neither staff nor an import can do it for them.\n"
        "Ask them to type “my subscriptions” in the chat, read the words and press the button.",
    )
    ENDED_ALL = (
        "已停止全部，還沒送出的訊息不會再送。要恢復，只能由客人自己重新訂閱。",
        "Everything has ended; what was not yet under way is not sent. Only the shopper can "
        "subscribe again.",
    )
    ENDED_TOPIC = (
        "已停止「{topic}」，其他訂閱不變。要恢復，只能由客人自己重新訂閱。",
        "“{topic}” has ended, nothing else has. Only the shopper can subscribe again.",
    )
    REACHABLE = ("收得到訊息。", "Can be reached.")
    BLOCKED = ("收不到訊息：已封鎖或取消關注。", "Cannot be reached: blocked or unfollowed.")
    STOPPED = ("已停止全部主動訊息。", "All unasked messages have been stopped.")
    NOT_STOPPED = ("沒有停止全部；每個主題各自算：", "No stop of everything stands; by topic:")
    REFUSED = (
        "在通訊軟體裡關閉了行銷訊息，只有客人自己能打開。",
        "Marketing was switched off in the app itself; only the shopper can switch it on.",
    )
    TOPIC_ON = ("訂閱中", "subscribed")
    TOPIC_OFF = ("沒有訂閱", "not subscribed")
    WORDING = ("說明版本", "wording")
    WORDS = ("當時顯示：「{words}」", "words shown: “{words}”")
    LEDGER = ("紀錄 {count} 筆，依寫入順序：", "{count} entries, in the order they were written:")
    EMPTY = ("沒有任何紀錄。", "The ledger is empty.")
    WHOLE = (
        "紀錄完整，沒有被刪改（鏈結 {head}）。",
        "The ledger is whole: nothing was removed or altered (head {head}).",
    )
    BROKEN = (
        "紀錄從第 {number} 筆起對不起來：有人刪改過。",
        "The ledger does not hold from entry {number} on: something was removed or altered.",
    )
    NO_EFFECT = ("沒有改變什麼", "changed nothing")


ACTS: Mapping[ConsentAct, Words] = {
    ConsentAct.STOP: Words("停止全部", "stopped everything"),
    ConsentAct.RESUME: Words("恢復訂閱", "resumed what a stop word ended"),
    ConsentAct.BLOCK: Words("封鎖", "blocked the account"),
    ConsentAct.UNBLOCK: Words("解除封鎖", "can be reached again"),
    ConsentAct.SUBSCRIBE: Words("訂閱", "subscribed to"),
    ConsentAct.STOP_TOPIC: Words("停止主題", "stopped the topic"),
    ConsentAct.REFUSE_MARKETING: Words(
        "在通訊軟體關閉行銷訊息", "switched marketing off in the app"
    ),
    ConsentAct.ALLOW_MARKETING: Words("在通訊軟體打開行銷訊息", "switched marketing on in the app"),
    ConsentAct.OPT_IN: Words("接受通訊軟體的邀請", "accepted an offer of the app"),
}
SOURCES: Mapping[ConsentSource | None, Words] = {
    ConsentSource.WORD: Words("客人自己打的字", "the shopper's own words"),
    ConsentSource.BUTTON: Words("客人自己按的按鈕", "the shopper's own press of a button"),
    ConsentSource.PLATFORM: Words("通訊軟體告知", "told by the channel"),
    ConsentSource.STAFF: Words("同仁代為停止", "staff, on the shopper's behalf"),
    ConsentSource.IMPORT: Words("匯入的名單", "an import"),
    ConsentSource.CHECKOUT: Words("客人結帳時勾選", "the shopper, at checkout"),
    None: Words("舊紀錄", "a row from before sources were kept"),
}
