"""The calls about audiences: lists of people for narrowcasts."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from werkzeug.wrappers import Request, Response

from workbench.simulators.clock import epoch_ms
from workbench.simulators.line.audience_words import name_in, people_in, upload_name_in
from workbench.simulators.line.audiences import (
    MOST_AUDIENCES,
    Audience,
    Audiences,
    Job,
    audience_refusal,
)
from workbench.simulators.line.desk import Answer, Desk, per_minute
from workbench.simulators.line.door import Call, read_bytes, read_json
from workbench.simulators.line.masses import Masses
from workbench.simulators.line.refusals import wrong_value
from workbench.simulators.world import World

_MOST_IDS, _MOST_IN_FILE = 10_000, 1_500_000
_MOST_LISTED = 40
_OLDEST_REQUEST = timedelta(days=60)
Json = dict[str, Any]


class AudienceApi:
    """Answers `/v2/bot/audienceGroup…`."""

    def __init__(self, world: World, desk: Desk, audiences: Audiences, masses: Masses) -> None:
        self._world = world
        self._desk = desk
        self._audiences = audiences
        self._masses = masses

    def upload(self, request: Request) -> Response:
        """`POST` makes an audience of these people, `PUT /v2/bot/audienceGroup/upload` adds."""

        def work(call: Call) -> Answer:
            body = read_json(request)
            given = body.get("audiences", [])
            listed = given if isinstance(given, list) else [given]
            ids = [one.get("id") if isinstance(one, dict) else None for one in listed]
            return self._uploaded(call, body, people_in(ids, _MOST_IDS))

        return self._serve(request, "audienceGroup/upload", work)

    def upload_file(self, request: Request) -> Response:
        """`/v2/bot/audienceGroup/upload/byFile`: the same, one id a line of a text file."""

        def work(call: Call) -> Answer:
            lines = _lines_of(request)
            body: Json = dict(request.form)
            if body.get("audienceGroupId", "").isdecimal():
                body["audienceGroupId"] = int(body["audienceGroupId"])
            return self._uploaded(call, body, people_in(lines, _MOST_IN_FILE))

        return self._serve(request, "audienceGroup/upload/byFile", work)

    def from_request(self, request: Request, kind: str) -> Response:
        """`POST /v2/bot/audienceGroup/{click|imp}`: who opened or tapped a mass send."""

        def work(call: Call) -> Answer:
            body = read_json(request)
            named = str(body.get("requestId", ""))
            at = self._masses.requests.get((call.account.account, named))
            if at is None:
                raise audience_refusal(400, "request not found", "REQUEST_NOT_FOUND")
            if self._world.now() - at > _OLDEST_REQUEST:
                raise audience_refusal(400, "too old messages", "TOO_OLD_MESSAGES")
            made = self._made(call, body, kind.upper())
            made.made_from = {
                name: str(body[name]) for name in ("requestId", "clickUrl") if name in body
            }
            return 202, made.made()

        return self._serve(request, f"audienceGroup/{kind}", work)

    def rename(self, request: Request, audience: str) -> Response:
        """`PUT /v2/bot/audienceGroup/{id}/updateDescription`."""

        def work(call: Call) -> Answer:
            found = self._find(call, audience)
            found.description = name_in(read_json(request))
            return 200, {}

        return self._serve(request, "audienceGroup/updateDescription", work)

    def get(self, request: Request, audience: str) -> Response:
        """`GET /v2/bot/audienceGroup/{id}`."""

        def work(call: Call) -> Answer:
            found = self._find(call, audience)
            jobs = [job.as_json(found.id) for job in found.jobs]
            return 200, {"audienceGroup": found.as_json(self._world.now()), "jobs": jobs}

        return self._serve(request, "audienceGroup/id", work)

    def delete(self, request: Request, audience: str) -> Response:
        """`DELETE /v2/bot/audienceGroup/{id}`."""

        def work(call: Call) -> Answer:
            found = self._find(call, audience)
            del self._audiences.of(call.account.account)[found.id]
            return 202, {}

        return self._serve(request, "audienceGroup/id", work)

    def listed(self, request: Request) -> Response:
        """`GET /v2/bot/audienceGroup/list?page=&size=&description=&status=`."""

        def work(call: Call) -> Answer:
            page, size = request.args.get("page", ""), request.args.get("size", "20")
            if not page.isdecimal() or int(page) < 1:
                raise wrong_value("page")
            if not size.isdecimal() or not 1 <= int(size) <= _MOST_LISTED:
                raise wrong_value("size")
            return 200, self._page(call, request, int(page), int(size))

        return self._serve(request, "audienceGroup/list", work)

    def _page(self, call: Call, request: Request, page: int, size: int) -> Json:
        now, words = self._world.now(), request.args.get("description", "")
        mine = self._audiences.of(call.account.account).values()
        shown = [one.as_json(now) for one in mine if words in one.description]
        status = request.args.get("status")
        shown = [one for one in shown if status in (None, one["status"])]
        first, end = (page - 1) * size, page * size
        return {
            "audienceGroups": shown[first:end],
            "hasNextPage": end < len(shown),
            "totalCount": len(shown),
            "readWriteAudienceGroupTotalCount": len(shown),
            "size": size,
            "page": page,
        }

    def _uploaded(self, call: Call, body: Json, people: set[str]) -> Answer:
        if call.request.method == "POST":
            made = self._made(call, body, "UPLOAD")
            made.people = people
            return 202, made.made()
        if not people:
            code = "UPLOAD_AUDIENCE_GROUP_NO_VALID_AUDIENCE_IDS"
            raise audience_refusal(400, "no valid audience ids", code)
        found, now = self._find(call, str(body.get("audienceGroupId"))), self._world.now()
        if found.status(now) == "EXPIRED":
            code = "AUDIENCE_GROUP_CAN_NOT_UPLOAD_STATUS_EXPIRED"
            raise audience_refusal(400, "audience group is expired", code)
        words = upload_name_in(body)
        new = people - found.people
        job = Job(self._audiences.next_id(), words, len(new), epoch_ms(now) // 1000)
        found.jobs.append(job)
        found.people |= new
        return 202, {}

    def _made(self, call: Call, body: Json, kind: str) -> Audience:
        mine = self._audiences.of(call.account.account)
        name = name_in(body)
        upload_name_in(body)
        if len(mine) >= MOST_AUDIENCES:
            raise audience_refusal(400, "too many audiences", "AUDIENCE_GROUP_COUNT_MAX_OVER")
        made = Audience(self._audiences.next_id(), kind, name, self._world.now())
        made.is_ifa = body.get("isIfaAudience") is True
        mine[made.id] = made
        return made

    def _find(self, call: Call, audience: str) -> Audience:
        wanted = int(audience) if audience.isdecimal() else None
        return self._audiences.find(call.account.account, wanted)

    def _serve(self, request: Request, path: str, work: Callable[[Call], Answer]) -> Response:
        def locked(call: Call) -> Answer:
            read_bytes(request, 100_000_000)  # before the lock: a file takes its time
            with self._world.lock:
                return work(call)

        # All endpoints of audiences share their pace by the minute, each for itself.
        pace = per_minute(self._world.rules.line_audience_calls_per_min)
        return self._desk.serve(request, path, locked, pace)


def _lines_of(request: Request) -> list[str]:
    """The ids in the file that came along; none without one."""
    sent = request.files.get("file")
    if sent is None:
        return []
    with sent.stream as stream:
        return stream.read().decode("utf-8", "replace").split()
