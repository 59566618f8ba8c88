"""An AWS client whose every call answers as a test wants, and remembers what it was asked."""

from collections.abc import Callable
from typing import Any

from botocore.exceptions import (
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ParamValidationError,
    ReadTimeoutError,
)

_MESSAGE = "a secret 祕密 that must not be told"


class ScriptedClient:
    """Any operation: takes the next answer of the script; an exception in it is raised."""

    def __init__(self, *script: Any) -> None:
        self._script = list(script)
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def __getattr__(self, operation: str) -> Callable[..., Any]:
        def call(**request: Any) -> Any:
            self.calls.append((operation, request))
            answer = self._script.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer

        return call


def refusal(code: str, message: str = _MESSAGE, **details: Any) -> ClientError:
    """What boto3 raises when AWS answers with this code."""
    body = {"Error": {"Code": code, "Message": message}, **details}
    return ClientError(body, "Operation")  # type: ignore[arg-type]  # a partial answer


def cancelled(*codes: str) -> ClientError:
    """A transaction cancelled for these reasons, one for each write."""
    reasons = [{"Code": code} for code in codes]
    return refusal("TransactionCanceledException", CancellationReasons=reasons)


OUTAGES = [
    refusal("InternalServerError"),
    refusal("ProvisionedThroughputExceededException"),
    refusal("ThrottlingException"),
    refusal("AccessDeniedException"),
    refusal("ValidationException"),
    refusal("TransactionInProgressException"),
    EndpointConnectionError(endpoint_url="https://example.invalid/祕密"),
    ConnectTimeoutError(endpoint_url="https://example.invalid/祕密"),
    ReadTimeoutError(endpoint_url="https://example.invalid/祕密"),
    ParamValidationError(report="祕密"),
]
