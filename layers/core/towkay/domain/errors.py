"""
Which family an error belongs to, and so what its catcher must do.

TowkayError
├── PermanentError        retrying cannot help: the catcher does something else
│   ├── ContactUnknown    a message for somebody who never wrote: nobody can be written to first
│   ├── MalformedBody     not the JSON it should be: 400 to a channel, a queue's dead letters
│   ├── NotTheirsToGive   somebody other than the shopper would grant consent
│   ├── LedgerUnreadable  a row of the consent ledger is none that we wrote
│   ├── OrderTooLarge     more parcels or followers of one order than a record, or a write, takes
│   ├── PermitMissing     a call was asked for without leave: a bug, and nothing leaves
│   └── TurnExists        the cause has been handled before: only hand its open sends on
└── TransientError        let the queue redeliver
    ├── StaleState        someone else wrote first: read again
    │   └── Contended     someone else writes it at this very moment: the same write again may do
    ├── QueueRefused      a queue did not accept every message
    ├── SendBusy          another worker holds the send's lease
    ├── SendPostponed     the channel asked to wait, the account is stopped, or nothing left us
    │   ├── AccountPaced  the account has used up what its channel allows for the moment
    │   └── MoneyAside    other workers hold what is left of the budget, and may give it back
    ├── PackMissing       the brand has no published pack yet
    ├── ClockOff          this machine's clock is wrong: whose clock is right may decide
    └── ServiceUnavailable  an AWS call failed in a way that may pass
"""

from datetime import datetime, timedelta

ACCOUNT_PACED = "account_paced"  # why a send waits for its account's share of calls
BUDGET_ASIDE = "budget_aside"  # why it waits for money that others hold


class TowkayError(Exception):
    """Base of every error that is ours."""


class PermanentError(TowkayError):
    """Retrying cannot help: the catcher does something else."""


class TransientError(TowkayError):
    """A later try may succeed: let the queue redeliver."""


class MalformedBody(PermanentError):
    """A genuine body, or a message of our own queues, that is not JSON of the expected shape."""


class ContactUnknown(PermanentError):
    """A message was planned for somebody whom no event has ever told of."""


class OrderTooLarge(PermanentError):
    """More parcels or followers than the record of an order holds, or than one write may change."""


class PermitMissing(PermanentError):
    """Somebody asked a channel for a call and brought no permit."""


class NotTheirsToGive(PermanentError):
    """Staff or an import would grant consent: they may only end it, granting is the shopper's."""


class LedgerUnreadable(PermanentError):
    """A row of the consent ledger holds what no entry of ours can: somebody altered it."""


class TurnExists(PermanentError):
    """The cause already has a turn: whoever came second only drains its open sends."""


class StaleState(TransientError):
    """The stored item is not the one that was read: read again and decide again."""


class Contended(StaleState):
    """The write met another one of the same row: nothing says yet that the row is not as read."""


class QueueRefused(TransientError):
    """A queue did not accept every message handed to it."""


class SendBusy(TransientError):
    """Another worker holds the lease of a send."""


class SendPostponed(TransientError):
    """A send that did not happen for certain and is to be tried again.

    `until` is when: nothing can be done for it before. None means soon.
    """

    def __init__(self, reason: str, until: datetime | None = None) -> None:
        super().__init__(reason)
        self.until = until


class AccountPaced(SendPostponed):
    """The account's calls are as many as its channel allows: the send waits for its share."""

    def __init__(self, until: datetime) -> None:
        super().__init__(ACCOUNT_PACED, until)


class MoneyAside(SendPostponed):
    """Nothing of the budget is left to take, but what others have set aside may come back."""

    def __init__(self, until: datetime) -> None:
        super().__init__(BUDGET_ASIDE, until)


class PackMissing(TransientError):
    """The brand has no published pack, or it cannot be read."""


class ServiceUnavailable(TransientError):
    """An AWS call failed before or without an answer."""


class ClockOff(TransientError):
    """This machine's clock is wrong by at least `off`, and a decision would be made by it."""

    def __init__(self, off: timedelta) -> None:
        super().__init__(f"clock off by {off.total_seconds():+.0f} s")
