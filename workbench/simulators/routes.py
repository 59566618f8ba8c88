"""Which path leads where? One table for Graph, LINE, the controls and the playground."""

from collections.abc import Callable
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from workbench.simulators.control import Control
from workbench.simulators.line.api import MessagingApi
from workbench.simulators.messenger.api import GraphApi

View = Callable[..., Response]
_LINE = "/line/v2/bot"


def _graph(api: GraphApi) -> list[Rule]:
    return [
        _rule("POST", "/graph/<version>/<page>/messages", api.messages),
        _rule("GET", "/graph/<version>/<psid>", api.person),
        _rule("", "/graph/<path:_rest>", api.unknown),
    ]


def _line(api: MessagingApi) -> list[Rule]:
    return [
        _rule("POST", f"{_LINE}/message/<kind>", api.send),
        _rule("POST", f"{_LINE}/message/validate/<kind>", api.validate),
        _rule("POST", f"{_LINE}/chat/loading/start", api.loading),
        _rule("GET", f"{_LINE}/profile/<user>", api.profile),
        _rule("GET", f"{_LINE}/message/quota", api.quota),
        _rule("GET", f"{_LINE}/message/quota/consumption", api.consumption),
        _rule("GET", f"{_LINE}/info", api.bot_info),
        _rule("", "/line/<path:_rest>", api.unknown),
    ]


def _control(control: Control) -> list[Rule]:
    return [
        _rule("GET", "/", control.page),
        _rule("GET", "/favicon.ico", control.no_icon),
        _rule("GET", "/ledger", control.ledger),
        _rule("GET", "/clock", control.clock),
        _rule("POST", "/clock", control.advance),
        _rule("GET", "/faults", control.waiting_faults),
        _rule("POST", "/faults", control.order_fault),
        _rule("POST", "/idle", control.idle),
        _rule("GET", "/accounts", control.accounts),
        _rule("GET", "/shoppers", control.shoppers),
        _rule("GET", "/shoppers/<channel>/<account>/<user>", control.conversation),
        _rule("POST", "/shoppers/<channel>/<account>/<user>/<action>", control.act),
    ]


class Router:
    """A WSGI application over the three sets of routes."""

    def __init__(self, graph: GraphApi, line: MessagingApi, control: Control) -> None:
        self._map = Map([*_graph(graph), *_line(line), *_control(control)], merge_slashes=False)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        request = Request(environ)
        response: Response | HTTPException
        try:
            view, values = self._map.bind_to_environ(environ).match()
            named = {name: value for name, value in values.items() if name != "_rest"}
            response = view(request, **named)
        except HTTPException as error:
            response = error
        return response(environ, start_response)


def _rule(method: str, path: str, view: View) -> Rule:
    return Rule(path, methods=[method] if method else None, endpoint=view)
