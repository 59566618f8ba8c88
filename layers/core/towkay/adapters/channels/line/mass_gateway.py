"""How is one thing said to many on LINE over HTTP, and only with leave to say it?"""

from collections.abc import Callable, Sequence

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.channels.line.answers import read_answer
from towkay.adapters.channels.line.masses import mass_request, multicast_request
from towkay.adapters.channels.reaching import Poster, SendSecretReader, credentials_of
from towkay.adapters.channels.wire import (
    CallImpossible,
    HttpRequest,
    account_token,
    of_failure,
)
from towkay.adapters.http import HttpFailure, HttpPool
from towkay.domain.audience_permits import AudiencePermit, leave_covers
from towkay.domain.batches import Batch, BatchState
from towkay.domain.channels import Channel
from towkay.domain.errors import PermitMissing
from towkay.domain.masses import MassSend, Multicast
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.permits import BotPermit
from towkay.domain.routes import Route

_OF_OTHERS = Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST, code="permit_of_another_send")


class HttpMassGateway:
    """Both ports of `ports.masses` over LINE, the one channel that takes a message for many."""

    def __init__(
        self,
        secrets: SendSecretReader,
        base_url: Callable[[str], str],
        pool: Poster | None = None,
        gate: Gate = open_gate,
    ) -> None:
        self._secrets = secrets
        self._base_url = base_url
        self._pool = pool or HttpPool()
        self._gate = gate

    def multicast(self, cast: Multicast, permits: Sequence[BotPermit]) -> Outcome:
        """To contacts of one account, each with a permit for a push of their own."""
        if not permits or not all(isinstance(permit, BotPermit) for permit in permits):
            raise PermitMissing("no call without a permit for everybody in it")
        if not _cover(permits, cast):
            return _OF_OTHERS
        account = cast.contacts[0].account
        return self._made(cast.endpoint, account, lambda token: multicast_request(cast, token))

    def repeat(self, batch: Batch) -> Outcome:
        """Once more what a stored batch has asked: its key keeps it from being seen twice."""
        if not isinstance(batch, Batch):
            raise PermitMissing("no call without the row that was stored before it")
        if batch.state is not BatchState.OPEN or not batch.contacts:
            return _OF_OTHERS
        cast, account = batch.cast, batch.contacts[0].account
        return self._made(cast.endpoint, account, lambda token: multicast_request(cast, token))

    def announce(self, send: MassSend, permit: AudiencePermit) -> Outcome:
        """To friends nobody lists."""
        if not isinstance(permit, AudiencePermit):
            raise PermitMissing("no call without a permit")
        if send.account.channel is not Channel.LINE or not leave_covers(permit, send):
            return _OF_OTHERS
        account = send.account.account
        return self._made(send.endpoint, account, lambda token: mass_request(send, token))

    def _made(
        self, endpoint: str, account: str, request_with: Callable[[str], HttpRequest]
    ) -> Outcome:
        try:
            secrets = credentials_of(self._secrets, Channel.LINE, endpoint)
            request = request_with(account_token(account, secrets))
        except CallImpossible as impossible:
            return impossible.outcome
        url = self._base_url(Channel.LINE).rstrip("/") + request.path
        with self._gate(CallSite.CHANNEL_CALL):
            answer = self._pool.post(url, request.headers, request.body)
        return of_failure(answer) if isinstance(answer, HttpFailure) else read_answer(answer)


def _cover(permits: Sequence[BotPermit], cast: Multicast) -> bool:
    """Whether exactly these contacts of one account may be pushed to."""
    accounts = {(contact.channel, contact.account) for contact in cast.contacts}
    allowed = {permit.contact for permit in permits if permit.route is Route.PUSH}
    on_line = {channel for channel, _ in accounts} == {Channel.LINE}
    return on_line and len(accounts) == 1 and allowed == set(cast.contacts)
