"""How does a permitted call become one HTTP request to its channel, and its answer an outcome?"""

import hashlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.channels.line.outbound import LineOutbound
from towkay.adapters.channels.messenger.outbound import MessengerOutbound
from towkay.adapters.channels.wire import (
    CREDENTIALS_MISSING,
    CallImpossible,
    ChannelOutbound,
    HttpRequest,
)
from towkay.adapters.http import HttpFailure, HttpPool, HttpReply
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel
from towkay.domain.errors import ServiceUnavailable
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.permits import Permit
from towkay.domain.secrets import SendSecrets

_OUTBOUND: Mapping[Channel, ChannelOutbound] = MappingProxyType(
    {Channel.MESSENGER: MessengerOutbound(), Channel.LINE: LineOutbound()}
)


class SendSecretReader(Protocol):
    """The credentials of an endpoint."""

    def read(self, channel: Channel, endpoint: str) -> SendSecrets | None:
        """The credentials, None when there are none. May raise `ServiceUnavailable`."""
        ...


class Poster(Protocol):
    """An HTTP client that never raises."""

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> HttpReply | HttpFailure:
        """Make the request once."""
        ...


class HttpChannelGateway:
    """The channels' own HTTP APIs; the only way out, and only with a permit."""

    def __init__(
        self,
        secrets: SendSecretReader,
        base_url: Callable[[Channel], str],
        pool: Poster | None = None,
        gate: Gate = open_gate,
    ) -> None:
        self._pool = pool or HttpPool()
        self._secrets = secrets
        self._base_url = base_url
        self._gate = gate

    def fingerprint(self, call: ChannelCall) -> str:
        """SHA-256 of the body the call renders to: a retry key is good only for the same bytes."""
        return hashlib.sha256(_OUTBOUND[call.contact.channel].body_of(call)).hexdigest()

    def call(self, call: ChannelCall, permit: Permit) -> Outcome:
        """Make the call once. Never raises: what happened, or is not known, is the outcome."""
        if call.route is not permit.route:
            return Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST, code="permit_of_another_route")
        outbound = _OUTBOUND[call.contact.channel]
        try:
            request = outbound.render(call, self._credentials(call))
        except CallImpossible as impossible:
            return impossible.outcome
        answer = self._post(call.contact.channel, request)
        if isinstance(answer, HttpFailure):
            verdict = Verdict.NOT_SENT if answer.before_first_byte else Verdict.UNKNOWN
            return Outcome(verdict, code=answer.reason)
        return outbound.classify(answer)

    def _credentials(self, call: ChannelCall) -> SendSecrets:
        try:
            secrets = self._secrets.read(call.contact.channel, call.endpoint)
        except ServiceUnavailable as error:
            outcome = Outcome(Verdict.NOT_SENT, code="credentials_unavailable")
            raise CallImpossible(outcome) from error
        if secrets is None:
            raise CallImpossible(CREDENTIALS_MISSING)
        return secrets

    def _post(self, channel: Channel, request: HttpRequest) -> HttpReply | HttpFailure:
        url = self._base_url(channel).rstrip("/") + request.path
        with self._gate(CallSite.CHANNEL_CALL):
            return self._pool.post(url, request.headers, request.body)
