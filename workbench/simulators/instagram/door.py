"""Whose call is this: with which token, at which of the two hosts, for which node?

Facebook Login calls a Page at graph.facebook.com, Instagram Login an account at
graph.instagram.com; each token is good for its own place only.
"""

import hmac
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from werkzeug.wrappers import Request

from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.bearer import bearer_token
from workbench.simulators.instagram import refusals
from workbench.simulators.instagram.answering import params_of
from workbench.simulators.instagram.desk import Desk, by_page
from workbench.simulators.instagram.rules import Scope
from workbench.simulators.meta import refusals as common
from workbench.simulators.meta import wire
from workbench.simulators.meta.refusals import GraphRefusal

_VERSION = re.compile(r"v(2[1-6])\.0")  # the Graph versions that still answer


class Host(StrEnum):
    """The value is the prefix below which the simulator plays it."""

    OF_PAGES = "instagram-page"  # graph.facebook.com
    OWN = "instagram"  # graph.instagram.com


@dataclass(frozen=True, slots=True)
class Caller:
    """A call that may go on: whose account, by which login, with which parameters."""

    account: SimulatedAccount
    params: dict[str, Any]
    request: Request


def admitted(desk: Desk, request: Request, host: Host, version: str, node: str = "me") -> Caller:
    """The caller. Raises `GraphRefusal`. `node` is the part of the path that names the account."""
    if not _VERSION.fullmatch(version):
        raise GraphRefusal(2500, f"Unknown path components: {request.path}")
    params = params_of(request)
    account = _account(desk, request, params)
    _right_place(account, host, node)
    _proven(desk, account, request, params)
    return Caller(account, params, request)


def may(desk: Desk, *scopes: Scope) -> None:
    """Raises `GraphRefusal` where the operator has not agreed to all of this."""
    if not set(scopes) <= desk.world.rules.instagram.scopes:
        raise common.no_permission()


def token_in(request: Request, params: dict[str, Any]) -> str:
    return bearer_token(request) or str(params.get("access_token", ""))


def _account(desk: Desk, request: Request, params: dict[str, Any]) -> SimulatedAccount:
    value = token_in(request, params)
    if not value:
        raise common.no_token()
    token = desk.tokens.get(value)
    if token is None:
        raise common.unknown_token()
    if token.ends_at is not None and desk.world.now() >= token.ends_at:
        raise refusals.expired_token()
    return token.account


def _right_place(account: SimulatedAccount, host: Host, node: str) -> None:
    own_host = Host.OF_PAGES if by_page(account) else Host.OWN
    own_node = account.page if by_page(account) else account.account
    if host is own_host and node in ("me", own_node):
        return
    # A known node that the token is not made for; anything else does not even parse.
    known_node = node in ("me", account.account, account.page)
    if host is Host.OF_PAGES and (known_node or not by_page(account)):
        raise refusals.wrong_login()
    if host is own_host:
        raise common.no_such_object(node)
    raise refusals.unparsable_token()


def _proven(
    desk: Desk, account: SimulatedAccount, request: Request, params: dict[str, Any]
) -> None:
    given = str(params.get("appsecret_proof", ""))
    if not given and desk.world.rules.require_proof:
        text = "API calls from the server require an appsecret_proof argument"
        raise GraphRefusal(100, text)
    wanted = wire.proof(account.app_secret, token_in(request, params))
    if given and not hmac.compare_digest(given.encode(), wanted.encode()):
        raise GraphRefusal(100, "Invalid appsecret_proof provided in the API argument")
