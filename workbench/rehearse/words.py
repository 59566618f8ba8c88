"""What rehearsals and forecasts say, in Chinese and in English."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import SendState
from workbench.languages import CHINESE, ENGLISH


class Said(Enum):
    """Every sentence, with its particulars in braces."""

    PLANNED = ("訂閱 {followers} 人，要推播 {planned} 人", "{followers} follow, {planned} planned")
    TIME = (
        "最後一則在第 {minutes} 分鐘送出，第 {settled} 分鐘全部有結果",
        "the last message went out in minute {minutes}, all was settled in minute {settled}",
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
    PER_PERSON = ("每個人收到幾則：", "messages for each person:")
    COLLISIONS = (
        "{number} 次因為已達次數上限而沒有送",
        "{number} times somebody had had enough already (cap)",
    )
    REACHED = ("收得到 {number} 人：{ways}", "{number} get it: {ways}")
    NOBODY = ("沒有人收得到", "nobody gets it")
    KEPT_BACK = ("收不到 {number} 人：{why}", "{number} do not: {why}")
    WAIT = ("其中 {number} 人要等：{why}", "{number} must wait first: {why}")
    PRICE = ("費用 {cost}", "cost {cost}")
    PRICE_AT_MOST = (
        "費用 {cost}，平台每月免費的份還沒扣",
        "cost {cost}, before what the channels give free each month",
    )
    QUOTA = (
        "{channel} 額度還有 {left} 則，這次要用 {needs} 則",
        "{channel} has {left} messages left of its quota, this takes {needs}",
    )
    QUOTA_ENDS = ("{day} 用完", "used up on {day}")
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

    def said(self, language: str, **particulars: Any) -> str:
        chinese, english = self.value
        return (chinese if language == CHINESE else english).format(**particulars)


STATES: Mapping[SendState, Mapping[str, str]] = {
    SendState.READY: {CHINESE: "還沒送", ENGLISH: "ready"},
    SendState.CLAIMED: {CHINESE: "正在送", ENGLISH: "claimed"},
    SendState.UNKNOWN: {CHINESE: "等證據", ENGLISH: "unknown"},
    SendState.SENT: {CHINESE: "送出", ENGLISH: "sent"},
    SendState.SUPPRESSED: {CHINESE: "沒有送", ENGLISH: "suppressed"},
    SendState.REFUSED: {CHINESE: "被拒絕", ENGLISH: "refused"},
    SendState.PARKED: {CHINESE: "結果不明", ENGLISH: "parked"},
}


_REASONS: Mapping[str, str] = {
    Reason.EXPIRED: "過了時限",
    Reason.OVERTAKEN: "已有更新的訊息",
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
    Reason.TOO_LONG: "太長",
    Reason.ACCOUNT_BARRED: "帳號被平台限制",
    Reason.EARLIER_REFUSED: "前一則被拒",
    Reason.QUIET_HOURS: "勿擾時段",
    Reason.CAP: "已達次數上限",
    Reason.TOLD_ALREADY: "換 ID 前已收到",
    Reason.QUOTA: "額度不足",
    Reason.CHANNEL_CAP: "平台的上限",
    Reason.CANCELLED: "已取消",
    Reason.PAUSED: "暫停中",
    Reason.HOLDOUT: "對照組",
    Reason.BUDGET: "預算不足",
    "no_evidence": "沒有等到證據",
    "contact_gone": "人已離開",
}


def why(reason: str, language: str) -> str:
    """A reason in words; one of a channel with its own code."""
    name, _, code = reason.partition(":")
    known = _REASONS.get(name, name) if language == CHINESE else name.replace("_", " ")
    return f"{known} ({code})" if code else known
