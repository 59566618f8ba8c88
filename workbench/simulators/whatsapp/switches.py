"""How does a bench change what the platform thinks of a business's templates while it runs?

`/settings/whatsapp/{business account}` takes `review_takes` in seconds. Below it `review/{name}`
takes a verdict of the platform's; by `dislike/{name}` people say what they think of it.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from workbench.simulators.platform import route
from workbench.simulators.whatsapp.reviews import Reviews
from workbench.simulators.whatsapp.state import State
from workbench.simulators.whatsapp.templates import Template

_SHOWN = ("name", "language", "status", "category")


class Switches:
    """Answers the addresses of the bench's own."""

    def __init__(self, state: State, reviews: Reviews) -> None:
        self._state = state
        self._reviews = reviews

    def routes(self) -> Sequence[Rule]:
        return [
            route("POST", "/settings/whatsapp/<waba>", self.set),
            route("POST", "/settings/whatsapp/<waba>/dislike/<name>", self.dislike),
            route("POST", "/settings/whatsapp/<waba>/review/<name>", self.review),
        ]

    def set(self, request: Request, waba: str) -> Response:
        """How long a review takes from now on."""
        seconds = _object(request).get("review_takes")
        if not isinstance(seconds, int | float) or isinstance(seconds, bool) or seconds < 0:
            return _json({"error": "review_takes is a number of seconds"}, 400)
        self._reviews.hold_for(waba, seconds)
        return _json({"review_takes": seconds})

    def dislike(self, request: Request, waba: str, name: str) -> Response:
        """People report a template: its quality turns red, and it is paused."""
        with self._state.world.lock:
            found = self._state.business(waba).templates.named(name)
        for template in found:
            self._reviews.degrade(waba, template)
        return _json([template.shown(_SHOWN) for template in found])

    def review(self, request: Request, waba: str, name: str) -> Response:
        """The platform decides, whatever it thought before."""
        return decided(lambda told: self._reviews.decide(waba, name, told), request)


def decided(decide: Callable[[dict[str, Any]], Sequence[Template]], request: Request) -> Response:
    try:
        found = decide(_object(request))
    except ValueError as error:
        return _json({"error": str(error)}, 400)
    return _json([template.shown(_SHOWN) for template in found], 200 if found else 404)


def _object(request: Request) -> dict[str, Any]:
    given = request.get_json(force=True, silent=True)
    return given if isinstance(given, dict) else {}


def _json(body: Any, status: int = 200) -> Response:
    return Response(json.dumps(body), status, content_type="application/json")
