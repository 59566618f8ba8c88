"""The calls about statistics; LINE hides every figure that fewer than 20 people stand behind."""

from datetime import datetime
from typing import Any

from werkzeug.wrappers import Request, Response

from workbench.simulators.clock import epoch_ms
from workbench.simulators.line import refusals
from workbench.simulators.line.delivering import Deliveries
from workbench.simulators.line.desk import Answer, Desk, per_hour
from workbench.simulators.line.door import Call
from workbench.simulators.line.masses import Masses
from workbench.simulators.line.quota import LINE_TIME
from workbench.simulators.line.richmenus import RichMenus
from workbench.simulators.world import World

_FEWEST = 20
_LONGEST_UNITS_DAYS, _LONGEST_MENU_DAYS, _LONGEST_DAILY_DAYS = 30, 396, 99
Json = dict[str, Any]


class InsightApi:
    """Answers `/v2/bot/insight/…`."""

    def __init__(
        self, world: World, desk: Desk, deliveries: Deliveries, masses: Masses, menus: RichMenus
    ) -> None:
        self._world = world
        self._desk = desk
        self._deliveries = deliveries
        self._masses = masses
        self._menus = menus

    def followers(self, request: Request) -> Response:
        """`GET /v2/bot/insight/followers?date=`."""

        def work(call: Call) -> Answer:
            if _day(request, "date") >= self._today():
                return 200, {"status": "unready"}
            with self._world.lock:
                met = [one for one in self._world.contacts() if one.account == call.account]
                friends = self._masses.friends(call.account)
            return 200, {
                "status": "ready",
                "followers": len(met),
                "targetedReaches": self._masses.target_reach(friends),
                "blocks": sum(one.blocked for one in met),
            }

        return self._serve(request, "insight/followers", work)

    def deliveries(self, request: Request) -> Response:
        """`GET /v2/bot/insight/message/delivery?date=`."""

        def work(call: Call) -> Answer:
            day = _day(request, "date")
            if day >= self._today():
                return 200, {"status": "unready"}
            kinds = ("broadcast", "push", "multicast", "narrowcast", "reply")
            written = f"{day:%Y%m%d}"
            of_day = {
                f"api{kind.capitalize()}": self._deliveries.quota.of_day(
                    call.account.account, kind, written
                )
                for kind in kinds
            }
            return 200, {"status": "ready", **{name: n for name, n in of_day.items() if n}}

        return self._serve(request, "insight/message/delivery", work)

    def demographic(self, request: Request) -> Response:
        """`GET /v2/bot/insight/demographic`: not for an account of few friends."""

        def work(call: Call) -> Answer:
            reach = self._masses.target_reach(self._masses.friends(call.account))
            if reach < _FEWEST:
                return 200, {"available": False}
            parts = ("genders", "ages", "areas", "appTypes", "subscriptionPeriods")
            return 200, {"available": True, **{part: [] for part in parts}}

        return self._serve(request, "insight/demographic", work)

    def event(self, request: Request) -> Response:
        """`GET /v2/bot/insight/message/event?requestId=`: of a narrowcast or broadcast."""

        def work(call: Call) -> Answer:
            named = request.args.get("requestId", "")
            at = self._masses.requests.get((call.account.account, named))
            if at is None:
                raise refusals.wrong_value("requestId")
            overview = {
                "requestId": named,
                "timestamp": epoch_ms(at) // 1000,
                "delivered": None,
                **dict.fromkeys(_HIDDEN),
            }
            return 200, {"overview": overview, "messages": [], "clicks": []}

        return self._serve(request, "insight/message/event", work)

    def units(self, request: Request) -> Response:
        """`GET /v2/bot/insight/message/event/aggregation?customAggregationUnit=&from=&to=`."""

        def work(call: Call) -> Answer:
            span = (_day(request, "to") - _day(request, "from")).days
            if (
                not request.args.get("customAggregationUnit")
                or not 0 <= span <= _LONGEST_UNITS_DAYS
            ):
                raise refusals.bare()
            return 200, {"overview": dict.fromkeys(_HIDDEN), "messages": [], "clicks": []}

        return self._serve(request, "insight/message/event/aggregation", work)

    def rich_menu(self, request: Request, menu: str, kind: str) -> Response:
        """`GET /v2/bot/insight/richmenu/{id}/{summary|daily}?from=&to=`."""

        def work(call: Call) -> Answer:
            longest = {"summary": _LONGEST_MENU_DAYS, "daily": _LONGEST_DAILY_DAYS}.get(kind)
            if longest is None:
                raise refusals.not_found()
            if not 0 <= (_day(request, "to") - _day(request, "from")).days <= longest:
                raise refusals.wrong_value("to")
            with self._world.lock:
                found = self._menus.of(call.account.account).menu(menu)
            return 200, {"richMenuId": found.id}  # nobody here has 20 people who tapped it

        return self._serve(request, f"insight/richmenu/{kind}", work)

    def _today(self) -> datetime:
        now = self._world.now().astimezone(LINE_TIME)
        return now.replace(hour=0, minute=0, second=0, microsecond=0)

    def _serve(self, request: Request, path: str, work: Any) -> Response:
        pace = per_hour(self._world.rules.line_hourly_calls)
        return self._desk.serve(request, path, work, pace)


_HIDDEN = (
    "uniqueImpression",
    "uniqueClick",
    "uniqueMediaPlayed",
    "uniqueMediaPlayed100Percent",
)


def _day(request: Request, name: str) -> datetime:
    text = request.args.get(name, "")
    try:
        if len(text) == 8:
            return datetime.strptime(text, "%Y%m%d").replace(tzinfo=LINE_TIME)
    except ValueError:
        pass
    raise refusals.wrong_value(name)
