"""Which condition of a write did not hold, and what does that mean?"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError

from towkay.adapters.aws_failures import failure_code
from towkay.domain.errors import ServiceUnavailable, StaleState, TowkayError

_NOT_HELD = "ConditionalCheckFailed"
_CONFLICT = "TransactionConflict"


@contextmanager
def failures_of_transaction(what: str, meanings: Sequence[type[TowkayError]]) -> Iterator[None]:
    """Turn a cancelled transaction into what its refused writes mean, one meaning per write.

    `TurnExists` goes before `StaleState` when both hold: a handled cause is not decided again.
    """
    try:
        yield
    except (ClientError, BotoCoreError) as error:
        raise _meaning(error, meanings)(f"{what}: {failure_code(error)}") from None


@contextmanager
def failures_of_update(what: str) -> Iterator[None]:
    """Turn a refused conditional update into `StaleState`."""
    with failures_of_put(what, StaleState):
        yield


@contextmanager
def failures_of_put(what: str, meaning: type[TowkayError]) -> Iterator[None]:
    """Turn a refused conditional write into its meaning; one that met another into `StaleState`."""
    try:
        yield
    except (ClientError, BotoCoreError) as error:
        code = failure_code(error)
        known: dict[str, type[TowkayError]] = {
            "ConditionalCheckFailedException": meaning,
            "TransactionConflictException": StaleState,
        }
        raise known.get(code, ServiceUnavailable)(f"{what}: {code}") from None


def _meaning(
    error: ClientError | BotoCoreError, meanings: Sequence[type[TowkayError]]
) -> type[TowkayError]:
    codes = _cancellation_codes(error)
    refused = {meaning for code, meaning in zip(codes, meanings, strict=False) if code == _NOT_HELD}
    lasting = refused - {StaleState}
    if lasting:
        return lasting.pop()
    if refused or _CONFLICT in codes:
        return StaleState
    return ServiceUnavailable


def _cancellation_codes(error: ClientError | BotoCoreError) -> list[str]:
    """One code for each write of a cancelled transaction, in order; empty for other failures."""
    if not isinstance(error, ClientError):
        return []
    reasons = error.response.get("CancellationReasons", [])
    return [str(reason.get("Code", "")) for reason in reasons]
