"""Which path leads where? One table for the channels' hosts, the controls and the playground."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from workbench.simulators.control import Control
from workbench.simulators.platform import Platform, route


def _control(control: Control) -> list[Rule]:
    return [
        route("GET", "/", control.page),
        route("GET", "/favicon.ico", control.no_icon),
        route("GET", "/ledger", control.ledger),
        route("GET", "/clock", control.clock),
        route("POST", "/clock", control.advance),
        route("GET", "/faults", control.waiting_faults),
        route("POST", "/faults", control.order_fault),
        route("POST", "/idle", control.idle),
        route("GET", "/accounts", control.accounts),
        route("GET", "/shoppers", control.shoppers),
        route("GET", "/shoppers/<channel>/<account>/<user>", control.conversation),
        route("POST", "/shoppers/<channel>/<account>/<user>/<action>", control.act),
    ]


class Router:
    """A WSGI application over the routes of every channel and of the bench itself."""

    def __init__(self, platforms: Iterable[Platform], control: Control) -> None:
        rules = [rule for platform in platforms for rule in platform.routes()]
        rules += _control(control)
        self._views = [rule.endpoint for rule in rules]
        self._map = _compiled(tuple((rule.rule, _methods(rule)) for rule in rules))

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        request = Request(environ)
        response: Response | HTTPException
        try:
            place, values = self._map.bind_to_environ(environ).match()
            named = {name: value for name, value in values.items() if name != "_rest"}
            response = self._views[place](request, **named)
        except HTTPException as error:
            response = error
        return response(environ, start_response)


def _methods(rule: Rule) -> frozenset[str] | None:
    return frozenset(rule.methods) if rule.methods else None


@cache
def _compiled(paths: tuple[tuple[str, frozenset[str] | None], ...]) -> Map:
    """Leads a path to its place among `paths`: compiling them takes longer than most benches live.

    All benches of a process have the same ones, but for a channel that a test brings.
    """
    rules = [
        Rule(path, methods=methods, endpoint=place) for place, (path, methods) in enumerate(paths)
    ]
    return Map(rules, merge_slashes=False)
