"""Can the permit of every send that was called be derived again from what is on record?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from towkay.domain.audit.conduct import supposed, uncounted, window_is_forged
from towkay.domain.audit.consent_record import consent_faults, ledger_faults
from towkay.domain.audit.dossier import Called, Dossier
from towkay.domain.audit.evidence import MOMENT, Evidence, evidence_of
from towkay.domain.audit.faults import Fault, Finding
from towkay.domain.channels import Channel
from towkay.domain.number_hashes import known_by
from towkay.domain.permits import judged_again
from towkay.domain.policy.decisions import Decision
from towkay.domain.policy.judging import Allowed, judge
from towkay.domain.policy.openness import REPLY_TOKEN
from towkay.domain.policy.rules import PolicyBook, Row, in_force
from towkay.domain.policy.situation import Situation
from towkay.domain.proofs_of_arrival import Arrival, arrival_of
from towkay.domain.routes import HUMAN_ROUTES, Route, SenderKind
from towkay.domain.situations import REPLY_TOKEN_LIFE, answers_as_person
from towkay.domain.turns import Rule

# A call is made on a claim, and no claim outlives its lease.
CALLED_WITHIN = timedelta(seconds=12)
_PLANNED = frozenset({Rule.PLANNED, Rule.STAFF})  # a cause of ours may have one for each occurrence
Faults = Iterator[tuple[Fault, str]]


@dataclass(frozen=True, slots=True)
class IndexedBook:
    """The book of policy, with its rows by their ids."""

    book: PolicyBook
    rows: dict[str, Row]


def indexed(book: PolicyBook) -> IndexedBook:
    return IndexedBook(book, {row.id: row for row in book.rows})


@dataclass(frozen=True, slots=True)
class Audited:
    """What came of one contact's records: how many calls were looked at, and what is wrong.

    `worn` are sends whose decision rests on evidence that is no longer kept, `unconfirmed` those of
    which their channel never said that they arrived, where only that tells. `proved_at` is the
    first moment from which a decision is on record.
    """

    calls: int
    account: tuple[Channel, str] | None = None
    findings: tuple[Finding, ...] = ()
    worn: int = 0
    unconfirmed: int = 0
    proved_at: datetime | None = None


def audited(dossier: Dossier, book: IndexedBook, since: datetime | None = None) -> Audited:
    """Judge every call of the contact, those before `since` apart."""
    evidence = evidence_of(dossier)
    calls = [one for one in evidence.calls if since is None or one.at >= since]
    findings = [
        Finding(fault, dossier.key, one.id, one.at, detail)
        for one in calls
        for fault, detail in _faults(one, evidence, book)
    ]
    findings += _of_the_whole(dossier, evidence, calls)
    decided = [one.at for one in evidence.calls if one.send.decision is not None]
    worn = sum(_is_worn(one, evidence) for one in calls)
    account = (dossier.key.channel, dossier.key.account)
    arrivals = [arrival_of(one.send, dossier.as_of) for one in calls]
    unconfirmed = arrivals.count(Arrival.UNCONFIRMED)
    proved_at = min(decided, default=None)
    return Audited(len(calls), account, (*findings,), worn, unconfirmed, proved_at)


def _faults(one: Called, evidence: Evidence, book: IndexedBook) -> Faults:
    decision = one.send.decision
    if decision is None:
        yield Fault.NO_DECISION, ""
        return
    of = decision.situation
    yield from _of_the_decision(one, decision, book)
    yield from _of_the_call(one, decision, book)
    if window_is_forged(of, evidence):
        yield Fault.WINDOW, "no act on record opened it"
    if uncounted(one, evidence):
        yield Fault.UNCOUNTED, ""
    if not isinstance(judge(of, book.book), Allowed):
        return  # told above: what is forbidden already cannot be forbidden by records
    yield from consent_faults(of, one, evidence, book.book)
    for fault, as_recorded in supposed(of, one, evidence, book.book):
        ruling = judge(as_recorded, book.book)
        if not isinstance(ruling, Allowed):
            yield fault, ruling.reason.value


def _of_the_decision(one: Called, decision: Decision, book: IndexedBook) -> Faults:
    again = judged_again(decision, book.book)
    if again != (decision.rule, decision.cost):
        under = "" if decision.policy == book.book.version else f", decided under {decision.policy}"
        yield Fault.NOT_DERIVED, f"{decision.rule} -> {again[0]} {again[1]}{under}".rstrip()
    differing = _differing(one, decision.situation)
    if differing:
        yield Fault.OTHER_SITUATION, ", ".join(differing)
    row = book.rows.get(decision.rule)
    if row is None:
        yield Fault.RULE_UNKNOWN, decision.rule
    elif not in_force(row.since, row.until, one.at.date()):
        yield Fault.RULE_RETIRED, f"{row.id} {row.since} - {row.until or ''}"
    elif row.route is not one.send.route:
        yield Fault.ROUTE, f"{row.route} decided, {one.send.route} taken"


def _of_the_call(one: Called, decision: Decision, book: IndexedBook) -> Faults:
    send, of = one.send, decision.situation
    if not timedelta() <= one.at - of.at <= CALLED_WITHIN:
        yield Fault.CALL_TIME, f"{(one.at - of.at).total_seconds():.0f} s"
    if send.route in HUMAN_ROUTES and send.sender is SenderKind.BOT:
        yield Fault.HUMAN_ROUTE, str(send.route)
    if send.sender is SenderKind.HUMAN and not send.staff:
        yield Fault.STAFF_UNNAMED, ""
    row = book.rows.get(decision.rule)
    if row is not None and row.token == REPLY_TOKEN and not _has_reply_token(one):
        yield Fault.REPLY_TOKEN, "none was at hand"


def _has_reply_token(one: Called) -> bool:
    fresh = one.at < one.turn.received_at + REPLY_TOKEN_LIFE + CALLED_WITHIN
    return one.turn.reply_token is not None and one.send.index == 0 and fresh


def _differing(one: Called, of: Situation) -> list[str]:
    """What the decision says of the send, and the send does not say of itself."""
    send, turn = one.send, one.turn
    said = {
        "channel": turn.key.contact.channel,
        "purpose": send.purpose,
        "sender": send.sender,
        "topic": send.topic,
        "template": send.template,
        "expires_at": send.expires_at,
        "passes_quiet_until": send.passes_quiet_until,
        "known_by": known_by(turn.key.contact) if of.known_by else None,
        "carries_opt_out": send.carries_opt_out,
        "carries_disclosure": send.carries_disclosure,
        "heard_at": of.heard_at if answers_as_person(send) else turn.heard_at,
        "received_at": turn.received_at,
    }
    return [name for name, value in said.items() if not _same(getattr(of, name), value)]


def _same(one: object, other: object) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return abs(one - other) <= MOMENT
    return one == other


def _of_the_whole(dossier: Dossier, evidence: Evidence, calls: list[Called]) -> Iterator[Finding]:
    """Faults that no send has by itself."""
    for fault, detail in ledger_faults(dossier):
        yield Finding(fault, dossier.key, "", dossier.as_of, detail)
    used: dict[tuple[Fault, str], str] = {}
    for one in calls:
        for fault, name, owner in _used_once(one):
            if used.setdefault((fault, name), owner) != owner:
                yield Finding(fault, dossier.key, one.id, one.at, name.partition(" ")[0])


def _used_once(one: Called) -> Iterator[tuple[Fault, str, str]]:
    """A reply token is good for one send, so is a channel's message; a cause has one turn."""
    if one.send.route is Route.REPLY_TOKEN and one.turn.reply_token:
        yield Fault.REPLY_TOKEN, f"token {one.turn.reply_token}", one.id
    for provider_id in one.send.provider_ids:
        yield Fault.SEEN_TWICE, f"message {provider_id}", one.id
    if one.turn.reasoning.rule not in _PLANNED:
        cause = one.turn.key
        yield Fault.SEEN_TWICE, f"cause {cause.cause}", cause.occurred_at.isoformat()


def _is_worn(one: Called, evidence: Evidence) -> bool:
    decision = one.send.decision
    opened = decision.situation.window_opened_at if decision else None
    return opened is not None and not evidence.is_kept(opened)
