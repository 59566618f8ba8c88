"""What does a function log and count of each result? One line per outcome, nothing that names.

An account is the brand's own, so its id may stand in a line and tells several brands apart.
"""

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from towkay.domain.channels import ContactKey
from towkay.domain.errors import ACCOUNT_PACED
from towkay.domain.events import Event, ReceiptArrived
from towkay.domain.health import AccountHealth, AccountKey, Trouble
from towkay.domain.runs import ChunkKey
from towkay.domain.sends import Send, SendState
from towkay.runtime.observability import count, count_all, logger

if TYPE_CHECKING:  # or every function would load what the others decide with
    from towkay.usecases.account_news import Noted
    from towkay.usecases.answer import Answered
    from towkay.usecases.care import Checkup
    from towkay.usecases.ingest import Ingested
    from towkay.usecases.settle import Settled


def pseudonym(contact: ContactKey, key: str) -> str:
    """A keyed hash that stands for a contact in a log: stable within a stack, useless outside."""
    name = f"{contact.channel}/{contact.account}/{contact.user}".encode(errors="replace")
    return hmac.new(key.encode(), name, hashlib.sha256).hexdigest()[:16]


def report_webhook(result: "Ingested") -> None:
    """A webhook by its answer, its events by what became of them."""
    count(f"webhook_{result.reception}")
    count_all({f"event_{fate}": number for fate, number in result.fates.items()})
    logger.info(
        "webhook received",
        extra={"reception": result.reception, "events": result.fates, "kinds": result.kinds},
    )


def report_turn(event: Event, result: "Answered", key: str) -> None:
    """A turn by the rule that decided it."""
    count(f"turn_{result.label}")
    count("message_losses", result.losses)
    logger.info(
        "turn taken",
        extra={
            "contact": pseudonym(event.contact, key),
            "channel": event.contact.channel,
            "account": event.contact.account,
            "handling": result.handling,
            "rule": result.rule,
            "band": result.band,
            "sends": result.sends,
            "redelivered": event.redelivered,
            "trimmed": event.trimmed,
        },
    )


def report_account(account: AccountKey, health: AccountHealth) -> None:
    """An account that a channel stopped, slowed, or takes calls from again."""
    details = {
        "channel": account.channel,
        "account": account.account,
        "trouble": health.trouble,
        "code": health.code,
        "until": health.until.isoformat() if health.until else None,
    }
    match health.trouble:
        case None:
            count("account_recovered")
            logger.info("account well again", extra=details)
        case Trouble.RATE:
            count("account_slowed")
            logger.warning("account slowed", extra=details)
        case _:
            count("account_stopped")
            logger.error("account stopped", extra=details)


def report_send(contact: ContactKey, send: Send, key: str) -> None:
    """A send that moved, by what became of it and, where it was not let out, by the reason."""
    _count_send(send)
    decision = send.decision
    logger.info(
        "send moved",
        extra={
            "contact": pseudonym(contact, key),
            "channel": contact.channel,
            "account": contact.account,
            "state": send.state,
            "route": send.route,
            "reason": send.reason,
            "rule": decision.rule if decision else None,
            "cost": decision.cost if decision else None,
            "held_until": send.not_before.isoformat() if send.not_before else None,
            "attempts": send.attempts,
            "channel_request": send.request_id,
        },
    )


def report_chunk(chunk: ChunkKey, moved: Iterable[Send]) -> None:
    """A campaign's chunk in one line, by what became of its people; each send is counted."""
    states: Counter[str] = Counter()
    try:
        for send in moved:
            _count_send(send)
            states[f"{send.state}:{send.reason.partition(':')[0]}".rstrip(":")] += 1
    finally:
        count("chunk_worked")
        logger.info(
            "chunk worked",
            extra={
                "brand": chunk.run.brand,
                "campaign": chunk.run.campaign,
                "occurrence": chunk.run.occurrence,
                "chunk": f"{chunk.shard}.{chunk.number}",
                "sends": dict(sorted(states.items())),
            },
        )


def _count_send(send: Send) -> None:
    match send.state:
        case SendState.READY if send.reason == ACCOUNT_PACED:
            count("send_paced")
        case SendState.READY:  # nothing else is told of one that may go out
            count("send_held")
        case SendState.REFUSED:
            count("send_refused")
            count(f"refusal_{send.reason.partition(':')[0]}")
        case SendState.SUPPRESSED:
            count("send_suppressed")
            count(f"suppression_{send.reason}")
        case state:
            count(f"send_{state}")


def report_receipt(event: Event, result: "Settled", key: str) -> None:
    """A receipt by what it changed, and apart from those a send that had been given up."""
    count(f"receipt_{result.effect}")
    if result.is_late:
        count("send_settled_late")
    logger.info(
        "receipt applied",
        extra={
            "contact": pseudonym(event.contact, key),
            "channel": event.contact.channel,
            "account": event.contact.account,
            "kind": event.happening.kind if isinstance(event.happening, ReceiptArrived) else None,
            "effect": result.effect,
            "state_before": result.before,
        },
    )


def report_news(event: Event, noted: "Noted") -> None:
    """News of an account as a whole, by what it was."""
    count(f"news_{noted}")
    logger.info(
        "account news",
        extra={
            "channel": event.contact.channel,
            "account": event.contact.account,
            "news": type(event.happening).__name__,
            "noted": noted,
        },
    )


def report_checkup(checkup: "Checkup") -> None:
    """An account that was looked at, by everything that somebody must do for it."""
    count("accounts_checked")
    for finding in checkup.findings:
        count(f"care_{finding.concern}")
    account = checkup.patient.account
    tell = logger.error if checkup.findings else logger.info
    tell(
        "account checked",
        extra={
            "channel": account.channel,
            "account": account.account,
            "endpoint": checkup.patient.endpoint.name,
            "findings": [f"{one.matter}: {one.detail}" for one in checkup.findings],
        },
    )
