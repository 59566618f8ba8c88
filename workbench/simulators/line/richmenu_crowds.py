"""The calls that give many people another rich menu at once."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from werkzeug.wrappers import Request, Response

from workbench.simulators.clock import iso_z
from workbench.simulators.identifiers import LINE_USER_ID
from workbench.simulators.line import refusals
from workbench.simulators.line.desk import Answer, Desk, Pace, per_hour
from workbench.simulators.line.door import Call, read_json
from workbench.simulators.line.richmenus import Batch, MenuShelf, RichMenus
from workbench.simulators.world import World

_MOST_PEOPLE = 500
_MOST_OPERATIONS = 1000
_KEPT = timedelta(days=14)
_RESUME_KEY = re.compile(r"[0-9a-zA-Z_-]{1,100}")
_OPERATIONS = {"link": ("from", "to"), "unlink": ("from",), "unlinkAll": ()}
Json = dict[str, Any]


class CrowdMenuApi:
    """Answers `/v2/bot/richmenu/bulk/…` and `/v2/bot/richmenu/batch`."""

    def __init__(self, world: World, desk: Desk, menus: RichMenus) -> None:
        self._world = world
        self._desk = desk
        self._menus = menus

    def bulk_link(self, request: Request) -> Response:
        """`POST /v2/bot/richmenu/bulk/link`: taken at once, done within seconds."""

        def work(call: Call, shelf: MenuShelf) -> Answer:
            body = read_json(request)
            people = _people(body)
            menu = shelf.showable(body.get("richMenuId"), "richmenu not found").id
            shelf.linked |= dict.fromkeys(people, menu)
            return 202, {}

        return self._serve(request, "richmenu/bulk/link", work)

    def bulk_unlink(self, request: Request) -> Response:
        """`POST /v2/bot/richmenu/bulk/unlink`."""

        def work(call: Call, shelf: MenuShelf) -> Answer:
            for user in _people(read_json(request)):
                shelf.linked.pop(user, None)
            return 202, {}

        return self._serve(request, "richmenu/bulk/unlink", work)

    def batch(self, request: Request) -> Response:
        """`POST /v2/bot/richmenu/batch`: one menu for another, for everybody who sees it."""

        def work(call: Call, shelf: MenuShelf) -> Answer:
            body = read_json(request)
            operations = self._operations(body, shelf)
            key, now = body.get("resumeRequestKey"), self._world.now()
            if isinstance(key, str):
                begun = shelf.resume_keys.setdefault(key, now)
                if now - begun > _KEPT:
                    raise refusals.wrong_property("'resumeRequestKey'")
            shelf.linked = _replaced(shelf.linked, operations)
            shelf.batches[call.request_id] = Batch(now)
            return 202, {}

        pace = per_hour(self._world.rules.line_menu_batches_per_h)
        return self._serve(request, "richmenu/batch", work, pace)

    def validate_batch(self, request: Request) -> Response:
        """`POST /v2/bot/richmenu/validate/batch`."""

        def work(call: Call, shelf: MenuShelf) -> Answer:
            self._operations(read_json(request), shelf)
            return 200, {}

        return self._serve(request, "richmenu/validate/batch", work)

    def progress(self, request: Request) -> Response:
        """`GET /v2/bot/richmenu/progress/batch?requestId=`."""

        def work(call: Call, shelf: MenuShelf) -> Answer:
            found = shelf.batches.get(request.args.get("requestId", ""))
            if found is None or self._world.now() - found.accepted_at > _KEPT:
                raise refusals.not_found()
            at = iso_z(found.accepted_at)
            return 200, {"phase": found.phase, "acceptedTime": at, "completedTime": at}

        pace = per_hour(self._world.rules.line_menu_changes_per_h)
        return self._serve(request, "richmenu/progress/batch", work, pace)

    def _operations(self, body: Json, shelf: MenuShelf) -> list[Json]:
        """Raises `LineRefusal` for operations that cannot all be done."""
        operations = body.get("operations")
        if not isinstance(operations, list) or not 1 <= len(operations) <= _MOST_OPERATIONS:
            problem = f"Size must be between 1 and {_MOST_OPERATIONS}"
            raise refusals.wrong_body([refusals.Problem(problem, "operations")])
        key = body.get("resumeRequestKey")
        if key is not None and not (isinstance(key, str) and _RESUME_KEY.fullmatch(key)):
            raise refusals.wrong_property("'resumeRequestKey'")
        for number, one in enumerate(operations):
            kind = one.get("type") if isinstance(one, dict) else None
            if kind not in _OPERATIONS or (kind == "unlinkAll" and len(operations) > 1):
                raise refusals.wrong_property(f"'operations[{number}].type'")
            for member in _OPERATIONS[kind]:
                shelf.showable(one.get(member))
        origins = [one["from"] for one in operations if "from" in one]
        if len(set(origins)) < len(origins):
            raise refusals.wrong_property("'operations'")
        return operations

    def _serve(
        self,
        request: Request,
        path: str,
        work: Callable[[Call, MenuShelf], Answer],
        pace: Pace | None = None,
    ) -> Response:
        def locked(call: Call) -> Answer:
            with self._world.lock:
                return work(call, self._menus.of(call.account.account))

        return self._desk.serve(request, path, locked, pace)


def _replaced(linked: dict[str, str], operations: list[Json]) -> dict[str, str]:
    """Who sees which menu afterwards; operations do not build on one another."""
    if operations[0]["type"] == "unlinkAll":
        return {}
    target = {one["from"]: one.get("to") for one in operations}
    after = ((user, target.get(menu, menu)) for user, menu in linked.items())
    return {user: menu for user, menu in after if menu is not None}


def _people(body: Json) -> list[str]:
    people = body.get("userIds")
    if not isinstance(people, list) or not 1 <= len(people) <= _MOST_PEOPLE:
        problem = f"Size must be between 1 and {_MOST_PEOPLE}"
        raise refusals.wrong_body([refusals.Problem(problem, "userIds")])
    for number, user in enumerate(people):
        if not isinstance(user, str) or not LINE_USER_ID.fullmatch(user):
            raise refusals.wrong_property(f"'userIds[{number}]'")
    return people
