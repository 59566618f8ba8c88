"""How are the tokens of an Instagram Login exchanged, refreshed and looked into?"""

import json

from werkzeug.wrappers import Request, Response

from workbench.simulators.instagram import refusals
from workbench.simulators.instagram.answering import Json, answered, params_of
from workbench.simulators.instagram.desk import Desk, Token, by_page
from workbench.simulators.instagram.door import token_in
from workbench.simulators.meta import refusals as common

_OF_PAGES = ["pages_manage_metadata", "pages_messaging", "pages_show_list"]


class Tokens:
    """The paths without a version at graph.instagram.com, and `debug_token`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def refresh(self, request: Request) -> Response:
        """`GET /refresh_access_token`: not within the first day, nor after the end."""
        return answered(self._desk.world, lambda: self._refresh(params_of(request)))

    def exchange(self, request: Request) -> Response:
        """`GET /access_token`: a short token and the app's secret for a long one."""
        params = params_of(request)
        token = self._desk.tokens.get(str(params.get("access_token", "")))
        is_asked = params.get("grant_type") == "ig_exchange_token"
        if token is None or not is_asked or params.get("client_secret") != token.account.app_secret:
            body = {"error_type": "OAuthException", "code": 400}
            body["error_message"] = "Error validating client secret."
            return Response(json.dumps(body), 400, content_type="application/json")
        return answered(self._desk.world, lambda: self._issued(token))

    def debug(self, request: Request, version: str) -> Response:
        """`GET /{version}/debug_token?input_token=…`."""
        return answered(self._desk.world, lambda: self._debug(request, params_of(request)))

    def _tokens(self) -> list[Token]:
        return [*self._desk.tokens.values()]

    def _refresh(self, params: Json) -> Json:
        value = str(params.get("access_token", ""))
        if not value:
            raise common.no_token()
        token, now = self._desk.tokens.get(value), self._desk.world.now()
        if token is None or token.ends_at is None:
            raise common.unknown_token()
        if now >= token.ends_at:
            raise refusals.expired_token()
        young = now - token.issued_at < self._desk.world.rules.instagram.token_minimum_age
        if young or params.get("grant_type") != "ig_refresh_token":
            raise refusals.unparsable_token()
        return self._issued(token)

    def _issued(self, old: Token) -> Json:
        life, now = self._desk.world.rules.instagram.token_life, self._desk.world.now()
        value = "IGAA" + self._desk.world.ids.token(48)
        with self._desk.world.lock:
            self._desk.tokens[value] = Token(value, old.account, now, now + life)
        expires = int(life.total_seconds())
        return {"access_token": value, "token_type": "bearer", "expires_in": expires}

    def _debug(self, request: Request, params: Json) -> Json:
        """Asked with the token of the app, which is its id and its secret."""
        asking = token_in(request, params)
        if not asking:
            raise common.no_token()
        known = {f"{one.account.app_id}|{one.account.app_secret}" for one in self._tokens()}
        if asking not in known:
            raise common.unknown_token()
        token = self._desk.tokens.get(str(params.get("input_token", "")))
        if token is None:
            gone = {"code": 190, "message": "Invalid OAuth access token."}
            return {"data": {"is_valid": False, "error": gone, "scopes": []}}
        rules, now = self._desk.world.rules.instagram, self._desk.world.now()
        prefix = "instagram_" if by_page(token.account) else "instagram_business_"
        ends = int(token.ends_at.timestamp()) if token.ends_at else 0
        valid = token.ends_at is None or now < token.ends_at
        scopes = sorted(f"{prefix}{scope}" for scope in rules.scopes) + _OF_PAGES
        told = {"app_id": token.account.app_id, "is_valid": valid, "expires_at": ends}
        return {"data": told | {"scopes": scopes, "type": "PAGE" if ends == 0 else "USER"}}
