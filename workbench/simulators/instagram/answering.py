"""How does the Graph API read the parameters of a call, and how does it answer?"""

import json
from collections.abc import Callable
from typing import Any

from werkzeug.wrappers import Request, Response

from workbench.simulators.instagram import refusals
from workbench.simulators.messenger.refusals import GraphRefusal
from workbench.simulators.world import World

Json = dict[str, Any]
SECRETS = ("access_token", "appsecret_proof", "client_secret")


def answered(world: World, call: Callable[[], Json]) -> Response:
    """What the call gives, or the body of its refusal."""
    try:
        body, status = call(), 200
    except GraphRefusal as refusal:
        body, status = refusal.body(world.ids.trace()), refusal.status
    headers = {"facebook-api-version": "v26.0", "x-fb-trace-id": world.ids.trace()}
    return Response(json.dumps(body), status, headers, content_type="application/json")


def params_of(request: Request) -> Json:
    """Query, form and JSON are one set; in the first two, objects are JSON strings."""
    params = {name: _unfold(value) for name, value in request.args.items()}
    if request.mimetype == "application/json":
        body = _parsed(request.get_data())
        if not isinstance(body, dict):
            raise refusals.parameter("The request body could not be parsed as JSON")
        return params | body
    return params | {name: _unfold(value) for name, value in request.form.items()}


def _unfold(value: str) -> Any:
    if not value.startswith(("{", "[")):
        return value
    unfolded = _parsed(value.encode())
    return value if unfolded is None else unfolded


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw) if raw else {}
    except (ValueError, RecursionError):
        return None
