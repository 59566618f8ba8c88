"""What can an audit find wrong with a send, or with what it rests on?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from towkay.domain.channels import ContactKey


class Fault(StrEnum):
    """A send that its own records do not bear out, or records that were tampered with."""

    NO_DECISION = "no_decision"
    NOT_DERIVED = "not_derived"  # judging the stored situation again says otherwise
    OTHER_SITUATION = "other_situation"  # the decision is of another send
    ROUTE = "route"  # the call took another route than the decision
    CALL_TIME = "call_time"  # the call was not made on the decision, but long after or before it
    RULE_UNKNOWN = "rule_unknown"
    RULE_RETIRED = "rule_retired"
    HUMAN_ROUTE = "human_route"  # a program took what is kept for people
    STAFF_UNNAMED = "staff_unnamed"  # a person's message, and nobody knows whose
    WINDOW = "window"  # no act of the shopper's opened it
    OVERTAKEN = "overtaken"
    ANSWERS_NOTHING = "answers_nothing"  # a person's answer, and nothing that it answers
    AFTER_REFUSED = "after_refused"
    STOPPED = "stopped"
    TOPIC = "topic"  # no consent on record
    MARKETING_REFUSED = "marketing_refused"
    UNREACHABLE = "unreachable"
    LEDGER = "ledger"  # a row of the consent ledger was removed, altered or put in
    GRANTED_FOR = "granted_for"  # consent given by somebody but the shopper
    HANDOVER = "handover"
    QUIET_HOURS = "quiet_hours"
    CAP = "cap"
    UNCOUNTED = "uncounted"  # it is not in the history that caps are counted by
    OPT_OUT = "opt_out"
    REGION = "region"
    SETTING = "setting"
    REPLY_TOKEN = "reply_token"  # noqa: S105  # a fault, not a secret
    SEEN_TWICE = "seen_twice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: whose conversation, which send, when it was called, and what was seen."""

    fault: Fault
    contact: ContactKey
    send_id: str
    at: datetime
    detail: str = ""
