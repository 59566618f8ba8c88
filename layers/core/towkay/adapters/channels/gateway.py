"""How does a permitted call become one HTTP request to its channel, and its answer an outcome?"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.channels.reaching import Poster, SendSecretReader, credentials_of
from towkay.adapters.channels.wire import (
    CallImpossible,
    ChannelOutbound,
    HttpRequest,
    of_failure,
)
from towkay.adapters.http import HttpFailure, HttpPool, HttpReply
from towkay.adapters.joined import each, host_of
from towkay.adapters.permitted import unpermitted
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel
from towkay.domain.errors import ServiceUnavailable
from towkay.domain.gestures import Gesture
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.permits import Permit
from towkay.domain.routes import GRANTED_APART
from towkay.domain.secrets import SendSecrets

OUTBOUND: Mapping[Channel, ChannelOutbound] = MappingProxyType(each("outbound", "OUTBOUND"))
# A gesture is worth no more of a worker's time than this.
_GESTURE_S = 0.4


class HttpChannelGateway:
    """The channels' own HTTP APIs; the only way out, and only with a permit."""

    def __init__(
        self,
        secrets: SendSecretReader,
        base_url: Callable[[str], str],
        pool: Poster | None = None,
        gate: Gate = open_gate,
    ) -> None:
        self._pool = pool or HttpPool()
        self._hasty = pool or HttpPool(connect_s=_GESTURE_S, read_s=_GESTURE_S)
        self._secrets = secrets
        self._base_url = base_url
        self._gate = gate

    def fingerprint(self, call: ChannelCall, *, fresh: bool = False) -> str:
        """SHA-256 of the body the call renders to: a retry key is good only for the same bytes.

        Reads the credentials as well, so that nothing slow is left to do between claim and call;
        `fresh` past the cache, since those in it may be the reason why an account is stopped.
        Raises `ServiceUnavailable` when they cannot be reached.
        """
        self._secrets.read(call.contact.channel, call.endpoint, fresh=fresh)
        try:
            body = OUTBOUND[call.contact.channel].body_of(call)
        except CallImpossible:
            body = b""  # the call itself will say so
        return hashlib.sha256(body).hexdigest()

    def call(self, call: ChannelCall, permit: Permit) -> Outcome:
        """Make the call once; what happened, or is not known, is the outcome.

        Raises `PermitMissing` to whoever brings none, and nothing else.
        """
        refusal = unpermitted(call, permit)
        if refusal:
            return refusal
        outbound = OUTBOUND[call.contact.channel]
        try:
            request = outbound.render(call, self._credentials(call))
        except CallImpossible as impossible:
            return impossible.outcome
        answer = self._post(call.contact.channel, request)
        if isinstance(answer, HttpFailure):
            return of_failure(answer)
        outcome = _of_way(call, outbound.classify(answer))
        if outcome.refusal is Refusal.CREDENTIALS and self._renewed(call, request):
            return replace(outcome, verdict=Verdict.NOT_SENT, refusal=None)
        return outcome

    def gesture(self, call: ChannelCall, gesture: Gesture, permit: Permit) -> None:
        """Show a gesture before a permitted call, if the channel has it; nobody asks what came.

        Raises `PermitMissing` to whoever brings none, and nothing else.
        """
        if unpermitted(call, permit):
            return
        channel = call.contact.channel
        try:
            request = OUTBOUND[channel].gesture(call, gesture, self._credentials(call))
        except CallImpossible:
            return
        if request is None:
            return
        url = self._address(channel, request)
        with self._gate(CallSite.CHANNEL_GESTURE):
            self._hasty.post(url, request.headers, request.body)

    def _renewed(self, call: ChannelCall, refused: HttpRequest) -> bool:
        """Whether credentials read past the cache make another request than the refused one."""
        channel = call.contact.channel
        try:
            secrets = self._secrets.read(channel, call.endpoint, fresh=True)
            return secrets is not None and OUTBOUND[channel].render(call, secrets) != refused
        except (CallImpossible, ServiceUnavailable):
            return False  # nothing better to try with: the channel's no stands

    def _credentials(self, call: ChannelCall) -> SendSecrets:
        return credentials_of(self._secrets, call.contact.channel, call.endpoint)

    def _address(self, channel: Channel, request: HttpRequest) -> str:
        """A brought channel says itself where its API is, unless somebody knows better."""
        try:
            base = self._base_url(request.host or channel)
        except KeyError:
            base = host_of(channel)
        return base.rstrip("/") + request.path

    def _post(self, channel: Channel, request: HttpRequest) -> HttpReply | HttpFailure:
        url = self._address(channel, request)
        with self._gate(CallSite.CHANNEL_CALL):
            return self._pool.post(url, request.headers, request.body)


def _of_way(call: ChannelCall, outcome: Outcome) -> Outcome:
    """The outcome, where a bar concerns one way alone: the account's other messages go on."""
    if outcome.refusal is Refusal.ACCOUNT_BLOCKED and call.route in GRANTED_APART:
        return replace(outcome, refusal=Refusal.NOT_PERMITTED)
    return outcome
