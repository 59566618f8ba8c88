"""The Messaging API that the shop calls: sending in all ways, and what became of it."""

from collections.abc import Callable
from typing import Any

from werkzeug.wrappers import Request, Response

from workbench.simulators.accounts import LINE
from workbench.simulators.faults import Fault
from workbench.simulators.line import messages, refusals
from workbench.simulators.line.desk import Answer, Desk, Pace, per_hour
from workbench.simulators.line.door import Call, read_json, refuse_retry_key
from workbench.simulators.line.loading import refuse_wrong_loading
from workbench.simulators.line.masses import Masses
from workbench.simulators.line.readmarks import ReadMarks
from workbench.simulators.line.sending import Sending
from workbench.simulators.ordered import fail_after_acceptance, fail_before_acceptance
from workbench.simulators.world import World

_ORDERED = {
    Fault.RATE_LIMIT: refusals.rate_limited,
    Fault.REVOKED: refusals.unauthorised,
    Fault.SERVER_ERROR: refusals.server_error,
}
_KINDS = ("reply", "push", "multicast", "narrowcast", "broadcast")
Way = Callable[[Call, dict[str, Any]], dict[str, Any]]


class MessagingApi:
    """Answers the calls about messages as `api.line.me` does."""

    def __init__(
        self, world: World, desk: Desk, sending: Sending, masses: Masses, marks: ReadMarks
    ) -> None:
        self._world = world
        self._desk = desk
        self._masses = masses
        self._marks = marks
        rules = world.rules
        every, hourly = Pace(rules.line_calls_per_s), per_hour(rules.line_hourly_calls)
        self._ways: dict[str, tuple[Way, Pace, int]] = {
            "reply": (sending.reply, every, 200),
            "push": (sending.push, every, 200),
            "multicast": (sending.multicast, Pace(rules.line_multicasts_per_s), 200),
            "narrowcast": (masses.narrowcast, hourly, 202),
            "broadcast": (masses.broadcast, hourly, 200),
        }

    def send(self, request: Request, kind: str) -> Response:
        """`POST /v2/bot/message/{reply|push|multicast|narrowcast|broadcast}`."""
        if kind not in self._ways:
            return self.unknown(request)
        way, pace, status = self._ways[kind]

        def work(call: Call) -> Answer:
            fail_before_acceptance(self._world, LINE, request, _ORDERED)
            answer = way(call, read_json(request))
            fail_after_acceptance(self._world, LINE, request)
            return status, answer

        return self._desk.serve(request, f"message/{kind}", work, pace)

    def validate(self, request: Request, kind: str) -> Response:
        """`POST /v2/bot/message/validate/{kind}`: checks the message objects only."""

        def work(call: Call) -> Answer:
            if kind not in _KINDS:
                raise refusals.not_found()
            refuse_retry_key(request)
            problems = messages.problems(read_json(request).get("messages"))
            if problems:
                raise refusals.wrong_body(problems)
            return 200, {}

        return self._desk.serve(request, f"message/validate/{kind}", work)

    def progress(self, request: Request) -> Response:
        """`GET /v2/bot/message/progress/narrowcast?requestId=`."""

        def work(call: Call) -> Answer:
            request_id = request.args.get("requestId", "")
            if not request_id:
                raise refusals.wrong_value("requestId")
            return 200, self._masses.progress(call.account.account, request_id)

        return self._desk.serve(request, "message/progress/narrowcast", work)

    def loading(self, request: Request) -> Response:
        """`POST /v2/bot/chat/loading/start`."""

        def work(call: Call) -> Answer:
            refuse_retry_key(request)
            refuse_wrong_loading(read_json(request))
            return 202, {}

        pace = Pace(self._world.rules.line_loadings_per_s)
        return self._desk.serve(request, "chat/loading/start", work, pace)

    def mark_as_read(self, request: Request) -> Response:
        """`POST /v2/bot/chat/markAsRead`: that message and all before it."""

        def work(call: Call) -> Answer:
            refuse_retry_key(request)
            with self._world.lock:
                self._marks.use(call.account.account, read_json(request).get("markAsReadToken"))
            return 200, {}

        return self._desk.serve(request, "chat/markAsRead", work)

    def unknown(self, request: Request) -> Response:
        """Any other path."""

        def work() -> Answer:
            raise refusals.not_found()

        return self._desk.open(work)
