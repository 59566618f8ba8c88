"""Who calls, with which parameters, and may they call at all?"""

import hmac
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from werkzeug.wrappers import Request, Response

from workbench.simulators import graph_params
from workbench.simulators.accounts import WHATSAPP, SimulatedAccount
from workbench.simulators.bearer import bearer_token
from workbench.simulators.whatsapp import refusals, wire
from workbench.simulators.whatsapp.refusals import CloudRefusal
from workbench.simulators.whatsapp.state import Number, State
from workbench.simulators.whatsapp.values import JsonObject

_VERSION = re.compile(r"v([0-9]+)\.0")
_NEWEST = 26
_OLDEST = 21
_HOUR = timedelta(hours=1)
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


@dataclass(frozen=True, slots=True)
class Call:
    """One call to `/{node}/{edge}/{leaf}`; edge and leaf are empty where there are none."""

    request: Request
    method: str
    node: str
    edge: str
    leaf: str
    params: JsonObject
    account: SimulatedAccount

    def text(self, name: str) -> str:
        """A parameter as text; empty when it is missing."""
        return str(self.params.get(name, ""))


def opened(state: State, request: Request, rest: str) -> Call:
    """Raises `CloudRefusal` for a path, version, token or body that leads nowhere."""
    _, parts = _versioned(rest)
    params = _params(request)
    account = _authenticated(state, request, params)
    node, edge, leaf = ([*parts, "", "", ""])[:3]
    return Call(request, request.method, node, edge, leaf, params, account)


def version_of(rest: str) -> str:
    """The version that answers: an expired one is served as the oldest there is."""
    return _versioned(rest)[0]


def _versioned(rest: str) -> tuple[str, list[str]]:
    parts = [part for part in rest.split("/") if part]
    match = _VERSION.fullmatch(parts[0]) if parts else None
    if match is None:
        return f"v{_NEWEST}.0", parts
    if int(match[1]) > _NEWEST:
        raise refusals.unknown_path(f"/{rest}")
    return f"v{max(_OLDEST, int(match[1]))}.0", parts[1:]


def _authenticated(state: State, request: Request, params: JsonObject) -> SimulatedAccount:
    """The account whose token it is; a proof of the app's secret must be right if it is there."""
    token = bearer_token(request)
    account = state.world.by_token(WHATSAPP, token) if token else None
    if account is None:
        raise refusals.unknown_token()
    proof = str(params.pop("appsecret_proof", ""))
    wanted = wire.proof(account.app_secret, token)
    if proof and not hmac.compare_digest(proof.encode("utf-8", "replace"), wanted.encode()):
        raise CloudRefusal(100, message="Invalid appsecret_proof provided in the API argument")
    return account


def need(state: State, permission: str) -> None:
    if permission not in state.rules.permissions:
        raise refusals.lacks(permission)


def number_of(state: State, call: Call) -> Number:
    """The number the path names, if the token is for it."""
    number = state.numbers.get(call.node)
    if number is None or number.account.portfolio != call.account.portfolio:
        raise refusals.no_such_object(call.node, call.method.lower())
    return number


def management(state: State, waba: str) -> None:
    """Count a call of management; so many an hour for each business account."""
    need(state, "whatsapp_business_management")
    now, calls = state.world.now(), state.business(waba).calls
    calls[:] = [at for at in calls if now - at < _HOUR]
    if len(calls) >= state.rules.calls_per_hour:
        raise CloudRefusal(80007, "There have been too many calls to this business account.")
    calls.append(now)


def answered(state: State, rest: str, call: Callable[[], JsonObject | Response]) -> Response:
    """The call's result as a response; every response has its trace."""
    trace = state.world.ids.trace()
    headers = {"x-fb-trace-id": trace}
    try:
        headers["facebook-api-version"] = version_of(rest)
        body, status = call(), 200
    except CloudRefusal as refusal:
        body, status = refusal.body(trace), refusal.status
    if isinstance(body, Response):
        return body
    usage = {"call_count": 1, "total_cputime": 1, "total_time": 1}
    headers["x-app-usage"] = json.dumps(usage)
    return Response(json.dumps(body), status, headers, content_type="application/json")


def _params(request: Request) -> JsonObject:
    params = graph_params.params_of(request, is_json=request.mimetype not in _FORMS)
    if params is None:
        raise refusals.required("messaging_product")
    return params
