"""How does Instagram's API refuse what it cannot read, and how does it answer?"""

import json
from collections.abc import Callable
from typing import Any

from werkzeug.wrappers import Request, Response

from workbench.simulators import graph_params
from workbench.simulators.meta import refusals as common
from workbench.simulators.meta.refusals import GraphRefusal
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
    """Raises `GraphRefusal` for a body that says it is JSON and is none."""
    params = graph_params.params_of(request, is_json=request.mimetype == "application/json")
    if params is None:
        raise common.bad_parameter("The request body could not be parsed as JSON")
    return params
