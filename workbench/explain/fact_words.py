"""How are facts, their ages and what might have been otherwise said in Chinese and in English?"""

from datetime import datetime, timedelta

from towkay.domain.policy.about import About
from towkay.domain.policy.supposing import What
from workbench.languages import Words

ABOUT = {
    About.CAUSE: Words("起因發生的時間", "what it answers happened"),
    About.PLANNED: Words("排定的時間", "it was planned"),
    About.EXPIRY: Words("有效到", "it may be sent until"),
    About.LAST_EVENT: Words("客人最近一次動作", "the shopper's latest act"),
    About.WINDOW: Words("客人最近一次開啟時間窗", "the shopper last opened the messaging window"),
    About.AD_ENTRY: Words("由廣告進入對話", "came in through an ad"),
    About.COMMENT: Words("留言或貼文", "comment or post"),
    About.TOPIC: Words("主題的同意", "consent to the topic"),
    About.STOP: Words("說過停止", "has said stop"),
    About.SWITCH: Words("在平台上關閉行銷訊息", "switched marketing off on the platform"),
    About.REACHABLE: Words("可以送達", "can be reached"),
    About.ERASED: Words("資料已刪除", "data erased"),
    About.HANDOVER: Words("真人接手中", "a person holds the conversation"),
    About.QUIET_HOURS: Words("勿擾時段", "quiet hours"),
    About.SKIPS: Words("勿擾時段內直接略過", "it is skipped in quiet hours, not held"),
    About.PASSES_QUIET: Words("勿擾時段不擋，到", "quiet hours do not hold it until"),
    About.CAP: Words("近期已收到", "has had lately"),
    About.TOLD_ALREADY: Words("用另一個 ID 收過同一則", "had the same under another id"),
    About.QUOTA: Words("本月剩餘額度", "left of the month's messages"),
    About.TOKEN: Words("手上的權杖", "tokens at hand"),
    About.SETTINGS: Words("帳號已啟用", "switched on for the account"),
    About.COUNTRY: Words("客人／帳號所在國家", "country of the contact / account"),
    About.TEMPLATE: Words("核准範本", "approved template"),
    About.SENDER: Words("由誰發送", "who sends it"),
    About.OPT_OUT: Words("告知過如何拒絕", "was told how to refuse"),
    About.DISCLOSURE: Words("告知過是程式回覆", "was told that a program speaks"),
    About.EARLIER: Words("前一則被拒絕", "an earlier message was refused"),
    About.SAID_BY_TEMPLATE: Words("前一則範本已經說完", "a template before it said it all"),
    About.OUTDATED: Words("說的事已經過時", "what it tells is not so any more"),
    About.KNOWN_BY: Words("只以什麼認得", "known by no more than"),
    About.BARRED: Words("帳號受平台限制", "the platform bars the account"),
    About.CAMPAIGN: Words("檔期", "the campaign"),
    About.HOLDOUT: Words("抽中對照組", "of the holdout group"),
    About.BUDGET: Words("剩餘預算", "left of the budget"),
}
WHAT = {
    What.SHOPPER_WRITES: Words("客人現在寫訊息過來", "the shopper writes now"),
    What.TOPIC_AGREED: Words("客人自己訂閱這個主題", "the shopper subscribes to the topic"),
    What.STOP_TAKEN_BACK: Words("客人自己恢復訂閱", "the shopper takes the stop back"),
    What.SWITCH_TURNED_BACK: Words(
        "客人在平台上重新開啟行銷訊息", "the shopper turns marketing on again on the platform"
    ),
    What.REACHABLE_AGAIN: Words("客人解除封鎖", "the shopper ends the block"),
    What.PERSON_SENDS: Words("由真人接手並發送", "a person takes over and sends it"),
    What.PERSON_LEAVES: Words("真人交還對話", "the person leaves the conversation"),
    What.LATER: Words("等到 {at}", "at {at}"),
    What.SOONER: Words("在 {at} 之前送出", "sent by {at}"),
    What.TEMPLATE: Words("改用平台核准的範本", "written in an approved template"),
    What.FREE_WORDS: Words("改用一般文字", "written in free words"),
    What.SHORTER: Words("縮短文字", "a shorter text"),
    What.SETTING: Words("帳號取得並啟用 {name}", "{name} obtained and switched on"),
    What.TOKEN: Words("客人給了權杖 {name}", "a token of the shopper's: {name}"),
    What.SAYS_OPT_OUT: Words("訊息裡寫明如何退訂", "the message says how to stop"),
    What.SAYS_DISCLOSURE: Words("訊息裡寫明是程式", "the message says that a program speaks"),
    What.BELOW_CAP: Words("近期收到的訊息較少", "fewer messages lately"),
    What.MORE_QUOTA: Words("額度還夠", "more of the month's messages left"),
    What.ACCOUNT_FREED: Words("平台解除帳號限制", "the platform lifts its bar"),
    What.EARLIER_ARRIVED: Words("前一則沒有被拒絕", "the earlier message goes through"),
    What.STILL_SO: Words("包裹還在那個進度", "the parcel still stands there"),
    What.LONGER_GRACE: Words("有效時間設長一點", "a longer time in which it may be sent"),
    What.CAMPAIGN_GOES_ON: Words("檔期沒有取消或暫停", "the campaign goes on"),
    What.NOT_HELD_OUT: Words("沒有抽中對照組", "not of the holdout group"),
    What.MORE_BUDGET: Words("預算還夠", "a larger budget"),
    What.STOP: Words("客人先說停止", "the shopper says stop before"),
    What.TOPIC_STOPPED: Words("客人退訂這個主題", "the shopper ends the topic"),
    What.BLOCKED: Words("客人封鎖帳號", "the shopper blocks the account"),
    What.PERSON_HOLDS: Words("真人接手對話", "a person holds the conversation"),
    What.CAP_REACHED: Words("近期的訊息已達上限", "the cap is reached"),
}
VALUES = {
    "yes": Words("是", "yes"),
    "no": Words("否", "no"),
    "none": Words("沒有", "never"),
    "agreed": Words("已同意", "agreed"),
    "stopped": Words("已退訂", "stopped"),
    "never": Words("從未訂閱", "never given"),
    "bot": Words("程式", "a program"),
    "human": Words("真人", "a person"),
    "number": Words("電話號碼（雜湊值）", "a telephone number (its hash)"),
    "goes_on": Words("進行中", "goes on"),
    "paused": Words("暫停", "paused"),
    "cancelled": Words("已取消", "cancelled"),
}
_UNITS = (
    (86_400, Words("{n} 天", "{n} d")),
    (3_600, Words("{n} 小時", "{n} h")),
    (60, Words("{n} 分鐘", "{n} min")),
    (1, Words("{n} 秒", "{n} s")),
)


def span(length: timedelta, language: str) -> str:
    """In the two largest units that are not nothing: 1 d 3 h."""
    left = int(abs(length).total_seconds())
    said: list[str] = []
    for seconds, words in _UNITS:
        number, left = divmod(left, seconds)
        if number:
            said.append(words.spoken(language, n=number))
        if len(said) == 2 or (said and seconds == 60):
            break
    return " ".join(said) or _UNITS[-1][1].spoken(language, n=0)


def ago(moment: datetime, at: datetime, language: str) -> str:
    """How long before or after `at` a moment was."""
    if moment <= at:
        return Words("{0}前", "{0} before").spoken(language, span(at - moment, language))
    return Words("{0}後", "{0} after").spoken(language, span(moment - at, language))
