"""Which condition of a write did not hold, and what does that mean?"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from towkay.adapters.aws_failures import failure_code
from towkay.adapters.dynamodb.attributes import to_attribute
from towkay.domain.errors import Contended, ServiceUnavailable, StaleState, TowkayError

_NOT_HELD = "ConditionalCheckFailed"
_CONFLICT = "TransactionConflict"
_MOST_TRIES = 5  # beside others who write the same row, each in its own transaction

T = TypeVar("T")


def until_alone(write: Callable[[], T]) -> T:
    """A write, again where it met another one; raises `Contended` when it meets too many."""
    for _ in range(_MOST_TRIES - 1):
        with suppress(Contended):
            return write()
    return write()


def unless_there(now: datetime) -> dict[str, Any]:
    """The condition of a row that is put once: past its expiry it counts as gone.

    Whether or not TTL has deleted it yet.
    """
    return {
        "ConditionExpression": "attribute_not_exists(pk) OR expires_at <= :now",
        "ExpressionAttributeValues": {":now": to_attribute(int(now.timestamp()))},
    }


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
    """Turn a refused conditional write into its meaning; one that met another into `Contended`."""
    try:
        yield
    except (ClientError, BotoCoreError) as error:
        code = failure_code(error)
        known: dict[str, type[TowkayError]] = {
            "ConditionalCheckFailedException": meaning,
            "TransactionConflictException": Contended,
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
    if refused:
        return StaleState
    return Contended if _CONFLICT in codes else ServiceUnavailable


def _cancellation_codes(error: ClientError | BotoCoreError) -> list[str]:
    """One code for each write of a cancelled transaction, in order; empty for other failures."""
    if not isinstance(error, ClientError):
        return []
    reasons = error.response.get("CancellationReasons", [])
    return [str(reason.get("Code", "")) for reason in reasons]
