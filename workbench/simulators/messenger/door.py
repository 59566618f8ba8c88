"""May this call to the Graph API go on: with which version, token, proof and rights?

The questions stand in the order in which the platform asks them.
"""

import hmac
import re
from dataclasses import dataclass
from typing import Any

from werkzeug.wrappers import Request

from workbench.simulators import graph_params
from workbench.simulators.accounts import MESSENGER
from workbench.simulators.bearer import bearer_token
from workbench.simulators.messenger import refusals
from workbench.simulators.messenger.rules import TOKEN_STATES
from workbench.simulators.messenger.state import Page, Pages
from workbench.simulators.meta import refusals as common
from workbench.simulators.meta import wire
from workbench.simulators.world import World

Json = dict[str, Any]
# Those that still answer; a call to an older one is served by the oldest of them, without a word.
_VERSION = re.compile(r"v([0-9]{1,2})\.0")
_NEWEST = 26
SECRETS = frozenset({"access_token", "appsecret_proof"})


@dataclass(frozen=True, slots=True)
class Call:
    """A call that was let in; `params` are without secrets."""

    page: Page
    params: Json
    method: str

    def text(self, name: str) -> str:
        """A parameter that is text; anything else counts as missing."""
        value = self.params.get(name)
        return value if isinstance(value, str) else ""


class Door:
    """Whose token is it, and is it still good?"""

    def __init__(self, world: World, pages: Pages) -> None:
        self._world = world
        self._pages = pages

    def enter(self, request: Request, version: str, *permissions: str) -> Call:
        """Raises `GraphRefusal` for whoever may not come in."""
        refuse_version(request.path, version)
        params = params_of(request)
        page = self._page(request, params)
        self._refuse_token(page)
        self._refuse_proof(page, params)
        for permission in permissions:
            if permission not in page.rules.permissions:
                raise common.no_permission()
        if not page.rules.capable:
            raise refusals.no_capability()
        if page.rules.app_limited:
            raise refusals.app_limit()
        plain = {name: value for name, value in params.items() if name not in SECRETS}
        return Call(page, plain, request.method)

    def enter_page(self, request: Request, version: str, node: str, *permissions: str) -> Call:
        """The same for a path that names the token's own Page."""
        call = self.enter(request, version, *permissions)
        if node not in ("me", call.page.id):
            raise common.no_such_object(node)
        return call

    def is_app(self, request: Request) -> str:
        """The id of the app whose own token it is; empty for any other token."""
        token = bearer_token(request) or str(params_of(request).get("access_token", ""))
        app_id, _, secret = token.partition("|")
        for page in self._pages.all():
            known = page.account
            if known.app_id == app_id and hmac.compare_digest(
                known.app_secret.encode(), secret.encode()
            ):
                return app_id
        return ""

    def _page(self, request: Request, params: Json) -> Page:
        token = bearer_token(request) or str(params.get("access_token", ""))
        if not token:
            raise common.no_token()
        account = self._world.by_token(MESSENGER, token)
        if account is None:
            raise common.unknown_token()
        return self._pages.of(account)

    def _refuse_token(self, page: Page) -> None:
        subcode = TOKEN_STATES.get(page.rules.token_state, 0)
        if subcode:
            raise common.dead_token(subcode)

    def _refuse_proof(self, page: Page, params: Json) -> None:
        given = str(params.get("appsecret_proof", ""))
        if not given and self._world.rules.require_proof:
            raise refusals.proof_missing()
        wanted = wire.proof(page.account.app_secret, page.account.access_token)
        if given and not hmac.compare_digest(given.encode(), wanted.encode()):
            raise refusals.proof_wrong()


def refuse_version(path: str, version: str) -> None:
    """Raises `GraphRefusal` for what is no version; an expired one is served all the same."""
    known = _VERSION.fullmatch(version)
    if version and (known is None or not 1 <= int(known[1]) <= _NEWEST):
        raise refusals.unknown_path(path)


def params_of(request: Request) -> Json:
    """Raises `GraphRefusal` for a body that says it is JSON and is none."""
    params = graph_params.params_of(request, is_json=request.mimetype == "application/json")
    if params is None:
        raise common.bad_parameter("The request body could not be parsed as JSON")
    return params
