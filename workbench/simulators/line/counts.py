"""The calls that tell how much was sent, and how much may still be."""

import re
from datetime import datetime

from werkzeug.wrappers import Request, Response

from workbench.simulators.line import refusals
from workbench.simulators.line.delivering import Deliveries
from workbench.simulators.line.desk import Answer, Desk
from workbench.simulators.line.door import Call
from workbench.simulators.line.quota import LINE_TIME
from workbench.simulators.world import World

_DAY = re.compile(r"\d{8}")
_FIRST_DAY = "20180331"  # before it there are no counts
_KINDS = ("reply", "push", "multicast", "broadcast", "pnp", "pnp/templated")
_MOST_LISTED = 100


class CountsApi:
    """Answers `/v2/bot/message/{quota|delivery|aggregation}…`."""

    def __init__(self, world: World, desk: Desk, deliveries: Deliveries) -> None:
        self._world = world
        self._desk = desk
        self._deliveries = deliveries

    def quota(self, request: Request) -> Response:
        """`GET /v2/bot/message/quota`."""

        def work(call: Call) -> Answer:
            ceiling = self._deliveries.quota.ceiling
            if ceiling is None:
                return 200, {"type": "none"}
            return 200, {"type": "limited", "value": ceiling}

        return self._desk.serve(request, "message/quota", work)

    def consumption(self, request: Request) -> Response:
        """`GET /v2/bot/message/quota/consumption`."""

        def work(call: Call) -> Answer:
            with self._world.lock:
                used = self._deliveries.quota.used(call.account.account, self._world.now())
            return 200, {"totalUsage": used}

        return self._desk.serve(request, "message/quota/consumption", work)

    def delivery(self, request: Request, kind: str) -> Response:
        """`GET /v2/bot/message/delivery/{kind}?date=`: there is none of narrowcasts."""

        def work(call: Call) -> Answer:
            if kind not in _KINDS:
                raise refusals.not_found()
            day = request.args.get("date", "")
            if not _is_day(day):
                raise refusals.wrong_value("date")
            if day < _FIRST_DAY:
                return 200, {"status": "out_of_service"}
            if day >= f"{self._world.now().astimezone(LINE_TIME):%Y%m%d}":
                return 200, {"status": "unready"}
            with self._world.lock:
                number = self._deliveries.quota.of_day(call.account.account, kind, day)
            return 200, {"status": "ready", "success": number}

        return self._desk.serve(request, f"message/delivery/{kind}", work)

    def units(self, request: Request) -> Response:
        """`GET /v2/bot/message/aggregation/info`."""

        def work(call: Call) -> Answer:
            return 200, {"numOfCustomAggregationUnits": len(self._names(call))}

        return self._desk.serve(request, "message/aggregation/info", work)

    def unit_names(self, request: Request) -> Response:
        """`GET /v2/bot/message/aggregation/list?limit=&start=`."""

        def work(call: Call) -> Answer:
            limit, start = request.args.get("limit", "100"), request.args.get("start", "0")
            if not limit.isdecimal() or not 1 <= int(limit) <= _MOST_LISTED:
                raise refusals.wrong_value("limit")
            names = self._names(call)
            if not start.isdecimal() or int(start) > len(names):
                raise refusals.LineRefusal(400, "Invalid start param")
            first, end = int(start), int(start) + int(limit)
            more = {"next": str(end)} if end < len(names) else {}
            return 200, {"customAggregationUnits": names[first:end], **more}

        return self._desk.serve(request, "message/aggregation/list", work)

    def _names(self, call: Call) -> list[str]:
        with self._world.lock:
            return list(self._deliveries.units.of(call.account.account, self._world.now()))


def _is_day(text: str) -> bool:
    try:
        datetime.strptime(text, "%Y%m%d").replace(tzinfo=LINE_TIME)
    except ValueError:
        return False
    return _DAY.fullmatch(text) is not None
