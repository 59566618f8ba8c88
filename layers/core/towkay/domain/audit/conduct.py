"""Do transcript, people, rules and counts bear out what a decision took for facts?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from towkay.domain.audit.dossier import Called
from towkay.domain.audit.evidence import MARGIN, MOMENT, Evidence, unasked_before
from towkay.domain.audit.faults import Fault
from towkay.domain.brand_rules import Cap
from towkay.domain.messages import Purpose
from towkay.domain.outcomes import Refusal
from towkay.domain.policy.rules import PolicyBook
from towkay.domain.policy.situation import CapCount, Situation
from towkay.domain.sends import SendState
from towkay.domain.situations import answers_as_person, settings_of, zone_of
from towkay.domain.unasked import REMEMBERED, unasked_id

Supposed = Iterator[tuple[Fault, Situation]]


def supposed(of: Situation, one: Called, evidence: Evidence, book: PolicyBook) -> Supposed:
    """The situation as each kind of record tells it, and what is at fault if that is forbidden."""
    yield from _transcript(of, one, evidence)
    yield from _people(of, one, evidence)
    yield from _places(of, one, evidence, book)
    if one.send.is_unasked:
        yield from _rules(of, one, evidence)


def uncounted(one: Called, evidence: Evidence) -> bool:
    """Whether an unasked message is missing in the history that caps are counted by."""
    dossier = evidence.dossier
    old = one.at <= dossier.as_of - REMEMBERED
    if not one.send.is_unasked or not one.may_be_seen or old or dossier.contact is None:
        return False
    newest = dossier.history.crowded_out
    crowded_out = newest is not None and one.at <= newest
    named = unasked_id(one.turn.key, one.send.index)
    return not crowded_out and all(entry.send_id != named for entry in dossier.history.entries)


def window_is_forged(of: Situation, evidence: Evidence) -> bool:
    """Whether a window is claimed that opened later than any act on record."""
    claimed = of.window_opened_at
    if claimed is None or not evidence.is_kept(claimed):
        return False
    found = evidence.window_opened_at(of.at)
    return found is None or claimed > found + MOMENT


def _transcript(of: Situation, one: Called, evidence: Evidence) -> Supposed:
    last = evidence.last_event_at(of.at)
    if last is not None and (of.last_event_at is None or last > of.last_event_at + MOMENT):
        yield Fault.OVERTAKEN, replace(of, last_event_at=last)
    if answers_as_person(one.send) and of.heard_at and evidence.is_kept(of.heard_at):
        found = evidence.acted_at(of.at)
        if found is None or of.heard_at > found + MOMENT:
            yield Fault.ANSWERS_NOTHING, replace(of, heard_at=found)
    refused_before = any(
        send.state is SendState.REFUSED
        and not send.reason.startswith(Refusal.NOT_DELIVERED)  # it had been taken then
        and send.settled_at is not None
        and send.settled_at <= of.at - MARGIN
        for send in one.turn.sends[: one.send.index]
    )
    if refused_before and not of.after_refused:
        yield Fault.AFTER_REFUSED, replace(of, after_refused=True)


def _people(of: Situation, one: Called, evidence: Evidence) -> Supposed:
    held = evidence.handover(of.at)
    if held is None:
        return
    own = held.cause == one.turn.key.cause
    known = replace(of, held_from=held.since, held_until=held.until, hands_over=own)
    if (known.held_from, known.held_until) != (of.held_from, of.held_until):
        yield Fault.HANDOVER, known


def _places(of: Situation, one: Called, evidence: Evidence, book: PolicyBook) -> Supposed:
    dossier = evidence.dossier
    country = dossier.contact.country if dossier.contact else ""
    if country and country != of.country:
        yield Fault.REGION, replace(of, country=country)
    if not dossier.rules.held_at(of.at):
        return
    account = dossier.rules.rules.account(dossier.key.channel, dossier.key.account)
    if account.country != of.account_country:
        yield Fault.REGION, replace(of, account_country=account.country)
    settings = settings_of(account, book, dossier.key.channel)
    if settings != of.settings:
        yield Fault.SETTING, replace(of, settings=settings)


def _rules(of: Situation, one: Called, evidence: Evidence) -> Supposed:
    dossier = evidence.dossier
    quiet = dossier.rules.rules.quiet_hours
    if dossier.rules.held_at(of.at) and quiet is not None:
        zones = {dossier.rules.rules.zone}
        zone = of.zone if of.zone in zones or dossier.contact is None else ""
        zone = zone or (zone_of(dossier.contact, dossier.rules.rules) if dossier.contact else "")
        if (of.zone, of.quiet_from, of.quiet_to) != (zone, quiet.start, quiet.end):
            strict = replace(of, zone=zone, quiet_from=quiet.start, quiet_to=quiet.end)
            yield Fault.QUIET_HOURS, strict
    counted = _counts(of, one, evidence)
    if any(cap.count >= cap.most for cap in counted):
        yield Fault.CAP, replace(of, caps=counted)
    if of.marketed_before and not _told_before(one, evidence):
        yield Fault.OPT_OUT, replace(of, marketed_before=False)


def _counts(of: Situation, one: Called, evidence: Evidence) -> tuple[CapCount, ...]:
    """Every cap that binds the send, counted anew from what was sent."""
    before = list(unasked_before(evidence, one))
    return tuple(
        CapCount(
            cap.most,
            cap.within_s,
            len(
                {
                    told.name
                    for told in before
                    if cap.binds(told.purpose, told.topic)
                    and told.at > of.at - timedelta(seconds=cap.within_s)
                }
            ),
            cap.topic,
        )
        for cap in _caps(of, one, evidence)
    )


def _caps(of: Situation, one: Called, evidence: Evidence) -> list[Cap]:
    rules, purpose = evidence.dossier.rules, one.send.purpose
    if rules.held_at(of.at):
        caps = [cap for cap in rules.rules.caps if cap.binds(purpose, one.send.topic)]
    else:
        caps = [Cap((purpose,), cap.most, cap.within_s, cap.topic) for cap in of.caps]
    if purpose is Purpose.SERVICE:  # marketing yields to service, never the other way round
        return [replace(cap, purposes=(Purpose.SERVICE,)) for cap in caps]
    return caps


def _told_before(one: Called, evidence: Evidence) -> bool:
    """Whether the person had been told how to refuse, by a message they may have seen."""
    by_turn = any(
        other.send.carries_opt_out and other.may_be_seen and other.at < one.at
        for other in evidence.calls
    )
    history = evidence.dossier.history.entries
    return by_turn or any(entry.told_opt_out and entry.at < one.at for entry in history)
