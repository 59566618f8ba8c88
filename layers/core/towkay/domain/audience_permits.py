"""May this be said to friends nobody lists? An audience permit is the yes; no mass call without.

Nobody can be judged one by one here, so the whole of them is: the brand has declared that every
friend counts as having agreed, whoever said stop is left out for certain, and the month has room.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from towkay.domain.account_facts import AccountFacts
from towkay.domain.brand_rules import BrandRules
from towkay.domain.contacts import Contact
from towkay.domain.health import AccountKey
from towkay.domain.masses import EVERYBODY, Crowd, MassSend, MassWay
from towkay.domain.messages import Purpose
from towkay.domain.policy.duties import duties_on
from towkay.domain.policy.quiet import end_of_quiet
from towkay.domain.policy.rules import Duty, PolicyBook
from towkay.domain.policy.situation import Situation
from towkay.domain.reserves import quota_reserve
from towkay.domain.situations import settings_of

SETTING = "line_broadcast"


class NotToAll(StrEnum):
    """Why a mass send may not go out; the value is the word for people to look up."""

    NOT_DECLARED = "not_declared"  # the brand has not said that every friend agreed
    BARRED = "barred"
    NO_OPT_OUT = "no_opt_out"  # the law wants a way to refuse in it
    REFUSERS_AMONG = "refusers_among"  # it would reach people who said stop
    QUIET_HOURS = "quiet_hours"
    REACH_UNKNOWN = "reach_unknown"
    NOBODY = "nobody"  # an audience of none
    QUOTA_UNKNOWN = "quota_unknown"
    QUOTA_SHORT = "quota_short"


@dataclass(frozen=True, slots=True)
class AudienceFacts:
    """What must be known of an account and its friends.

    `reach` is how many friends the channel says it reaches. `refusers` are those who said stop or
    refused marketing and are reached all the same; `left_out` is who is in the audiences that the
    send excludes.
    """

    rules: BrandRules
    book: PolicyBook
    known: AccountFacts
    reach: int | None = None
    refusers: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AudiencePermit:
    """Leave for one mass send and no other, on what was known at `at`."""

    account: AccountKey
    send: str
    way: MassWay
    at: datetime
    reach: int
    quota_left: int | None
    book: str
    crowd: Crowd = EVERYBODY
    most: int | None = None


@dataclass(frozen=True, slots=True)
class AudienceRefusal:
    """No leave; with `until` the same may be asked again then."""

    reason: NotToAll
    until: datetime | None = None


def refuses(contact: Contact) -> bool:
    """Whether nothing that goes to all may reach the contact."""
    consent = contact.consent
    return consent.reachable and (consent.stopped or consent.marketing_refused)


def leave_covers(permit: AudiencePermit, send: MassSend) -> bool:
    """Whether the permit is for exactly this send, and to the very crowd that was judged."""
    whose = (send.account, send.name, send.way) == (permit.account, permit.send, permit.way)
    return whose and (send.crowd, send.most) == (permit.crowd, permit.most)


def decide_audience(
    send: MassSend, facts: AudienceFacts, now: datetime
) -> AudiencePermit | AudienceRefusal:
    """Judge one mass send at `now`; pure."""
    of = _situation(send, facts, now)
    reason = _never(send, facts, of) or _not_with_this_month(send, facts, now)
    if reason is not None:
        return AudienceRefusal(reason)
    quiet = end_of_quiet(of)
    if quiet is not None:
        return AudienceRefusal(NotToAll.QUIET_HOURS, quiet)
    return AudiencePermit(
        send.account,
        send.name,
        send.way,
        now,
        most_reached(send, facts) or 0,
        facts.known.quota_left(now),
        facts.book.version,
        send.crowd,
        send.most,
    )


def most_reached(send: MassSend, facts: AudienceFacts) -> int | None:
    """How many messages it can use up; the channel keeps back as many until it is done."""
    if facts.reach is None or send.most is None or send.way is MassWay.BROADCAST:
        return facts.reach
    return min(facts.reach, send.most)


def _situation(send: MassSend, facts: AudienceFacts, now: datetime) -> Situation:
    """The facts that hold for all of them alike: the brand's own wall clock counts."""
    rules, quiet = facts.rules, facts.rules.quiet_hours
    account = rules.account(send.account.channel, send.account.account)
    return Situation(
        now,
        send.account.channel,
        Purpose.MARKETING,
        account_country=account.country,
        settings=settings_of(account, facts.book, send.account.channel),
        zone=rules.zone,
        quiet_from=quiet.start if quiet else "",
        quiet_to=quiet.end if quiet else "",
    )


def _never(send: MassSend, facts: AudienceFacts, of: Situation) -> NotToAll | None:
    """What no waiting changes."""
    if SETTING not in of.settings:
        return NotToAll.NOT_DECLARED
    if facts.known.is_barred(of.at):
        return NotToAll.BARRED
    if Duty.OPT_OUT_LINE in duties_on(of, facts.book) and not send.carries_opt_out:
        return NotToAll.NO_OPT_OUT
    return NotToAll.REFUSERS_AMONG if facts.refusers - _left_out(send, facts) else None


def _left_out(send: MassSend, facts: AudienceFacts) -> frozenset[str]:
    """Only a narrowcast leaves anybody out: a broadcast goes to all, whatever it is told."""
    leaves_out = send.way is MassWay.NARROWCAST and send.crowd.without
    return facts.left_out if leaves_out else frozenset()


def _not_with_this_month(send: MassSend, facts: AudienceFacts, now: datetime) -> NotToAll | None:
    reached, quota = most_reached(send, facts), facts.known.quota
    if reached is None:
        return NotToAll.REACH_UNKNOWN
    if reached == 0:
        return NotToAll.NOBODY
    left = facts.known.quota_left(now)
    rules = facts.rules.account(send.account.channel, send.account.account)
    if quota is None or (quota.limit is not None and left is None):
        return NotToAll.QUOTA_UNKNOWN
    lacks = left is not None and left - quota_reserve(rules, facts.known) < reached
    return NotToAll.QUOTA_SHORT if lacks else None
