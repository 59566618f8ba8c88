"""The calls about rich menus: making them, their pictures, and who sees which."""

from collections.abc import Callable

from werkzeug.wrappers import Request, Response

from workbench.simulators.line import refusals, richmenu_shape
from workbench.simulators.line.desk import Answer, Desk, Pace, per_hour
from workbench.simulators.line.door import Call, read_bytes, read_json, refuse_other_ids
from workbench.simulators.line.richmenus import (
    MOST_MENUS,
    MenuShelf,
    RichMenu,
    RichMenus,
    default_missing,
)
from workbench.simulators.world import World

Work = Callable[[MenuShelf], Answer | Response]


class RichMenuApi:
    """Answers `/v2/bot/richmenu…` and `/v2/bot/user/…/richmenu…`."""

    def __init__(self, world: World, desk: Desk, menus: RichMenus) -> None:
        self._world = world
        self._desk = desk
        self._menus = menus
        self._rules = world.rules

    def create(self, request: Request) -> Response:
        """`POST /v2/bot/richmenu`."""

        def work(shelf: MenuShelf) -> Answer:
            body = _well_formed(request)
            if len(shelf.menus) >= MOST_MENUS:
                raise refusals.LineRefusal(400, "The number of richmenus has reached the limit")
            made = RichMenu("richmenu-" + self._world.ids.token(32), body)
            shelf.menus[made.id] = made
            return 200, {"richMenuId": made.id}

        return self._serve(request, "richmenu", work, per_hour(self._rules.line_menu_changes_per_h))

    def validate(self, request: Request) -> Response:
        """`POST /v2/bot/richmenu/validate`."""

        def work(shelf: MenuShelf) -> Answer:
            _well_formed(request)
            return 200, {}

        return self._serve(request, "richmenu/validate", work)

    def upload(self, request: Request, menu: str) -> Response:
        """`POST /v2/bot/richmenu/{id}/content`: a picture, once and for good."""

        def work(shelf: MenuShelf) -> Answer:
            found = shelf.menu(menu)
            raw = read_bytes(request)
            richmenu_shape.refuse_picture(raw, request.mimetype)
            if found.picture:
                text = "An image has already been uploaded to the richmenu"
                raise refusals.LineRefusal(400, text)
            found.picture, found.media_type = raw, request.mimetype
            return 200, {}

        return self._serve(request, "richmenu/content", work)

    def picture(self, request: Request, menu: str) -> Response:
        """`GET /v2/bot/richmenu/{id}/content`."""

        def work(shelf: MenuShelf) -> Response:
            found = shelf.menu(menu)
            if not found.picture:
                raise refusals.not_found()
            return Response(found.picture, content_type=found.media_type)

        return self._serve(request, "richmenu/content", work)

    def get(self, request: Request, menu: str) -> Response:
        """`GET /v2/bot/richmenu/{id}`."""
        return self._serve(request, "richmenu/id", lambda shelf: (200, shelf.menu(menu).as_json()))

    def listed(self, request: Request) -> Response:
        """`GET /v2/bot/richmenu/list`."""

        def work(shelf: MenuShelf) -> Answer:
            return 200, {"richmenus": [menu.as_json() for menu in shelf.menus.values()]}

        return self._serve(request, "richmenu/list", work, Pace(self._rules.line_menu_lists_per_s))

    def delete(self, request: Request, menu: str) -> Response:
        """`DELETE /v2/bot/richmenu/{id}`."""

        def work(shelf: MenuShelf) -> Answer:
            shelf.remove(menu)
            return 200, {}

        pace = per_hour(self._rules.line_menu_changes_per_h)
        return self._serve(request, "richmenu/id", work, pace)

    def set_default(self, request: Request, menu: str) -> Response:
        """`POST /v2/bot/user/all/richmenu/{id}`."""

        def work(shelf: MenuShelf) -> Answer:
            shelf.default = shelf.showable(menu).id
            return 200, {}

        return self._serve(request, "user/all/richmenu", work)

    def default(self, request: Request) -> Response:
        """`GET /v2/bot/user/all/richmenu`."""

        def work(shelf: MenuShelf) -> Answer:
            if not shelf.default:
                raise default_missing()
            return 200, {"richMenuId": shelf.default}

        return self._serve(request, "user/all/richmenu", work)

    def unset_default(self, request: Request) -> Response:
        """`DELETE /v2/bot/user/all/richmenu`."""

        def work(shelf: MenuShelf) -> Answer:
            shelf.default = ""
            return 200, {}

        return self._serve(request, "user/all/richmenu", work)

    def link(self, request: Request, user: str, menu: str) -> Response:
        """`POST /v2/bot/user/{userId}/richmenu/{id}`: also for people who are no friends."""

        def work(shelf: MenuShelf) -> Answer:
            refuse_other_ids(user)
            shelf.linked[user] = shelf.showable(menu).id
            return 200, {}

        return self._serve(request, "user/richmenu", work)

    def linked(self, request: Request, user: str) -> Response:
        """`GET /v2/bot/user/{userId}/richmenu`."""

        def work(shelf: MenuShelf) -> Answer:
            refuse_other_ids(user)
            if user not in shelf.linked:
                raise refusals.LineRefusal(404, "the user has no richmenu")
            return 200, {"richMenuId": shelf.linked[user]}

        return self._serve(request, "user/richmenu", work)

    def unlink(self, request: Request, user: str) -> Response:
        """`DELETE /v2/bot/user/{userId}/richmenu`."""

        def work(shelf: MenuShelf) -> Answer:
            refuse_other_ids(user)
            shelf.linked.pop(user, None)
            return 200, {}

        return self._serve(request, "user/richmenu", work)

    def _serve(self, request: Request, path: str, work: Work, pace: Pace | None = None) -> Response:
        def locked(call: Call) -> Answer | Response:
            with self._world.lock:
                return work(self._menus.of(call.account.account))

        return self._desk.serve(request, path, locked, pace)


def _well_formed(request: Request) -> dict[str, object]:
    body = read_json(request)
    found = list(richmenu_shape.problems(body))
    if found:
        raise refusals.wrong_body(found)
    return {name: body[name] for name in ("size", "selected", "name", "chatBarText", "areas")}
