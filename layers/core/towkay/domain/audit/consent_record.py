"""Does the consent ledger bear out what a decision took for the shopper's will?"""

from collections.abc import Iterator
from dataclasses import replace

from towkay.domain.audit.dossier import Called, Dossier
from towkay.domain.audit.evidence import Evidence
from towkay.domain.audit.faults import Fault
from towkay.domain.consent import ConsentAct, ConsentSource
from towkay.domain.consent_chain import verify_chain
from towkay.domain.consenting import Standing
from towkay.domain.policy.judging import Allowed, Denied, judge
from towkay.domain.policy.reasons import Reason
from towkay.domain.policy.rules import PolicyBook
from towkay.domain.policy.situation import Situation

_FAULTS = {
    Reason.STOPPED: Fault.STOPPED,
    Reason.NO_CONSENT: Fault.TOPIC,
    Reason.MARKETING_REFUSED: Fault.MARKETING_REFUSED,
    Reason.UNREACHABLE: Fault.UNREACHABLE,
}
_OTHERS = frozenset({ConsentSource.STAFF, ConsentSource.IMPORT})
_GRANTS = frozenset({ConsentAct.SUBSCRIBE, ConsentAct.RESUME, ConsentAct.ALLOW_MARKETING})


def consent_faults(
    of: Situation, one: Called, evidence: Evidence, book: PolicyBook
) -> Iterator[tuple[Fault, str]]:
    """What forbids the send in every state that consent may have had then."""
    denied: Denied | None = None
    for standing in evidence.standings(of.at):
        found = _as_recorded(of, standing, one, evidence)
        ruling = None if found is of else judge(found, book)
        if ruling is None or isinstance(ruling, Allowed):
            return
        denied = ruling
    if denied is not None:
        yield _FAULTS.get(denied.reason, Fault.STOPPED), denied.reason.value


def ledger_faults(dossier: Dossier) -> Iterator[tuple[Fault, str]]:
    """What is wrong with the ledger itself."""
    if dossier.contact is not None:
        broken = verify_chain(dossier.key, dossier.contact.consent, dossier.ledger)
        if broken is not None:
            yield Fault.LEDGER, f"link {broken}"
    for entry in dossier.ledger:
        if entry.source in _OTHERS and entry.act in _GRANTS:
            yield Fault.GRANTED_FOR, f"{entry.source} {entry.act}"


def _as_recorded(of: Situation, standing: Standing, one: Called, evidence: Evidence) -> Situation:
    """The situation with the shopper's will as the ledger tells it."""
    consent = standing.consent
    # A stop said twice is acknowledged once: by either of its turns.
    acknowledges = of.acknowledges_stop and evidence.is_a_stop(one.turn.key.cause)
    said = (not consent.reachable, consent.stopped, consent.stop_at, acknowledges)
    if said != (of.unreachable, of.stopped, of.stop_at, of.acknowledges_stop):
        of = replace(
            of,
            unreachable=not consent.reachable,
            stopped=consent.stopped,
            stop_at=consent.stop_at,
            acknowledges_stop=acknowledges,
        )
    return _topic_as_recorded(of, standing, one.send.topic) if one.send.is_unasked else of


def _topic_as_recorded(of: Situation, standing: Standing, topic: str) -> Situation:
    known = next((one for one in standing.subscriptions if one.topic == topic), None)
    subscribed = known is not None and known.active
    stopped = known is not None and not known.active
    refused = standing.consent.marketing_refused
    if (subscribed, stopped, refused) == (of.subscribed, of.topic_stopped, of.marketing_refused):
        return of
    return replace(of, subscribed=subscribed, topic_stopped=stopped, marketing_refused=refused)
