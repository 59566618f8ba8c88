"""How is a finding of an audit said to people, with what to do about it?"""

from typing import NamedTuple

from towkay.domain.audit.faults import Fault
from workbench.languages import Words


class Told(NamedTuple):
    """What is wrong, and what to do."""

    wrong: Words
    remedy: Words


def _told(zh: str, en: str, zh_do: str, en_do: str) -> Told:
    return Told(Words(zh, en), Words(zh_do, en_do))


_BUG = ("停用行銷發送並回報這個錯誤", "stop marketing and report this fault")
_WRITER = ("查是誰寫了這一列（CloudTrail）", "find out who wrote this row (CloudTrail)")
_BYPASS = ("查這次呼叫是誰發出的", "find out who made this call")

TOLD: dict[Fault, Told] = {
    Fault.NO_DECISION: _told("送出卻沒有判定紀錄", "sent without a decision", *_BYPASS),
    Fault.NOT_DERIVED: _told(
        "用紀錄的事實重新判定，結果不同",
        "judged again on the stored facts, the answer differs",
        "用當時的版本再稽核一次；結果仍不同就回報",
        "audit again with the version of then; if it still differs, report it",
    ),
    Fault.OTHER_SITUATION: _told(
        "判定的不是這一則訊息", "the decision is about another message", *_WRITER
    ),
    Fault.ROUTE: _told("實際走的路和判定的不同", "it took another route than decided", *_BYPASS),
    Fault.CALL_TIME: _told("呼叫離判定太久", "the call was not made on its decision", *_BUG),
    Fault.RULE_UNKNOWN: _told(
        "沒有這條規則",
        "no such rule",
        "規則被刪了就補回來：規則只能結束，不能刪除",
        "put the row back: rows end, they are never deleted",
    ),
    Fault.RULE_RETIRED: _told("規則在那天沒有生效", "the rule was not in force that day", *_BUG),
    Fault.HUMAN_ROUTE: _told(
        "程式用了只給真人的路", "a program took a route kept for people", *_BUG
    ),
    Fault.STAFF_UNNAMED: _told(
        "真人訊息沒有記下是誰",
        "a person's message does not say whose it is",
        "發送時寫明人員",
        "name the person when sending",
    ),
    Fault.WINDOW: _told(
        "沒有任何客人動作開啟過這個時間窗", "no act on record opened this window", *_WRITER
    ),
    Fault.OVERTAKEN: _told(
        "客人之後已經說了別的話", "the shopper had written again before it", *_BUG
    ),
    Fault.ANSWERS_NOTHING: _told(
        "真人的回覆沒有可回的話，或已超過 7 天",
        "a person's answer to nothing, or to something of more than 7 days ago",
        *_BUG,
    ),
    Fault.AFTER_REFUSED: _told("前一則已被拒絕", "the one before it had been refused", *_BUG),
    Fault.STOPPED: _told("客人已經說停止", "the shopper had said stop", *_BUG),
    Fault.TOPIC: _told("沒有這個主題的同意紀錄", "no consent to the topic on record", *_BUG),
    Fault.MARKETING_REFUSED: _told(
        "客人已在平台關閉行銷訊息", "marketing was switched off on the platform", *_BUG
    ),
    Fault.UNREACHABLE: _told("客人已封鎖或取消好友", "the shopper had blocked the account", *_BUG),
    Fault.LEDGER: _told(
        "同意紀錄的雜湊鏈斷了：有列被刪、被改或被插入",
        "the chain of the consent ledger is broken: a row was removed, altered or put in",
        "從備份（PITR）取回並查是誰寫的",
        "restore it from the backup (PITR) and find out who wrote it",
    ),
    Fault.GRANTED_FOR: _told(
        "由別人代替客人同意",
        "consent given by somebody but the shopper",
        "視為沒有同意，請客人自己訂閱",
        "treat it as none, and let the shopper subscribe",
    ),
    Fault.HANDOVER: _told(
        "真人接手時程式插話", "a program spoke while a person held the conversation", *_BUG
    ),
    Fault.QUIET_HOURS: _told("在勿擾時段送出", "sent in quiet hours", *_BUG),
    Fault.CAP: _told("超過上限", "above the cap", *_BUG),
    Fault.UNCOUNTED: _told(
        "沒有算進上限的紀錄", "missing in the history that caps count", *_WRITER
    ),
    Fault.OPT_OUT: _told(
        "客人沒有被告知如何拒絕", "the person was never told how to refuse", *_BUG
    ),
    Fault.REGION: _told(
        "國家和紀錄不符，當地不允許", "another country on record, where it is not allowed", *_BUG
    ),
    Fault.SETTING: _told(
        "帳號沒有啟用所需的設定", "a setting that the account does not have", *_BUG
    ),
    Fault.REPLY_TOKEN: _told(
        "回覆權杖用了兩次或當時沒有", "a reply token used twice, or not at hand", *_BYPASS
    ),
    Fault.SEEN_TWICE: _told("同一件事客人看到兩次", "the shopper saw the same twice", *_BUG),
}
