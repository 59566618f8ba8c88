"""What would change a decision of policy, or follows a hold, said of this send alone?"""

from collections.abc import Callable
from datetime import datetime

from towkay.domain.policy.judging import Allowed, Denied
from towkay.domain.policy.quiet import end_of_quiet
from towkay.domain.policy.reasons import Reason
from towkay.domain.policy.situation import Situation
from workbench.policy_words import REASONS, ROUTES, Words

_SKIPPED = Words(
    "不要略過，改為留到時段結束：不加 --skip-quiet，也不在品牌的 quiet_hours 裡略過這種目的。",
    "Holding it instead: without --skip-quiet, and without its purpose among those that the brand "
    "skips in quiet hours.",
)
_TOO_LATE_THEN = Words(
    "把有效時間設長一點：{expires} 就過期，勿擾時段到 {end} 才結束。",
    "A longer time in which it may be sent: it ends at {expires}, the quiet hours only at {end}.",
)
_THEN_YES = Words("那時若沒有別的變化，可以送：", "If nothing else changes, it may be sent then: ")
_THEN_NO = Words(
    "那時若沒有別的變化，不能送：", "If nothing else changes, it may not be sent then: "
)


def then_said(ruling: Allowed | Denied, language: str) -> str:
    """What becomes of a held send at the end of its hold."""
    if isinstance(ruling, Allowed):
        route = ROUTES[ruling.row.route].spoken(language)
        return f"{_THEN_YES.spoken(language)}{route} [{ruling.row.id}]"
    return _THEN_NO.spoken(language) + REASONS[ruling.reason].what.spoken(language)


def remedy(
    reason: Reason,
    until: datetime | None,
    of: Situation,
    language: str,
    when: Callable[[datetime], str],
) -> str:
    """What would have helped; of a hold, what it waits for. `when` writes a moment."""
    if reason is Reason.QUIET_HOURS and until is None:
        if of.quiet_skips:
            return _SKIPPED.spoken(language)
        end = end_of_quiet(of)
        if end and of.expires_at:
            said = _TOO_LATE_THEN.spoken(language)
            return said.format(expires=when(of.expires_at), end=when(end))
    return REASONS[reason].change.spoken(language)
