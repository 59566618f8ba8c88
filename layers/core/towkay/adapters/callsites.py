"""Where does this program leave itself? Every AWS and channel call goes through a named site.

A gate stands at each site. In production it is open; a simulation puts one there that kills the
caller before the call, or after it and before its answer is seen.
"""

from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from typing import Protocol


class CallSite(StrEnum):
    """The registry of call sites."""

    VERIFY_SECRETS_READ = "verify_secrets.read"
    SEND_SECRETS_READ = "send_secrets.read"
    EVENTS_PUT = "events.put"
    RECEIPTS_PUT = "receipts.put"
    OUTBOX_PUT = "outbox.put"
    REF_KEYS_READ = "ref_keys.read"
    SHOP_KEYS_READ = "shop_keys.read"
    SHIPMENTS_QUEUE = "shipments.queue"
    PACK_POINTER_READ = "pack_pointer.read"
    PACK_READ = "pack.read"
    PACK_PUT = "pack.put"
    PACK_POINTER_MOVE = "pack_pointer.move"
    CONTACT_READ = "contact.read"
    TURN_READ = "turn.read"
    MESSAGE_TURNS_READ = "message_turns.read"
    TURN_COMMIT = "turn.commit"
    CONSENT_READ = "consent.read"
    TURN_PLAN = "turn.plan"
    HISTORY_READ = "history.read"
    HISTORY_FORGET = "history.forget"
    RULES_READ = "rules.read"
    PACE_READ = "pace.read"
    PACE_WRITE = "pace.write"
    SEND_CLAIM = "send.claim"
    SEND_SETTLE = "send.settle"
    SEND_BEGIN = "send.begin"
    RECIPIENTS_READ = "recipients.read"
    BATCH_OPEN = "batch.open"
    BATCH_READ = "batch.read"
    BATCH_HOLD = "batch.hold"
    BATCH_CLOSE = "batch.close"
    TURN_SET_ASIDE = "turn.set_aside"
    TOKEN_USE = "token.use"  # noqa: S105  # a place, not a secret
    MARKS_READ = "marks.read"
    MARKS_ADVANCE = "marks.advance"
    ACCOUNT_READ = "account.read"
    ACCOUNT_WRITE = "account.write"
    ACCOUNT_FACTS_READ = "account_facts.read"
    ACCOUNT_NEWS_PUT = "account_news.put"
    ACCOUNT_ROWS_READ = "account_rows.read"
    TEMPLATE_READ = "template.read"
    HEARD_NOTE = "heard.note"
    HEARD_READ = "heard.read"
    ENDPOINTS_READ = "endpoints.read"
    DUE_READ = "due.read"
    CAMPAIGN_READ = "campaign.read"
    CAMPAIGNS_READ = "campaigns.read"
    CAMPAIGN_WRITE = "campaign.write"
    RUN_START = "run.start"
    RUN_READ = "run.read"
    RUNS_READ = "runs.read"
    RUN_MOVE = "run.move"
    RUN_RESERVE = "run.reserve"
    RUN_ACCOUNT = "run.account"
    CHUNK_PUT = "chunk.put"
    CHUNK_READ = "chunk.read"
    CHUNKS_READ = "chunks.read"
    CHUNK_FINISH = "chunk.finish"
    CHUNKS_QUEUE = "chunks.queue"
    FORECAST_PUT = "forecast.put"
    FORECAST_READ = "forecast.read"
    FOLLOWERS_READ = "followers.read"
    CONTACTS_READ = "contacts.read"
    ORDER_READ = "order.read"
    ORDER_FIND = "order.find"
    ORDER_STORE = "order.store"
    ORDERS_READ = "orders.read"
    ORDERS_DUE = "orders.due"
    KEPT_NEWS_PUT = "kept_news.put"
    KEPT_NEWS_READ = "kept_news.read"
    KEPT_NEWS_DROP = "kept_news.drop"
    PUZZLE_PUT = "puzzle.put"
    PUZZLES_READ = "puzzles.read"
    PUZZLE_DROP = "puzzle.drop"
    CHANNEL_CALL = "channel.call"
    CHANNEL_ASK = "channel.ask"
    CHANNEL_GESTURE = "channel.gesture"
    RECORD_BACK_OFF = "record.back_off"
    FAILURE_NOTE_PUT = "failure_note.put"


class Gate(Protocol):
    """What stands at every call site: entered before the call, left after it."""

    def __call__(self, site: CallSite) -> AbstractContextManager[None]: ...


def open_gate(site: CallSite) -> AbstractContextManager[None]:
    """The gate of production: nothing happens at it."""
    return nullcontext()
