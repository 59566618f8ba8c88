"""What passes between a channel's renderer and the HTTP client, and how are answers read?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol

from towkay.adapters.http import HttpFailure, HttpReply
from towkay.domain.calls import ChannelCall
from towkay.domain.gestures import Gesture
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.secrets import SendSecrets

_MAX_WORD = 300

CREDENTIALS_MISSING = Outcome(Verdict.NOT_SENT, Refusal.CREDENTIALS, code="missing")
CREDENTIALS_UNAVAILABLE = Outcome(Verdict.NOT_SENT, code="credentials_unavailable")
NOT_RENDERABLE = Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST, code="not_renderable")


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """A POST to a channel; `path` may carry a query, the host is the deployment's matter.

    `host` names it where a channel has several; empty is the one named as the channel is.
    """

    path: str = field(repr=False)  # a proof of the token may be in it
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    host: str = ""


class CallImpossible(Exception):
    """A call that cannot become a request, with the outcome that says so."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.code)
        self.outcome = outcome


class ChannelOutbound(Protocol):
    """One channel's side of a call: pure, so that the same call is always the same bytes."""

    def body_of(self, call: ChannelCall) -> bytes:
        """The body, which holds no secret."""
        ...

    def render(self, call: ChannelCall, secrets: SendSecrets) -> HttpRequest:
        """The whole request. Raises `CallImpossible`."""
        ...

    def classify(self, reply: HttpReply) -> Outcome:
        """What the answer says became of the call, whatever the answer looks like."""
        ...

    def gesture(
        self, call: ChannelCall, gesture: Gesture, secrets: SendSecrets
    ) -> HttpRequest | None:
        """The request that shows a gesture before the call; None where there is no such thing.

        Raises `CallImpossible`.
        """
        ...


def token_of(call: ChannelCall, secrets: SendSecrets) -> str:
    """The token of the call's account. Raises `CallImpossible` when there is none."""
    return account_token(call.contact.account, secrets)


def account_token(account: str, secrets: SendSecrets) -> str:
    """An account's access token. Raises `CallImpossible` when there is none."""
    token = secrets.tokens.get(account, "").strip()
    if not token:
        raise CallImpossible(CREDENTIALS_MISSING)
    return token


def of_failure(failure: HttpFailure) -> Outcome:
    """What became of a call without an answer: nothing was sent, or nobody knows."""
    verdict = Verdict.NOT_SENT if failure.before_first_byte else Verdict.UNKNOWN
    return Outcome(verdict, code=failure.reason)


def json_headers(token: str) -> dict[str, str]:
    """The headers every JSON call has."""
    return {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}


def json_bytes(content: Mapping[str, Any]) -> bytes:
    """JSON in one form only; pure ASCII, so that no text can fail to be encoded."""
    return json.dumps(content, separators=(",", ":")).encode("ascii")


def json_object(body: bytes) -> Mapping[str, Any]:
    """The object an answer holds; an answer that is none reads as empty."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return MappingProxyType({})
    return content if isinstance(content, dict) else MappingProxyType({})


def word(value: object) -> str:
    """An id the channel gave, fit to be stored and shown; anything else is no id."""
    text = str(value) if isinstance(value, int) else value
    return text[:_MAX_WORD] if isinstance(text, str) and text.isprintable() else ""


def object_at(content: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object under `name`; anything else reads as empty."""
    value = content.get(name)
    return value if isinstance(value, dict) else MappingProxyType({})
