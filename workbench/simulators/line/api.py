"""The Messaging API that the shop calls: sending, and the few things it reads."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from werkzeug.wrappers import Request, Response

from workbench.simulators.accounts import LINE
from workbench.simulators.faults import Fault
from workbench.simulators.identifiers import LINE_USER_ID
from workbench.simulators.line import messages, refusals
from workbench.simulators.line.door import Call, admit, read_json, refuse_retry_key
from workbench.simulators.line.sending import AlreadyAccepted, Sending
from workbench.simulators.ordered import fail_after_acceptance, fail_before_acceptance
from workbench.simulators.world import World

_MAX_LOADING_S = 60
_LOADING_STEP_S = 5
_ORDERED = {
    Fault.RATE_LIMIT: refusals.rate_limited,
    Fault.REVOKED: refusals.unauthorised,
    Fault.SERVER_ERROR: refusals.server_error,
}
Answer = tuple[int, dict[str, Any]]


class MessagingApi:
    """Answers calls as `api.line.me` does."""

    def __init__(self, world: World, sending: Sending) -> None:
        self._world = world
        self._sending = sending

    def send(self, request: Request, kind: str) -> Response:
        """`POST /v2/bot/message/{reply|push|multicast}`."""
        ways = {
            "reply": self._sending.reply,
            "push": self._sending.push,
            "multicast": self._sending.multicast,
        }
        request_id = self._world.ids.request()

        def call() -> Answer:
            if kind not in ways:
                raise refusals.not_found()
            admitted = self._admit(request, f"message/{kind}", multicast=kind == "multicast")
            fail_before_acceptance(self._world, LINE, request, _ORDERED)
            answer = ways[kind](admitted, read_json(request), request_id)
            fail_after_acceptance(self._world, LINE, request)
            return 200, answer

        return _answer(request_id, call)

    def validate(self, request: Request, kind: str) -> Response:
        """`POST /v2/bot/message/validate/{kind}`: checks the message objects only."""

        def call(admitted: Call) -> Answer:
            problems = messages.problems(read_json(request).get("messages"))
            if problems:
                raise refusals.wrong_body(problems)
            return 200, {}

        return self._read(request, f"message/validate/{kind}", call)

    def loading(self, request: Request) -> Response:
        """`POST /v2/bot/chat/loading/start`."""
        rate = self._world.rules.line_loadings_per_s

        def call(admitted: Call) -> Answer:
            refuse_retry_key(request)
            _refuse_wrong_loading(read_json(request))
            return 202, {}

        return self._read(request, "chat/loading/start", call, rate)

    def profile(self, request: Request, user: str) -> Response:
        """`GET /v2/bot/profile/{userId}`."""

        def call(admitted: Call) -> Answer:
            if not LINE_USER_ID.fullmatch(user):
                raise refusals.LineRefusal(400, "The value for the 'userId' parameter is invalid")
            contact = self._world.known(admitted.account, user)
            if contact is None or contact.blocked:
                raise refusals.not_found()
            name = f"顧客 {user[1:5]}"
            return 200, {"userId": user, "displayName": name, "language": "zh-TW"}

        return self._read(request, "profile", call)

    def quota(self, request: Request) -> Response:
        """`GET /v2/bot/message/quota`."""
        ceiling = self._sending.quota.ceiling
        limited = {"type": "none"} if ceiling is None else {"type": "limited", "value": ceiling}
        return self._read(request, "message/quota", lambda _: (200, dict(limited)))

    def consumption(self, request: Request) -> Response:
        """`GET /v2/bot/message/quota/consumption`."""

        def call(admitted: Call) -> Answer:
            with self._world.lock:
                used = self._sending.quota.used(admitted.account.account, self._world.now())
            return 200, {"totalUsage": used}

        return self._read(request, "message/quota/consumption", call)

    def bot_info(self, request: Request) -> Response:
        """`GET /v2/bot/info`."""

        def call(admitted: Call) -> Answer:
            about = {"userId": admitted.account.account, "basicId": "@000towky"}
            return 200, about | {"displayName": "towkay", "chatMode": "chat"}

        return self._read(request, "info", call)

    def unknown(self, request: Request) -> Response:
        """Any other path."""

        def call() -> Answer:
            raise refusals.not_found()

        return _answer(self._world.ids.request(), call)

    def _admit(self, request: Request, path: str, *, multicast: bool = False) -> Call:
        rules = self._world.rules
        rate = rules.line_multicasts_per_s if multicast else rules.line_calls_per_s
        return admit(self._world, request, path, rate)

    def _read(
        self, request: Request, path: str, call: Callable[[Call], Answer], rate: int | None = None
    ) -> Response:
        allowed = self._world.rules.line_calls_per_s if rate is None else rate

        def admitted() -> Answer:
            return call(admit(self._world, request, path, allowed))

        return _answer(self._world.ids.request(), admitted)


def _answer(request_id: str, call: Callable[[], Answer]) -> Response:
    """The call's result as a response; every response names its request."""
    headers = {"x-line-request-id": request_id}
    try:
        status, body = call()
    except refusals.LineRefusal as refusal:
        status, body = refusal.status, refusal.body()
    except AlreadyAccepted as repeat:
        status, body = 409, repeat.body()
        headers["x-line-accepted-request-id"] = repeat.first.request_id
    return _response(status, body, headers)


def _response(status: int, body: dict[str, Any], headers: Mapping[str, str]) -> Response:
    return Response(json.dumps(body), status, dict(headers), content_type="application/json")


def _refuse_wrong_loading(body: dict[str, Any]) -> None:
    problems = []
    chat, seconds = body.get("chatId"), body.get("loadingSeconds", 20)
    if not isinstance(chat, str) or not LINE_USER_ID.fullmatch(chat):
        text = (
            "Only user id is acceptable, please confirm if there are any group/room ids or "
            "illegal ids."
        )
        problems.append(refusals.Problem(text, "chatId"))
    if not isinstance(seconds, int) or not _LOADING_STEP_S <= seconds <= _MAX_LOADING_S:
        problems.append(refusals.Problem("Must be between 5 and 60", "loadingSeconds"))
    elif seconds % _LOADING_STEP_S:
        problems.append(refusals.Problem("must be a multiple of five", "loadingSeconds"))
    if problems:
        raise refusals.wrong_body(problems)
