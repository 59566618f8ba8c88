"""What would change a decision of policy, or follows a hold, said of this send alone?"""

from collections.abc import Callable
from datetime import datetime

from towkay.domain.messages import Purpose
from towkay.domain.policy.judging import Allowed, Denied
from towkay.domain.policy.objections import ANSWER_LIFE, REPLY_LIFE
from towkay.domain.policy.quiet import end_of_quiet
from towkay.domain.policy.reasons import Reason
from towkay.domain.policy.situation import Situation
from towkay.domain.routes import SenderKind
from workbench.languages import Words
from workbench.policy_words import REASONS, ROUTES, WAITS

_SKIPPED = Words(
    "不要略過，改為留到時段結束：不加 --skip-quiet，也不在品牌的 quiet_hours 裡略過這種目的。",
    "Holding it instead: without --skip-quiet, and without its purpose among those that the brand "
    "skips in quiet hours.",
)
_TOO_LATE_THEN = Words(
    "把有效時間設長一點：{expires} 就過期，要等到 {end} 才能再判定。",
    "A longer time in which it may be sent: it ends at {expires}, the hold only at {end}.",
)
_LATE_ANSWER = Words(
    f"真人的回覆要在客人最後一次動作後 {ANSWER_LIFE.days} 天內；之後要用服務訊息，"
    "而且客人要訂閱過那個主題。",
    f"A person's answer within {ANSWER_LIFE.days} days of the shopper's latest act; after them a "
    "service message of a topic the shopper has subscribed to.",
)
_LATE_REPLY = Words(
    f"程式的回覆要在 {REPLY_LIFE.seconds // 60} 分鐘內送出；客人再問一次就會回答。",
    f"A program's reply within {REPLY_LIFE.seconds // 60} minutes; asked again, it answers.",
)
_THEN_YES = Words("那時若沒有別的變化，可以送：", "If nothing else changes, it may be sent then: ")
_THEN_NO = Words(
    "那時若沒有別的變化，不能送：", "If nothing else changes, it may not be sent then: "
)
_THEN_HELD = Words(
    "那時若沒有別的變化，會再留到 {at}：{why}",
    "If nothing else changes, it is held on then until {at}: {why}",
)
When = Callable[[datetime], str]


def then_said(ruling: Allowed | Denied, language: str, when: When) -> str:
    """What becomes of a held send at the end of its hold."""
    if isinstance(ruling, Allowed):
        route = ROUTES[ruling.row.route].spoken(language)
        return f"{_THEN_YES.spoken(language)}{route} [{ruling.row.id}]"
    if ruling.until:
        why = WAITS[ruling.reason].spoken(language)
        return _THEN_HELD.spoken(language, at=when(ruling.until), why=why)
    return _THEN_NO.spoken(language) + REASONS[ruling.reason].what.spoken(language)


def remedy(reason: Reason, until: datetime | None, of: Situation, language: str, when: When) -> str:
    """What would have helped; of a hold, what it waits for. `when` writes a moment."""
    if until is None and reason is Reason.QUIET_HOURS and of.quiet_skips:
        return _SKIPPED.spoken(language)
    if reason is Reason.EXPIRED and not _outlived_its_grace(of):
        late = _LATE_ANSWER if of.sender is SenderKind.HUMAN else _LATE_REPLY
        return late.spoken(language)
    end = _end_of_hold(reason, of) if until is None else None
    if end and of.expires_at and of.expires_at <= end:
        return _TOO_LATE_THEN.spoken(language, expires=when(of.expires_at), end=when(end))
    return REASONS[reason].change.spoken(language)


def _outlived_its_grace(of: Situation) -> bool:
    """Else it is an answer, which is late by what it answers."""
    return of.purpose is not Purpose.REPLY or (of.expires_at is not None and of.at >= of.expires_at)


def _end_of_hold(reason: Reason, of: Situation) -> datetime | None:
    """When it could have been asked about again, had it lived so long."""
    if reason is Reason.QUIET_HOURS:
        return end_of_quiet(of)
    waits = reason is Reason.HUMAN_HOLDS and of.purpose is Purpose.SERVICE
    return of.held_until if waits else None
