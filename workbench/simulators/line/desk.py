"""What do all endpoints of LINE share: who may call, how often, the form of an answer?"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.wrappers import Request, Response

from workbench.simulators.accounts import LINE
from workbench.simulators.bearer import bearer_token
from workbench.simulators.line import refusals
from workbench.simulators.line.accepted import AlreadyAccepted
from workbench.simulators.line.credentials import Credentials
from workbench.simulators.line.door import Call
from workbench.simulators.world import World

Answer = tuple[int, dict[str, Any]]
_PER_HOUR, _PER_MINUTE, _PER_SECOND = 3600, 60, 1


@dataclass(frozen=True, slots=True)
class Pace:
    """So many calls of one endpoint and method in so many seconds."""

    calls: int
    over_s: int = _PER_SECOND


def per_hour(calls: int) -> Pace:
    return Pace(calls, _PER_HOUR)


def per_minute(calls: int) -> Pace:
    return Pace(calls, _PER_MINUTE)


class Desk:
    """Lets calls in and says what came of them; every answer names its request."""

    def __init__(self, world: World, credentials: Credentials) -> None:
        self._world = world
        self._credentials = credentials

    def serve(
        self,
        request: Request,
        path: str,
        work: Callable[[Call], Answer | Response],
        pace: Pace | None = None,
    ) -> Response:
        """Answer an authenticated call; `path` is the endpoint without its parameters."""
        request_id = self._world.ids.request()
        allowed = pace or Pace(self._world.rules.line_calls_per_s)
        return _answer(request_id, lambda: work(self._admit(request, path, allowed, request_id)))

    def open(self, work: Callable[[], Answer]) -> Response:
        """Answer a call that needs no token."""
        return _answer(self._world.ids.request(), work)

    def _admit(self, request: Request, path: str, pace: Pace, request_id: str) -> Call:
        """Bearer token, then rate limit. Raises `LineRefusal`."""
        with self._world.lock:
            found = self._credentials.living(bearer_token(request))
        if found is None:
            raise refusals.unauthorised()
        # Limits are per channel, endpoint and method, whatever the path's parameters.
        key = (LINE, found.account.account, path, request.method)
        if not self._world.buckets.take(key, pace.calls, self._world.now(), pace.over_s):
            raise refusals.rate_limited()
        return Call(found.account, request, path, request_id)


def _answer(request_id: str, work: Callable[[], Answer | Response]) -> Response:
    """The work's result as a response."""
    headers = {"x-line-request-id": request_id}
    try:
        made = work()
    except refusals.LineRefusal as refusal:
        made = refusal.status, refusal.body()
    except AlreadyAccepted as repeat:
        made = 409, repeat.body()
        headers["x-line-accepted-request-id"] = repeat.first.request_id
    if isinstance(made, Response):
        made.headers.extend(headers)
        return made
    return _json(*made, headers)


def _json(status: int, body: dict[str, Any], headers: Mapping[str, str]) -> Response:
    return Response(json.dumps(body), status, dict(headers), content_type="application/json")
