"""How does the Graph API read what a call carries: query, form and JSON, which are one set?"""

import json
from collections.abc import Mapping
from typing import Any

from werkzeug.wrappers import Request

Json = dict[str, Any]


def params_of(request: Request, *, is_json: bool) -> Json | None:
    """The parameters; None where the body should be an object of JSON and is none."""
    params = _unfolded(request.args)
    if not is_json:
        return params | _unfolded(request.form)
    raw = request.get_data()
    body = _parsed(raw) if raw else {}
    return params | body if isinstance(body, dict) else None


def _unfolded(values: Mapping[str, str]) -> Json:
    """In queries and forms, objects and lists are JSON as text."""
    return {name: _unfold(value) for name, value in values.items()}


def _unfold(value: str) -> Any:
    if not value.startswith(("{", "[")):
        return value
    unfolded = _parsed(value.encode())
    return value if unfolded is None else unfolded


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None
