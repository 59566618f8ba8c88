"""The calls about rich menu aliases: the names by which menus lead to one another."""

import re
from collections.abc import Callable
from typing import Any

from werkzeug.wrappers import Request, Response

from workbench.simulators.line import refusals
from workbench.simulators.line.desk import Answer, Desk, Pace, per_hour
from workbench.simulators.line.door import Call, read_json
from workbench.simulators.line.richmenus import MOST_ALIASES, MenuShelf, RichMenus
from workbench.simulators.world import World

_ALIAS = re.compile(r"[a-z0-9_-]{1,32}")


class AliasApi:
    """Answers `/v2/bot/richmenu/alias…`."""

    def __init__(self, world: World, desk: Desk, menus: RichMenus) -> None:
        self._world = world
        self._desk = desk
        self._menus = menus

    def create(self, request: Request) -> Response:
        """`POST /v2/bot/richmenu/alias`."""

        def work(shelf: MenuShelf) -> Answer:
            body = read_json(request)
            alias = body.get("richMenuAliasId")
            if not isinstance(alias, str) or not _ALIAS.fullmatch(alias):
                raise _wrong("richMenuAliasId")
            menu = _menu_of(body, shelf)
            if alias in shelf.aliases:
                raise refusals.LineRefusal(400, "conflict richmenu alias id")
            if len(shelf.aliases) >= MOST_ALIASES:
                text = "The number of richmenu aliases has reached the limit"
                raise refusals.LineRefusal(400, text)
            shelf.aliases[alias] = menu
            return 200, {}

        return self._serve(request, "richmenu/alias", work)

    def update(self, request: Request, alias: str) -> Response:
        """`POST /v2/bot/richmenu/alias/{aliasId}`."""

        def work(shelf: MenuShelf) -> Answer:
            shelf.aliased(alias)
            shelf.aliases[alias] = _menu_of(read_json(request), shelf)
            return 200, {}

        return self._serve(request, "richmenu/alias/id", work)

    def get(self, request: Request, alias: str) -> Response:
        """`GET /v2/bot/richmenu/alias/{aliasId}`."""

        def work(shelf: MenuShelf) -> Answer:
            return 200, _shown(alias, shelf.aliased(alias))

        return self._serve(request, "richmenu/alias/id", work)

    def listed(self, request: Request) -> Response:
        """`GET /v2/bot/richmenu/alias/list`."""

        def work(shelf: MenuShelf) -> Answer:
            return 200, {"aliases": [_shown(*pair) for pair in shelf.aliases.items()]}

        return self._serve(request, "richmenu/alias/list", work)

    def delete(self, request: Request, alias: str) -> Response:
        """`DELETE /v2/bot/richmenu/alias/{aliasId}`."""

        def work(shelf: MenuShelf) -> Answer:
            shelf.aliased(alias)
            del shelf.aliases[alias]
            return 200, {}

        pace = per_hour(self._world.rules.line_menu_changes_per_h)
        return self._serve(request, "richmenu/alias/id", work, pace)

    def _serve(
        self,
        request: Request,
        path: str,
        work: Callable[[MenuShelf], Answer],
        pace: Pace | None = None,
    ) -> Response:
        def locked(call: Call) -> Answer:
            with self._world.lock:
                return work(self._menus.of(call.account.account))

        return self._desk.serve(request, path, locked, pace)


def _menu_of(body: dict[str, Any], shelf: MenuShelf) -> str:
    """The menu the body names; it must have its picture. Raises `LineRefusal`."""
    menu = body.get("richMenuId")
    if not isinstance(menu, str):
        raise _wrong("richMenuId")
    return shelf.showable(menu).id


def _shown(alias: str, menu: str) -> dict[str, str]:
    return {"richMenuAliasId": alias, "richMenuId": menu}


def _wrong(name: str) -> refusals.LineRefusal:
    return refusals.wrong_body([refusals.Problem("must be specified", name)])
