"""Which single facts might have been otherwise, and how does the situation look then?

A step only supposes; whether it would have turned the answer round is found by judging again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from towkay.domain.messages import Purpose
from towkay.domain.policy.situation import CapCount, Situation
from towkay.domain.routes import SenderKind

_HELD = timedelta(hours=1)


class What(StrEnum):
    """One fact that might have been otherwise."""

    SHOPPER_WRITES = "shopper_writes"
    TOPIC_AGREED = "topic_agreed"
    STOP_TAKEN_BACK = "stop_taken_back"
    SWITCH_TURNED_BACK = "switch_turned_back"
    REACHABLE_AGAIN = "reachable_again"
    PERSON_SENDS = "person_sends"
    PERSON_LEAVES = "person_leaves"
    LATER = "later"
    SOONER = "sooner"
    TEMPLATE = "template"
    SHORTER = "shorter"
    FREE_WORDS = "free_words"
    SETTING = "setting"
    TOKEN = "token"  # noqa: S105  # a fact, not a secret
    SAYS_OPT_OUT = "says_opt_out"
    SAYS_DISCLOSURE = "says_disclosure"
    BELOW_CAP = "below_cap"
    MORE_QUOTA = "more_quota"
    ACCOUNT_FREED = "account_freed"
    EARLIER_ARRIVED = "earlier_arrived"
    STILL_SO = "still_so"
    LONGER_GRACE = "longer_grace"
    CAMPAIGN_GOES_ON = "campaign_goes_on"
    NOT_HELD_OUT = "not_held_out"
    MORE_BUDGET = "more_budget"
    # What would have forbidden what was permitted
    STOP = "stop"
    TOPIC_STOPPED = "topic_stopped"
    BLOCKED = "blocked"
    PERSON_HOLDS = "person_holds"
    CAP_REACHED = "cap_reached"


@dataclass(frozen=True, slots=True)
class Step:
    """One supposition; `name` is the setting or token, `at` the moment where it is about time."""

    what: What
    name: str = ""
    at: datetime | None = None


def within_reach(of: Situation, steps: Sequence[Step]) -> Situation | None:
    """The situation with every step supposed; None where one of them changes nothing."""
    for step in steps:
        supposed = _APPLY[step.what](of, step)
        if supposed == of:
            return None
        of = supposed
    return of


def _shopper_writes(of: Situation, _: Step) -> Situation:
    """A reply would then be to what is written now; a message unasked finds the window open."""
    written = replace(_reachable(of), window_opened_at=of.at, last_event_at=of.at)
    if of.purpose is not Purpose.REPLY:
        return written
    return replace(written, heard_at=of.at, received_at=of.at)


def _reachable(of: Situation) -> Situation:
    return replace(of, unreachable=False, gone=False)


def _person_sends(of: Situation, _: Step) -> Situation:
    until = max(filter(None, (of.held_until, of.at + _HELD)))
    return replace(of, sender=SenderKind.HUMAN, held_from=of.held_from or of.at, held_until=until)


def _person_holds(of: Situation, _: Step) -> Situation:
    return replace(of, held_from=of.at, held_until=of.at + _HELD, hands_over=False)


def _stop(of: Situation, _: Step) -> Situation:
    """After its cause and before the call."""
    return replace(of, stopped=True, stop_at=of.at, acknowledges_stop=False)


def _stop_taken_back(of: Situation, _: Step) -> Situation:
    """A resume word brings back what the stop word has ended."""
    back = of.stopped and of.topic_stopped
    return replace(
        of,
        stopped=False,
        stop_at=None,
        topic_stopped=of.topic_stopped and not back,
        subscribed=of.subscribed or back,
    )


def _topic_agreed(of: Situation, _: Step) -> Situation:
    """Whoever subscribes anew takes a stop of everything back with it."""
    still = of.stopped and of.subscribed
    return replace(of, subscribed=True, topic_stopped=False, stopped=still)


def _below_cap(of: Situation, _: Step) -> Situation:
    return replace(of, caps=tuple(_counted(cap, min(cap.count, cap.most - 1)) for cap in of.caps))


def _cap_reached(of: Situation, _: Step) -> Situation:
    return replace(of, caps=tuple(_counted(cap, cap.most) for cap in of.caps))


def _counted(cap: CapCount, count: int) -> CapCount:
    return replace(cap, count=count)


def _setting(of: Situation, step: Step) -> Situation:
    return replace(of, settings=tuple(sorted({*of.settings, step.name})))


def _token(of: Situation, step: Step) -> Situation:
    return replace(of, tokens=tuple(sorted({*of.tokens, step.name})))


def _more_quota(of: Situation, _: Step) -> Situation:
    return of if of.quota_left is None else replace(of, quota_left=of.quota_reserve + 1)


_APPLY: dict[What, Callable[[Situation, Step], Situation]] = {
    What.SHOPPER_WRITES: _shopper_writes,
    What.TOPIC_AGREED: _topic_agreed,
    What.STOP_TAKEN_BACK: _stop_taken_back,
    What.SWITCH_TURNED_BACK: lambda of, _: replace(of, marketing_refused=False),
    What.REACHABLE_AGAIN: lambda of, _: _reachable(of),
    What.PERSON_SENDS: _person_sends,
    What.PERSON_LEAVES: lambda of, _: replace(of, held_from=None, held_until=None),
    What.LATER: lambda of, step: replace(of, at=step.at or of.at),
    What.SOONER: lambda of, step: replace(of, at=step.at or of.at),
    What.TEMPLATE: lambda of, _: replace(of, template=of.template or "?", template_state=None),
    What.FREE_WORDS: lambda of, _: replace(of, template_only=False),
    What.SHORTER: lambda of, _: replace(of, length=0),
    What.SETTING: _setting,
    What.TOKEN: _token,
    What.SAYS_OPT_OUT: lambda of, _: replace(of, carries_opt_out=True),
    What.SAYS_DISCLOSURE: lambda of, _: replace(of, carries_disclosure=True),
    What.BELOW_CAP: _below_cap,
    What.MORE_QUOTA: _more_quota,
    What.ACCOUNT_FREED: lambda of, _: replace(of, barred=False),
    What.EARLIER_ARRIVED: lambda of, _: replace(of, after_refused=False),
    What.STILL_SO: lambda of, _: replace(of, outdated=False),
    What.LONGER_GRACE: lambda of, _: replace(of, expires_at=None),
    What.CAMPAIGN_GOES_ON: lambda of, _: replace(of, cancelled=False, paused=False),
    What.NOT_HELD_OUT: lambda of, _: replace(of, held_out=False),
    What.MORE_BUDGET: lambda of, _: replace(of, budget_left=None),
    What.STOP: _stop,
    What.TOPIC_STOPPED: lambda of, _: replace(of, subscribed=False, topic_stopped=bool(of.topic)),
    What.BLOCKED: lambda of, _: replace(of, unreachable=True),
    What.PERSON_HOLDS: _person_holds,
    What.CAP_REACHED: _cap_reached,
}
