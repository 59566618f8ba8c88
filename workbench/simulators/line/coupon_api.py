"""The calls about coupons."""

from collections.abc import Callable

from werkzeug.wrappers import Request, Response

from workbench.simulators.line import refusals
from workbench.simulators.line.coupon_shape import content_of, problems
from workbench.simulators.line.coupons import Coupon, Coupons
from workbench.simulators.line.desk import Answer, Desk, Pace
from workbench.simulators.line.door import Call, read_json
from workbench.simulators.world import World

_MOST_VALID = 5000
_MOST_LISTED = 100
_STATES = ("DRAFT", "RUNNING", "CLOSED")
Shelf = dict[str, Coupon]


class CouponApi:
    """Answers `/v2/bot/coupon…`: nothing can be changed, only closed."""

    def __init__(self, world: World, desk: Desk, coupons: Coupons) -> None:
        self._world = world
        self._desk = desk
        self._coupons = coupons

    def create(self, request: Request) -> Response:
        """`POST /v2/bot/coupon`."""

        def work(shelf: Shelf) -> Answer:
            body = read_json(request)
            found = list(problems(body))
            if not found and sum(not one.closed for one in shelf.values()) >= _MOST_VALID:
                found = [refusals.Problem("You have too many coupons created.", "")]
            if found:
                raise refusals.wrong_body(found)
            now = self._world.now()
            made = Coupon(self._world.ids.ulid(now), content_of(body), now)
            shelf[made.id] = made
            return 200, {"couponId": made.id}

        return self._serve(request, "coupon", work)

    def listed(self, request: Request) -> Response:
        """`GET /v2/bot/coupon?limit=&start=&status=`."""

        def work(shelf: Shelf) -> Answer:
            limit, start = request.args.get("limit", "20"), request.args.get("start", "0")
            if not limit.isdecimal() or not 1 <= int(limit) <= _MOST_LISTED:
                raise refusals.wrong_value("limit")
            if not start.isdecimal():
                raise refusals.wrong_value("start")
            wanted = _states(request.args.get("status", ",".join(_STATES)))
            items = [one for one in shelf.values() if one.status in wanted]
            first, end = int(start), int(start) + int(limit)
            shown = [
                {"couponId": one.id, "title": one.content["title"]} for one in items[first:end]
            ]
            more = {"next": str(end)} if end < len(items) else {}
            return 200, {"items": shown, **more}

        return self._serve(request, "coupon", work)

    def get(self, request: Request, coupon: str) -> Response:
        """`GET /v2/bot/coupon/{couponId}`."""

        def work(shelf: Shelf) -> Answer:
            return 200, _find(shelf, coupon).as_json()

        return self._serve(request, "coupon/id", work)

    def close(self, request: Request, coupon: str) -> Response:
        """`PUT /v2/bot/coupon/{couponId}/close`: for good."""

        def work(shelf: Shelf) -> Answer:
            found = _find(shelf, coupon)
            if found.closed:
                raise refusals.LineRefusal(410, "The coupon has already been closed.")
            found.closed = True
            return 200, {}

        return self._serve(request, "coupon/close", work)

    def _serve(self, request: Request, path: str, work: Callable[[Shelf], Answer]) -> Response:
        def locked(call: Call) -> Answer:
            with self._world.lock:
                return work(self._coupons.of(call.account.account))

        pace = Pace(self._world.rules.line_coupon_calls_per_s)
        return self._desk.serve(request, path, locked, pace)


def _find(shelf: Shelf, coupon: str) -> Coupon:
    if coupon not in shelf:
        raise refusals.LineRefusal(404, "coupon not found")
    return shelf[coupon]


def _states(text: str) -> list[str]:
    wanted = text.split(",")
    if not all(word in _STATES for word in wanted):
        raise refusals.wrong_value("status")
    return wanted
