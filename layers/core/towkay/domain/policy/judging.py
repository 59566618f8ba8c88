"""May this send go out at that moment, by which route, and if not, why not?

Pure: the same situation under the same book is judged the same for ever, which is what makes a
decision explainable and an audit possible.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from towkay.domain.messages import Purpose
from towkay.domain.policy.costs import cheapness, millionths_of, price_of
from towkay.domain.policy.duties import duties_on
from towkay.domain.policy.objections import objection
from towkay.domain.policy.openness import obstacle
from towkay.domain.policy.quiet import MARKETING_WAITS, end_of_quiet, passes_quiet
from towkay.domain.policy.reasons import Obstacle, Reason
from towkay.domain.policy.rules import Content, Duty, PolicyBook, Price, Row
from towkay.domain.policy.situation import Situation
from towkay.domain.routes import SenderKind

_LOOKED_AT_AGAIN = timedelta(minutes=5)  # what is of a campaign that people have paused
_STAFF_LOOKED_AT_AGAIN = timedelta(minutes=30)  # what is held for a person of the shop


@dataclass(frozen=True, slots=True)
class Allowed:
    """The cheapest row that is open, and its price; no price is free or, with `row.price`, untold.

    `dearer` are the other open rows, cheapest first.
    """

    row: Row
    price: Price | None = None
    dearer: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Denied:
    """The first no. With `until` it is a hold: the same send may be asked about again then."""

    reason: Reason
    until: datetime | None = None


def judge(of: Situation, book: PolicyBook) -> Allowed | Denied:
    """Consent, then route, then time, then cap, quota and budget: the first no is the answer."""
    against = objection(of)
    if against:
        return _denied(of, *against)
    if of.barred and of.purpose is not Purpose.REPLY:
        return Denied(Reason.ACCOUNT_BARRED)
    missing = _duty_missing(of, book)
    if missing:
        return Denied(missing)
    rows = open_rows(of, book)
    if not rows:
        return Denied(_closed(of, book))
    if of.purpose is not Purpose.REPLY:
        denied = _out_of_time(of) or _out_of_count(of) or _left_out(of, rows[0], book)
        if denied:
            return denied
    return Allowed(rows[0], price_of(rows[0], of, book), rows[1:])


def withheld(of: Situation) -> Denied | None:
    """What speaks against showing it now to somebody who was allowed it before.

    Only people, consent and time: what it costs and how often they hear of us was counted then.
    """
    against = objection(of)
    if against is None:
        return _out_of_time(of)
    reason, until = against
    if reason is Reason.HUMAN_HOLDS and of.held_until is not None:
        # Nothing would be begun for whom a person talks with; what was begun waits until they
        # leave, which may be long before their hold ends.
        until = min(of.held_until, of.at + _STAFF_LOOKED_AT_AGAIN)
    return _denied(of, reason, until)


def open_rows(of: Situation, book: PolicyBook) -> tuple[Row, ...]:
    """The rows that are open to the send, the cheapest first."""
    rows = [row for row in book.by_channel[of.channel] if obstacle(row, of) is None]
    return tuple(sorted(rows, key=lambda row: cheapness(row, of, book)))


def _denied(of: Situation, reason: Reason, until: datetime | None) -> Denied:
    """A hold, unless the send would be past its grace by then."""
    in_time = until is not None and (of.expires_at is None or until < of.expires_at)
    return Denied(reason, until if in_time else None)


def _closed(of: Situation, book: PolicyBook) -> Reason:
    in_the_way = {obstacle(row, of) for row in book.by_channel[of.channel]}
    if Obstacle.TEMPLATE_UNAPPROVED in in_the_way:
        return Reason.TEMPLATE_UNAPPROVED
    if _lacks_leave(of, book):
        return Reason.NOT_GRANTED
    if Obstacle.TOO_LONG in in_the_way:
        return Reason.TOO_LONG
    return Reason.WINDOW_CLOSED if Obstacle.WINDOW in in_the_way else Reason.NO_ROUTE


def _lacks_leave(of: Situation, book: PolicyBook) -> bool:
    """Whether words that have a template beside them lack only the leave to send that one."""
    rows = book.by_channel[of.channel] if of.template and not of.template_only else ()
    carrying = (row for row in rows if row.content is not Content.FREE)
    return any(obstacle(row, replace(of, settings=row.settings)) is None for row in carrying)


def _out_of_time(of: Situation) -> Denied | None:
    if of.paused:
        return _denied(of, Reason.PAUSED, of.at + _LOOKED_AT_AGAIN)
    until = None if passes_quiet(of) else end_of_quiet(of)
    if until is not None:
        if of.purpose is Purpose.MARKETING:
            until += MARKETING_WAITS
        return _denied(of, Reason.QUIET_HOURS, None if of.quiet_skips else until)
    return None


def _out_of_count(of: Situation) -> Denied | None:
    if of.told_already:
        return Denied(Reason.TOLD_ALREADY)
    if any(cap.count >= cap.most for cap in of.caps):
        return Denied(Reason.CAP)
    reserve = of.quota_reserve if of.purpose is Purpose.MARKETING else 0
    if of.quota_left is not None and of.quota_left <= reserve:
        return Denied(Reason.QUOTA)
    return None


def _left_out(of: Situation, row: Row, book: PolicyBook) -> Denied | None:
    """Last of all, so that those left out are like those who get it; and they cost nothing."""
    if of.held_out:
        return Denied(Reason.HOLDOUT)
    if of.budget_left is None:
        return None
    cost = millionths_of(row, of, book, of.budget_currency)
    return Denied(Reason.BUDGET) if cost is None or cost > of.budget_left else None


def _duty_missing(of: Situation, book: PolicyBook) -> Reason | None:
    if of.template_only and not of.template:
        return None  # what says nothing on its channel has no way, and no duty
    duties = duties_on(of, book)
    tells = of.carries_disclosure or of.disclosed or of.sender is SenderKind.HUMAN
    must_tell = of.must_disclose or Duty.DISCLOSURE in duties
    if must_tell and not tells and not of.about_consent:
        return Reason.DISCLOSURE_MISSING
    if Duty.OPT_OUT_LINE in duties and not (of.carries_opt_out or of.marketed_before):
        return Reason.OPT_OUT_MISSING
    return None
