"""What would change a decision of policy, said of this send and not only of its reason?"""

from collections.abc import Callable
from datetime import datetime

from towkay.domain.policy.quiet import quiet_until
from towkay.domain.policy.reasons import Reason
from towkay.domain.policy.situation import Situation
from workbench.policy_words import REASONS, Words

_SKIPPED = Words(
    "不要略過，改為留到時段結束：不加 --skip-quiet，也不在品牌的 quiet_hours 裡略過這種目的。",
    "Holding it instead: without --skip-quiet, and without its purpose among those that the brand "
    "skips in quiet hours.",
)
_TOO_LATE_THEN = Words(
    "把有效時間設長一點：{expires} 就過期，勿擾時段到 {end} 才結束。",
    "A longer time in which it may be sent: it ends at {expires}, the quiet hours only at {end}.",
)


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
        end = quiet_until(of.at, of.zone, of.quiet_from, of.quiet_to)
        if end and of.expires_at:
            said = _TOO_LATE_THEN.spoken(language)
            return said.format(expires=when(of.expires_at), end=when(end))
    return REASONS[reason].change.spoken(language)
