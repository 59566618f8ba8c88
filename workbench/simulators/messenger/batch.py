"""How are up to fifty calls made in one?

Source: Graph API, "Batch requests". Here they are made in their order; nobody may rely on that.
"""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request, Response

from workbench.simulators.bearer import bearer_token
from workbench.simulators.messenger.door import SECRETS, params_of
from workbench.simulators.meta import refusals as common

_MOST = 50
Single = Callable[[Request, str], Response]


def batched(request: Request, single: Single) -> list[dict[str, Any]]:
    """The answer of each operation. Raises `GraphRefusal`."""
    params = params_of(request)
    operations = params.get("batch")
    if not isinstance(operations, list):
        raise common.bad_parameter("The parameter batch is required")
    if len(operations) > _MOST:
        raise common.bad_parameter(f"Too many requests in batch; at most {_MOST} are allowed")
    token = bearer_token(request) or str(params.get("access_token", ""))
    if not token:
        raise common.no_token()
    shared = {name: str(params[name]) for name in SECRETS & params.keys()} | {"access_token": token}
    with_headers = str(params.get("include_headers", "true")).lower() != "false"
    return [_answer(one, shared, single, with_headers) for one in operations]


def _answer(
    operation: Any, shared: dict[str, str], single: Single, with_headers: bool
) -> dict[str, Any]:
    given = operation if isinstance(operation, dict) else {}
    parts = urlsplit(str(given.get("relative_url", "")))
    own = dict(parse_qsl(parts.query)) | dict(parse_qsl(str(given.get("body", ""))))
    method = str(given.get("method", "GET")).upper()
    query = urlencode(shared | own)
    path = parts.path.strip("/")
    builder = EnvironBuilder(path=f"/graph/{path}", method=method, query_string=query)
    response = single(Request(builder.get_environ()), path)
    headers = [{"name": name, "value": value} for name, value in response.headers.items()]
    body = {"code": response.status_code, "body": json.dumps(response.get_json())}
    return body | ({"headers": headers} if with_headers else {})
