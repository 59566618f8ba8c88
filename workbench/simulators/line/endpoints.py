"""Where does LINE post an account's webhooks, and does anybody answer there?"""

import re
from datetime import UTC, datetime

from werkzeug.wrappers import Request, Response

from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.line import refusals
from workbench.simulators.line.desk import Answer, Desk, Pace, per_hour, per_minute
from workbench.simulators.line.door import Call, read_json
from workbench.simulators.line.webhooks import LineWebhooks
from workbench.simulators.world import World

_ADDRESS = re.compile(r"https://[!-~]{1,492}")
_MOST = 500


class EndpointApi:
    """Answers `/v2/bot/channel/webhook/…`."""

    def __init__(self, world: World, desk: Desk, webhooks: LineWebhooks) -> None:
        self._world = world
        self._desk = desk
        self._webhooks = webhooks

    def put(self, request: Request) -> Response:
        """`PUT /v2/bot/channel/webhook/endpoint`: where webhooks go from now on."""

        def work(call: Call) -> Answer:
            address = read_json(request).get("endpoint")
            if not isinstance(address, str) or not _ADDRESS.fullmatch(address):
                raise _invalid()
            with self._world.lock:
                self._webhooks.endpoints[call.account.account] = address
            return 200, {}

        return self._desk.serve(request, "channel/webhook/endpoint", work, self._pace())

    def get(self, request: Request) -> Response:
        """`GET /v2/bot/channel/webhook/endpoint`."""

        def work(call: Call) -> Answer:
            address = self._address(call.account)
            return 200, {"endpoint": address, "active": self._world.rules.line_use_webhook}

        return self._desk.serve(request, "channel/webhook/endpoint", work, self._pace())

    def test(self, request: Request) -> Response:
        """`POST /v2/bot/channel/webhook/test`: a signed body of no events, and what came of it."""

        def work(call: Call) -> Answer:
            address = read_json(request).get("endpoint", None) or self._address(call.account)
            if not isinstance(address, str) or len(address) > _MOST:
                raise _invalid()
            status, reason = self._webhooks.test(call.account, address)
            return 200, _outcome(self._world.now(), status, reason)

        pace = per_hour(self._world.rules.line_hourly_calls)
        return self._desk.serve(request, "channel/webhook/test", work, pace)

    def _address(self, account: SimulatedAccount) -> str:
        """Raises `LineRefusal` when none was set."""
        address = self._webhooks.address(account)
        if not address:
            raise refusals.LineRefusal(404, "Webhook endpoint not found")
        return address

    def _pace(self) -> Pace:
        return per_minute(self._world.rules.line_webhook_calls_per_min)


def _invalid() -> refusals.LineRefusal:
    return refusals.LineRefusal(400, "Invalid webhook endpoint URL")


def _outcome(now: datetime, status: int | None, reason: str) -> dict[str, object]:
    written = now.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return {
        "success": reason == "OK",
        "timestamp": written,
        "statusCode": status or 0,
        "reason": reason,
        "detail": str(status or reason),
    }
