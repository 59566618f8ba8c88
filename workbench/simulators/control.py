"""The bench's own controls: ledger, clock, faults, idle, and the shoppers' acts."""

import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from werkzeug.exceptions import (
    BadRequest,
    Conflict,
    Forbidden,
    HTTPException,
    NotFound,
    ServiceUnavailable,
)
from werkzeug.wrappers import Request, Response

from workbench.errors import WorkbenchError
from workbench.simulators.acts import do
from workbench.simulators.clock import iso_z
from workbench.simulators.conversation import Contact, NotThere
from workbench.simulators.sender import Sent
from workbench.simulators.shopper import Shopper
from workbench.simulators.world import UnknownAccount, World

JsonObject = dict[str, Any]


class Bench(Protocol):
    """What the controls need of the simulators."""

    def shopper(self, channel: str, account: str, user: str) -> Shopper: ...

    def idle(self) -> JsonObject: ...


class Control:
    """Answers the paths that belong to the bench and to no platform."""

    def __init__(self, world: World, bench: Bench, page: str) -> None:
        self._world = world
        self._bench = bench
        self._page = page
        self._last: dict[tuple[str, str, str], Sent] = {}

    def page(self, request: Request) -> Response:
        return Response(self._page, content_type="text/html; charset=utf-8")

    def no_icon(self, request: Request) -> Response:
        return Response(status=204)

    def ledger(self, request: Request) -> Response:
        wanted = {name: request.args.get(name) for name in ("channel", "account", "user")}
        return _json(self._world.ledger.read(**wanted))

    def clock(self, request: Request) -> Response:
        return _json({"now": iso_z(self._world.now())})

    def advance(self, request: Request) -> Response:
        seconds: Any = _body(request).get("advance_s")
        is_number = isinstance(seconds, int | float) and not isinstance(seconds, bool)
        if not is_number or not math.isfinite(seconds) or seconds < 0:
            raise _refuse(BadRequest, "advance_s must be a number of seconds, 0 or more")
        with _or_said_why():
            return _json({"now": iso_z(self._world.clock.advance(seconds))})

    def waiting_faults(self, request: Request) -> Response:
        return _json(self._world.faults.waiting())

    def order_fault(self, request: Request) -> Response:
        body = _body(request)
        count = body.get("count", 1)
        if not isinstance(count, int) or isinstance(count, bool):
            raise _refuse(BadRequest, "count must be a whole number")
        try:
            self._world.faults.order(str(body.get("channel")), str(body.get("kind")), count)
        except ValueError as error:
            raise _refuse(BadRequest, str(error)) from error
        return _json(self._world.faults.waiting())

    def idle(self, request: Request) -> Response:
        _same_origin(request)
        with _or_said_why():
            return _json(self._bench.idle())

    def accounts(self, request: Request) -> Response:
        """Without secrets: the page needs none."""
        return _json(
            [
                {"channel": a.channel, "endpoint": a.endpoint, "account": a.account}
                for a in self._world.accounts
            ]
        )

    def shoppers(self, request: Request) -> Response:
        with self._world.lock:
            met = [
                {
                    "channel": contact.account.channel,
                    "account": contact.account.account,
                    "user": contact.user,
                    "name": contact.name,
                    "bubbles": len(contact.bubbles),
                }
                for contact in self._world.contacts()
            ]
        return _json(met)

    def conversation(self, request: Request, channel: str, account: str, user: str) -> Response:
        """Both sides of a chat, as they stand on the shopper's screen."""
        try:
            known = self._world.account(channel, account)
        except UnknownAccount as error:
            raise _refuse(NotFound, str(error)) from error
        shopper = self._world.user_id(known, user)
        with self._world.lock:
            contact = self._world.seen(known, shopper) or Contact(known, shopper, user)
            bubbles = [bubble.as_json() for bubble in contact.bubbles]
        about = {"user": shopper, "name": contact.name, "blocked": contact.blocked}
        return _json(about | {"bubbles": bubbles})

    def act(self, request: Request, channel: str, account: str, user: str, action: str) -> Response:
        """A shopper does something; answers with the webhook that went out."""
        given = _body(request)
        try:
            shopper = self._bench.shopper(channel, account, user)
            sent = self._do(shopper, (channel, account, shopper.user), action, given)
        except UnknownAccount as error:
            raise _refuse(NotFound, str(error)) from error
        except NotThere as error:
            raise _refuse(Conflict, str(error)) from error
        except ValueError as error:
            raise _refuse(BadRequest, str(error)) from error
        return _json(_sent_json(sent))

    def _do(
        self, shopper: Shopper, key: tuple[str, str, str], action: str, given: JsonObject
    ) -> Sent:
        if not all(isinstance(value, str) for value in given.values()):
            raise ValueError("every value must be a string")
        if action in ("resend", "duplicate", "forge"):
            if key not in self._last:
                raise NotThere("this shopper has not done anything yet")
            again: Sent = getattr(shopper, action)(self._last[key])
            return again
        sent = do(shopper, action, given)
        if sent.attempts:
            self._last[key] = sent
        return sent


def _body(request: Request) -> JsonObject:
    _same_origin(request)
    body = request.get_json(force=True, silent=True) if request.get_data() else {}
    if not isinstance(body, dict):
        raise _refuse(BadRequest, "the body must be a JSON object")
    return body


def _same_origin(request: Request) -> None:
    """Another site open in the same browser may not drive the bench."""
    origin = request.headers.get("Origin")
    if origin is not None and origin.rpartition("/")[2] != request.host:
        raise _refuse(Forbidden, "another site's page may not drive this bench")


@contextmanager
def _or_said_why() -> Iterator[None]:
    """A stack that does not rest, or that is going down, is an answer and no failure of ours."""
    try:
        yield
    except WorkbenchError as error:
        raise _refuse(ServiceUnavailable, str(error)) from error


def _refuse(kind: type[HTTPException], why: str) -> HTTPException:
    response = _json({"error": why})
    response.status_code = kind.code or 400
    return kind(response=response)


def _sent_json(sent: Sent) -> JsonObject:
    return {
        "user": sent.user,
        "status": sent.status,
        "attempts": list(sent.attempts),
        "event_ids": list(sent.event_ids),
        "headers": dict(sent.headers),
        "body": sent.body.decode("utf-8"),
    }


def _json(body: Any) -> Response:
    return Response(json.dumps(body), content_type="application/json")
