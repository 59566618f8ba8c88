"""How are channel access tokens issued, verified and revoked?

Source: LINE Messaging API reference, "Channel access token".
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from werkzeug.wrappers import Request, Response

from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.clock import epoch_ms
from workbench.simulators.line import refusals
from workbench.simulators.line.assertions import read_jwt
from workbench.simulators.line.credentials import (
    LONGEST_LIFE,
    MOST_TOKENS,
    SCOPE,
    SHORT_LIFE,
    STATELESS_LIFE,
    Credential,
    Credentials,
    TokenKind,
    channel_id,
)
from workbench.simulators.line.desk import Answer, Desk
from workbench.simulators.world import World

_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_ASSERTION_LIFE = timedelta(minutes=30)
Json = dict[str, Any]


class OAuth:
    """Answers the calls about tokens, which are forms and take no token themselves."""

    def __init__(self, world: World, desk: Desk, credentials: Credentials) -> None:
        self._world = world
        self._desk = desk
        self._credentials = credentials

    def issue_v2_1(self, request: Request) -> Response:
        """`POST /oauth2/v2.1/token`: a JWT for a token of up to 30 days."""

        def work() -> Answer:
            _refuse_other_grant(request)
            account, claims, key_id = self._asserted(request)
            if len(list(self._credentials.of(account, TokenKind.V2_1))) >= MOST_TOKENS:
                text = "The maximum number of access tokens has already been issued"
                raise refusals.LineRefusal(400, text)
            asked = claims.get("token_exp", LONGEST_LIFE.total_seconds())
            if not isinstance(asked, int | float) or not 0 < asked <= LONGEST_LIFE.total_seconds():
                raise refusals.oauth("invalid_request", "Invalid 'token_exp'.")
            life = timedelta(seconds=asked)
            made = self._credentials.issue(account, TokenKind.V2_1, life, key_id)
            return 200, self._answer(made) | {"key_id": key_id}

        return self._locked(work)

    def issue_stateless(self, request: Request) -> Response:
        """`POST /oauth2/v3/token`: by JWT or by the channel's secret, for 15 minutes."""

        def work() -> Answer:
            _refuse_other_grant(request)
            if "client_assertion" in request.form:
                account, _, _ = self._asserted(request)
            else:
                account = self._by_secret(
                    request, "invalid_request", "Invalid 'client_credentials'."
                )
            made = self._credentials.issue(account, TokenKind.STATELESS, STATELESS_LIFE)
            return 200, self._answer(made)

        return self._locked(work)

    def issue_short(self, request: Request) -> Response:
        """`POST /v2/oauth/accessToken`: for 30 days; a 31st ends the oldest."""

        def work() -> Answer:
            _refuse_other_grant(request)
            account = self._by_secret(request, "invalid_client", "")
            mine = list(self._credentials.of(account, TokenKind.SHORT_LIVED))
            for oldest in mine[: max(0, len(mine) - MOST_TOKENS + 1)]:
                self._credentials.revoke(oldest.token)
            made = self._credentials.issue(account, TokenKind.SHORT_LIVED, SHORT_LIFE)
            return 200, self._answer(made)

        return self._locked(work)

    def verify_v2_1(self, request: Request) -> Response:
        """`GET /oauth2/v2.1/verify?access_token=`."""
        return self._locked(lambda: self._verified(request.args.get("access_token", "")))

    def verify(self, request: Request) -> Response:
        """`POST /v2/oauth/verify`: short-lived and long-lived ones."""
        return self._locked(lambda: self._verified(request.form.get("access_token", "")))

    def key_ids(self, request: Request) -> Response:
        """`GET /oauth2/v2.1/tokens/kid`."""

        def work() -> Answer:
            account, _, _ = self._asserted(request)
            mine = self._credentials.of(account, TokenKind.V2_1)
            return 200, {"kids": [one.key_id for one in mine]}

        return self._locked(work)

    def revoke_v2_1(self, request: Request) -> Response:
        """`POST /oauth2/v2.1/revoke`: by the channel it belongs to."""

        def work() -> Answer:
            account = self._by_secret(request, "invalid_client", "")
            found = self._credentials.find(request.form.get("access_token", ""))
            if found is not None and found.account == account:
                self._credentials.revoke(found.token)
            return 200, {}

        return self._emptied(self._locked(work))

    def revoke(self, request: Request) -> Response:
        """`POST /v2/oauth/revoke`."""

        def work() -> Answer:
            self._credentials.revoke(request.form.get("access_token", ""))
            return 200, {}

        return self._emptied(self._locked(work))

    def _locked(self, work: Callable[[], Answer]) -> Response:
        def locked() -> Answer:
            with self._world.lock:
                return work()

        return self._desk.open(locked)

    @staticmethod
    def _emptied(response: Response) -> Response:
        if response.status_code == 200:
            response.set_data(b"")
        return response

    def _answer(self, made: Credential) -> Json:
        return {
            "access_token": made.token,
            "token_type": "Bearer",
            "expires_in": self._left(made),
        }

    def _left(self, credential: Credential) -> int:
        if credential.expires_at is None:
            return 0
        return int((credential.expires_at - self._world.now()).total_seconds())

    def _verified(self, token: str) -> Answer:
        found = self._credentials.find(token)
        if found is None:
            raise refusals.oauth("invalid_request", "access token is invalid")
        if not found.lives(self._world.now()):
            raise refusals.oauth("invalid_request", "The access token expired")
        about: Json = {"client_id": channel_id(found.account), "scope": SCOPE}
        return 200, about | {"expires_in": self._left(found)}

    def _by_secret(self, request: Request, error: str, text: str) -> SimulatedAccount:
        account = self._credentials.channel(request.form.get("client_id", ""))
        if account is None:
            raise refusals.oauth(error, text or "invalid client_id")
        if request.form.get("client_secret") != account.app_secret:
            raise refusals.oauth(error, text or "invalid client_secret")
        return account

    def _asserted(self, request: Request) -> tuple[SimulatedAccount, Json, str]:
        """Whose assertion it is, its claims, and the id of the key that signed it."""
        given = request.form if request.method == "POST" else request.args
        if given.get("client_assertion_type") != _ASSERTION:
            raise refusals.oauth("invalid_request", "Invalid 'client_assertion_type'.")
        header, claims = read_jwt(given.get("client_assertion", ""))
        account = self._credentials.channel(str(claims.get("iss", "")))
        key_id = str(header.get("kid", ""))
        if account is None or not key_id:
            text = "Cannot find channel key that satisfies the conditions"
            raise refusals.LineRefusal(404, text)
        ends, now = claims.get("exp"), epoch_ms(self._world.now()) / 1000
        if not isinstance(ends, int | float) or not now < ends <= now + _ASSERTION_LIFE.seconds:
            raise refusals.oauth("invalid_client", "Invalid exp")
        return account, claims, key_id


def _refuse_other_grant(request: Request) -> None:
    if request.form.get("grant_type") != "client_credentials":
        raise refusals.oauth("invalid_request", "Invalid 'grant_type'.")
