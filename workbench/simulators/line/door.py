"""What every call to the Messaging API must get past before its content is looked at."""

import json
import re
from dataclasses import dataclass
from typing import Any

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Request

from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.identifiers import LINE_USER_ID
from workbench.simulators.line import refusals

MAX_BODY = 2 * 1024 * 1024
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
RETRY_KEY = "X-Line-Retry-Key"


@dataclass(frozen=True, slots=True)
class Call:
    """An authenticated call; `path` is the endpoint without parameters."""

    account: SimulatedAccount
    request: Request
    path: str
    request_id: str


def read_bytes(request: Request, most: int = MAX_BODY) -> bytes:
    """The body. Raises `LineRefusal` when it is too large."""
    request.max_content_length = most
    try:
        return request.get_data()
    except RequestEntityTooLarge as error:
        raise refusals.too_large() from error


def read_json(request: Request) -> dict[str, Any]:
    """Size, media type, JSON. Raises `LineRefusal`."""
    raw = read_bytes(request)
    if request.mimetype != "application/json":
        raise refusals.media_type(request.mimetype or "null")
    try:
        body = json.loads(raw)
    except json.JSONDecodeError as error:
        raise refusals.not_json(error.lineno, error.colno) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise refusals.not_json(1, 1) from error
    if not isinstance(body, dict):
        raise refusals.not_json(1, 1)
    return body


def retry_key(request: Request) -> str | None:
    """The retry key, if one was given. Raises `LineRefusal` when it is no UUID."""
    key = request.headers.get(RETRY_KEY)
    if key is not None and not _UUID.fullmatch(key):
        raise refusals.retry_key(f"The value for the '{RETRY_KEY}' header is invalid")
    return key.lower() if key else None


def refuse_retry_key(request: Request) -> None:
    """Only push, multicast, narrowcast and broadcast take one. Raises `LineRefusal`."""
    if RETRY_KEY in request.headers:
        raise refusals.retry_key(f"The '{RETRY_KEY}' header is not supported by this endpoint")


def refuse_other_ids(user: str) -> None:
    """Raises `LineRefusal` for what is no id of a person."""
    if not LINE_USER_ID.fullmatch(user):
        raise refusals.wrong_value("userId")
