"""What rehearsals and forecasts say, in Chinese and in English."""

from collections.abc import Mapping
from enum import Enum

from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import SendState
from workbench.languages import CHINESE, Words


class Said(Words, Enum):
    """Every sentence, with its particulars in braces."""

    PLANNED = ("訂閱 {followers} 人，要推播 {planned} 人", "{followers} follow, {planned} planned")
    TIME = (
        "最後一則在第 {minutes} 分鐘送出，第 {settled} 分鐘全部有結果",
        "the last message went out in minute {minutes}, all was settled in minute {settled}",
    )
    FIRING = (
        "{campaign} · {name} · {at} {zone} · 步驟 {step}",
        "{campaign} · {name} · {at} {zone} · step {step}",
    )
    PACE_OF = (
        "每分鐘則數（有在送的那些分鐘）：{paces}",
        "messages a minute, over the minutes in which any went out: {paces}",
    )
    PACE_OF_ONE = (
        "{channel} 最高 {peak}、平均 {average}",
        "{channel} {peak} at the peak, {average} on average",
    )
    UNSEEN = (
        "有 {number} 則通路收了，但對方早已封鎖帳號：沒有人看到，也不收費；送出的因此比看到的多",
        "{number} messages were taken by a channel for people who had blocked the account: seen by "
        "nobody and not charged, so more were sent than seen",
    )
    COST = ("通路收費 {cost}", "the channels charge {cost}")
    FORECAST = (
        "事前預估 {reached} 人收到，{cost}",
        "foretold before: {reached} reached, {cost}",
    )
    UNTOLD = (
        "另有 {number} 則的價錢沒有人告訴過我們",
        "besides, {number} messages for a price that nobody has told us",
    )
    FAULTS = ("排演的意外：{faults}", "what was made to go wrong: {faults}")
    JUDGED = (
        "每一次都用 towkay forecast 的程式判斷誰收得到，沒有真的排演發送。",
        "Every firing is judged by the very code of `towkay forecast`; sending is not played.",
    )
    FIRINGS = (
        "每個活動（× 發幾次，✓ 收到的人次，之後是沒收到的原因）：",
        "each campaign (× firings, ✓ how often somebody gets it, then why not):",
    )
    DAYS = (
        "每一天（收到的人次 / 要推播的人次）：",
        "each day (how many get it / how many it is planned for):",
    )
    QUOTA_DAYS = (
        "{channel} 每月額度用完的日子：{days}",
        "{channel}: each month's quota is used up on {days}",
    )
    ALONE = (
        "--calendar 看的是所有活動，而且不排演發送：不能和 {given} 一起用。",
        "--calendar looks at all campaigns and plays no sending: it does not go with {given}.",
    )
    PEOPLE = ("人次：先預估，再預演", "people, foretold and then rehearsed")
    JUDGEMENTS = ("判斷 人次", "judged, people")
    PER_PERSON = ("每個人收到幾則：", "messages for each person:")
    COLLISIONS = (
        "{number} 次因為已達次數上限而沒有送",
        "{number} times somebody had had enough already (cap)",
    )
    REACHED = ("收得到 {number} 人：{ways}", "{number} get it: {ways}")
    NOBODY = ("沒有人收得到", "nobody gets it")
    NO_FOLLOWERS = (
        "沒有人收得到：還沒有人訂閱「{topic}」",
        "nobody gets it: nobody follows “{topic}” yet",
    )
    NOBODY_ENTERED = (
        "沒有人收得到：這一次算的那段時間，沒有人訂閱「{topic}」",
        "nobody gets it: nobody subscribed to “{topic}” in the time that this firing is for",
    )
    NOBODY_FITS = (
        "沒有人收得到：訂閱「{topic}」的人都不符合 to 的條件",
        "nobody gets it: of those who follow “{topic}” nobody fits the rules under to",
    )
    KEPT_BACK = ("收不到 {number} 人：{why}", "{number} do not: {why}")
    WAIT = ("其中 {number} 人要等：{why}", "{number} must wait first: {why}")
    PRICE = ("費用 {cost}", "cost {cost}")
    PRICE_AT_MOST = (
        "費用 {cost}，平台每月免費的份還沒扣",
        "cost {cost}, before what the channels give free each month",
    )
    APPROVED = ("版本 {version}，已核准", "version {version}, approved")
    UNAPPROVED = (
        "版本 {version}，照已發布的檔案，還沒核准",
        "version {version}, as the published files have it: not approved",
    )
    WAY_PRICE = (
        "{channel} {route}：{number} 則，{cost}",
        "{channel} {route}: {number} messages, {cost}",
    )
    QUOTA_UNKNOWN = (
        "{channel} 剩餘額度不明：每天讀一次，還沒讀過；現在要看：towkay doctor{place}",
        "{channel}: what is left of its quota is unknown: it is read once a day and was not yet; "
        "to see it now: towkay doctor{place}",
    )
    QUOTA = (
        "{channel} 額度還有 {left} 則，這次要用 {needs} 則",
        "{channel} has {left} messages left of its quota, this takes {needs}",
    )
    COMMA = ("，", ", ")
    QUOTA_ENDS = ("，{day} 用完", ", used up on {day}")
    PACE = (
        "照通路的速率約 {minutes} 分鐘送完（並行數夠用時）",
        "about {minutes} minutes at the channels' rates, where enough workers run at once",
    )
    BOOKS = (
        "  重複 {doubled} · 遺失 {lost} · 帳不符 {wrong}",
        "  doubled {doubled} · lost {lost} · booked wrongly {wrong}",
    )
    HOLDS = (
        "✓ 每個人都有一個結果，加總相符，沒有人收到兩次",
        "✓ everybody has one end, the sum holds, nobody was told twice",
    )
    BROKEN = ("✗ 帳不對，不要就這樣上線", "✗ the books are wrong: do not send like this")
    TOOK = ("  花了 {wall} 秒、{peak} MB", "  took {wall} s and {peak} MB")


STATES: Mapping[SendState, Words] = {
    SendState.READY: Words("還沒送", "ready"),
    SendState.CLAIMED: Words("正在送", "claimed"),
    SendState.UNKNOWN: Words("等證據", "unknown"),
    SendState.SENT: Words("送出", "sent"),
    SendState.SUPPRESSED: Words("沒有送", "suppressed"),
    SendState.REFUSED: Words("被拒絕", "refused"),
    SendState.PARKED: Words("結果不明", "parked"),
}


_REASONS: Mapping[str, str] = {
    Reason.EXPIRED: "過了時限",
    Reason.OVERTAKEN: "已有更新的訊息",
    Reason.OUTDATED: "進度已不同",
    Reason.ERASED: "資料已刪除",
    Reason.STOPPED: "已退訂",
    Reason.MARKETING_REFUSED: "在平台關掉行銷訊息",
    Reason.NO_CONSENT: "沒有同意",
    Reason.UNREACHABLE: "封鎖或找不到人",
    Reason.HUMAN_HOLDS: "真人接手中",
    Reason.HANDOVER_OVER: "真人已離開",
    Reason.WINDOW_CLOSED: "不在可傳訊的時間內",
    Reason.NO_ROUTE: "沒有合規的路",
    Reason.DISCLOSURE_MISSING: "沒有說明是自動回覆",
    Reason.OPT_OUT_MISSING: "沒有說怎麼退訂",
    Reason.TEMPLATE_UNAPPROVED: "範本沒有核准",
    Reason.NOT_GRANTED: "範本的許可未啟用",
    Reason.TOO_LONG: "太長",
    Reason.ACCOUNT_BARRED: "帳號被平台限制",
    Reason.EARLIER_REFUSED: "前一則被拒",
    Reason.SAID_BY_TEMPLATE: "前一則範本已說完",
    Reason.QUIET_HOURS: "勿擾時段",
    Reason.CAP: "已達次數上限",
    Reason.TOLD_ALREADY: "換 ID 前已收到",
    Reason.QUOTA: "額度不足",
    Reason.CANCELLED: "已取消",
    Reason.PAUSED: "暫停中",
    Reason.HOLDOUT: "對照組",
    Reason.BUDGET: "預算不足",
    "no_evidence": "沒有等到證據",
    "contact_gone": "人已離開",
}


# The invented channels have no other cap than their month: foretold or refused, it is the same.
_ALIKE: Mapping[str, str] = {Reason.CHANNEL_CAP.value: Reason.QUOTA.value}


def why(reason: str, language: str) -> str:
    """A reason in words; one of a channel with its own code."""
    name, _, code = reason.partition(":")
    name = _ALIKE.get(name, name)
    known = _REASONS.get(name, name) if language == CHINESE else name.replace("_", " ")
    return f"{known} ({code})" if code else known
