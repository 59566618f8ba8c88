"""What does a failed AWS call mean to its caller?"""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError

from towkay.domain.errors import ServiceUnavailable


@contextmanager
def failures_as_unavailable(what: str) -> Iterator[None]:
    """Turn every failure of an AWS call inside into `ServiceUnavailable`.

    The cause is not chained: botocore quotes what it was given, and that may be a shopper's text.
    """
    try:
        yield
    except (ClientError, BotoCoreError) as error:
        raise ServiceUnavailable(f"{what}: {failure_code(error)}") from None


def failure_code(error: ClientError | BotoCoreError) -> str:
    """AWS's own name of a failure, safe to log."""
    if isinstance(error, ClientError):
        return str(error.response.get("Error", {}).get("Code", "")) or "ClientError"
    return type(error).__name__
