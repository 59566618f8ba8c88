"""How does a bench change what is true of a Page while it runs?

`POST /settings/messenger/{page}` with any field of the rules; `media_faults` says what goes wrong
with a link, `policy` what Meta does to the Page (`warning`, `block`, `unblock`), of which it is
told as the platform tells. `…/review/{template}` takes a verdict on a template.
"""

import json
from dataclasses import asdict, fields, replace
from datetime import timedelta
from typing import Any

from werkzeug.wrappers import Request, Response

from workbench.simulators.clock import epoch_ms
from workbench.simulators.messenger import media
from workbench.simulators.messenger.reviews import Reviews
from workbench.simulators.messenger.rules import TOKEN_STATES, MessengerRules
from workbench.simulators.messenger.state import Json, Page, Pages
from workbench.simulators.messenger.webhooks import MessengerWebhooks
from workbench.simulators.world import World

_BLOCKED = 368
_POLICIES = {"warning": None, "block": _BLOCKED, "unblock": 0}
_OF_TEMPLATE = ("name", "language", "status")
_REASON = "Messages outside the allowed use cases"


class Switches:
    """Reads and sets the rules of one Page."""

    def __init__(
        self, world: World, pages: Pages, webhooks: MessengerWebhooks, reviews: Reviews
    ) -> None:
        self._world = world
        self._pages = pages
        self._webhooks = webhooks
        self._reviews = reviews

    def answer(self, request: Request, page: str) -> Response:
        known = self._pages.named(page)
        if known is None:
            return _json({"error": f"no Page {page}"}, 404)
        try:
            if request.method == "POST":
                self._set(known, request.get_json(force=True, silent=True))
        except ValueError as error:
            return _json({"error": str(error)}, 400)
        return _json(_shown(known.rules), 200)

    def review(self, request: Request, page: str, name: str) -> Response:
        """Meta decides on a template, whatever it thought before."""
        known, given = self._pages.named(page), request.get_json(force=True, silent=True)
        if known is None:
            return _json({"error": f"no Page {page}"}, 404)
        try:
            found = self._reviews.decide(known, name, given if isinstance(given, dict) else {})
        except ValueError as error:
            return _json({"error": str(error)}, 400)
        shown = [
            {"name": one.name, "language": one.language, "status": one.status} for one in found
        ]
        return _json({"data": shown}, 200 if found else 404)

    def _set(self, page: Page, given: Any) -> None:
        """Raises `ValueError` for what is no switch, or has another form."""
        if not isinstance(given, dict):
            raise ValueError("the body must be a JSON object")
        rest = {name: value for name, value in given.items() if name in _FORMS}
        for name in given.keys() - rest.keys() - {"media_faults", "policy"}:
            raise ValueError(f"unknown switch {name!r}")
        with self._world.lock:
            set_rules(page, **{name: _read(name, value) for name, value in rest.items()})
            page.media_faults |= _media_faults(given.get("media_faults", {}))
        if "policy" in given:
            self.enforce(page, str(given["policy"]))

    def enforce(self, page: Page, action: str) -> None:
        """Meta warns the Page, bars it or lets it go. Raises `ValueError`."""
        if action not in _POLICIES:
            raise ValueError(f"policy is one of {', '.join(_POLICIES)}")
        barred = _POLICIES[action]
        if barred is not None:
            set_rules(page, barred=barred)
        told = {"action": action} | ({} if action == "unblock" else {"reason": _REASON})
        at_ms = epoch_ms(self._world.now())
        event = {
            "recipient": {"id": page.id},
            "timestamp": at_ms,
            "policy_enforcement": told,
        }
        entry = {"id": page.id, "time": at_ms, "messaging": [event]}
        body = {"object": "page", "entry": [entry]}
        self._webhooks.tell(page, "messaging_policy_enforcement", body)


def set_rules(page: Page, **changes: Any) -> None:
    page.rules = replace(page.rules, **changes)


def _shown(rules: MessengerRules) -> Json:
    return {name: _plain(value) for name, value in asdict(rules).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, timedelta):
        return value.total_seconds()
    return sorted(value) if isinstance(value, frozenset) else value


_WORDS = {"token_state": tuple(TOKEN_STATES)}  # those that mean something
_FORMS = {one.name: type(one.default) for one in fields(MessengerRules)}


def _read(name: str, value: Any) -> Any:
    """A span in seconds, a set as a list, anything else as it stands. Raises `ValueError`."""
    form = _FORMS[name]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if form is timedelta and is_number:
        return timedelta(seconds=value)
    if form is frozenset and isinstance(value, list):
        return frozenset(map(str, value))
    if name in _WORDS and value not in _WORDS[name]:
        raise ValueError(f"{name} is one of {', '.join(map(repr, _WORDS[name]))}")
    if type(value) is form:
        return value
    raise ValueError(f"{name} is of another form")


def _media_faults(given: Any) -> dict[str, str]:
    if not isinstance(given, dict) or not all(fault in media.FAULTS for fault in given.values()):
        raise ValueError(f"media_faults maps links to one of {', '.join(media.FAULTS)}")
    return {str(url): str(fault) for url, fault in given.items()}


def _json(body: Json, status: int) -> Response:
    return Response(json.dumps(body), status, content_type="application/json")
