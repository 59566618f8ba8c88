"""What does a Page show before anybody writes: menu, greeting, ice breakers, commands?

Source: Messenger Platform, "Messenger profile API".
"""

from typing import Any

from workbench.simulators.accounts import MESSENGER
from workbench.simulators.messenger import refusals
from workbench.simulators.messenger.door import Call
from workbench.simulators.messenger.state import Json
from workbench.simulators.meta import refusals as common
from workbench.simulators.meta.parts import check_list, check_one_of, check_string, check_url
from workbench.simulators.world import World

_TEN_MINUTES_S = 600
FIELDS = (
    *("get_started", "greeting", "persistent_menu", "ice_breakers", "whitelisted_domains"),
    *("commands", "account_linking_url"),
)


class ProfileApi:
    """`/{page}/messenger_profile`."""

    def __init__(self, world: World) -> None:
        self._world = world

    def edge(self, call: Call) -> Json:
        key = (MESSENGER, call.page.id, "profile")
        most = call.page.rules.profile_calls_per_10_min
        if not self._world.buckets.take(key, most, self._world.now(), _TEN_MINUTES_S):
            raise refusals.rate_limited()
        with self._world.lock:
            if call.method == "GET":
                return _read(call)
            return _removed(call) if call.method == "DELETE" else _written(call)


def _read(call: Call) -> Json:
    wanted = [name.strip() for name in call.text("fields").split(",") if name.strip()]
    shown = {name: call.page.profile[name] for name in wanted if name in call.page.profile}
    return {"data": [shown] if shown else []}


def _removed(call: Call) -> Json:
    for name in call.params.get("fields", []):
        call.page.profile.pop(name, None)
    return {"result": "success"}


def _written(call: Call) -> Json:
    given = {name: value for name, value in call.params.items() if name in FIELDS}
    if not given:
        raise common.bad_parameter("The parameter get_started is required")
    for name, value in given.items():
        _CHECKS[name](value)
    after = call.page.profile | given
    if "persistent_menu" in given and "get_started" not in after:
        raise common.bad_parameter("A get started button must be set before a menu")
    call.page.profile = after
    return {"result": "success"}


def _get_started(value: Any) -> None:
    check_string("[get_started][payload]", _member(value, "payload"), 1000)


def _greeting(value: Any) -> None:
    for where, entry in _by_locale("greeting", value):
        check_string(f"{where}[text]", entry.get("text"), 160)


def _menu(value: Any) -> None:
    for where, entry in _by_locale("persistent_menu", value):
        least = 1 if entry.get("composer_input_disabled") else 0
        items = _listed(f"{where}[call_to_actions]", entry.get("call_to_actions", []), least, 20)
        for number, item in enumerate(items):
            _item(f"{where}[call_to_actions][{number}]", item)


def _item(where: str, item: Json) -> None:
    check_string(f"{where}[title]", item.get("title"), 30)
    check_one_of(f"{where}[type]", item.get("type"), ("web_url", "postback"))
    if item["type"] == "web_url":
        check_url(f"{where}[url]", item.get("url"))
    else:
        check_string(f"{where}[payload]", item.get("payload"), 1000)


def _ice_breakers(value: Any) -> None:
    """By locale, or in the old flat form."""
    is_flat = isinstance(value, list) and all(
        isinstance(one, dict) and "question" in one for one in value
    )
    groups = [("[ice_breakers]", value)] if is_flat else []
    if not is_flat:
        by_locale = _by_locale("ice_breakers", value)
        groups = [(where, entry.get("call_to_actions")) for where, entry in by_locale]
    for where, questions in groups:
        for number, one in enumerate(_listed(where, questions, 1, 4)):
            check_string(f"{where}[{number}][question]", one.get("question"), 80)
            check_string(f"{where}[{number}][payload]", one.get("payload"), 1000)


def _domains(value: Any) -> None:
    if not isinstance(value, list) or len(value) > 50:
        raise common.bad_parameter("Param whitelisted_domains takes at most 50 domains")
    for number, domain in enumerate(value):
        check_url(f"[whitelisted_domains][{number}]", domain)
        if not domain.startswith("https://") or "localhost" in domain:
            raise common.bad_parameter("Param whitelisted_domains must be https")


def _commands(value: Any) -> None:
    for where, entry in _by_locale("commands", value):
        for number, one in enumerate(_listed(where, entry.get("commands"), 1, 100)):
            check_string(f"{where}[{number}][name]", one.get("name"), 32)
            check_string(f"{where}[{number}][description]", one.get("description"), 64)


def _linking(value: Any) -> None:
    check_url("[account_linking_url]", value)


def _by_locale(name: str, value: Any) -> list[tuple[str, Json]]:
    """Its entries, one of which must be everybody's."""
    entries = _listed(f"[{name}]", value, 1, 100)
    if not any(entry.get("locale") == "default" for entry in entries):
        raise common.bad_parameter(f"Param {name} needs the locale default")
    return [(f"[{name}][{number}]", entry) for number, entry in enumerate(entries)]


def _listed(where: str, value: Any, least: int, most: int) -> list[Json]:
    """A list too long is a bad parameter here; only messages have a code of their own for it."""
    if isinstance(value, list) and len(value) > most:
        raise common.bad_parameter(f"Param {where} takes at most {most}")
    return check_list(where, value, least, most)


def _member(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


_CHECKS = {
    "get_started": _get_started,
    "greeting": _greeting,
    "persistent_menu": _menu,
    "ice_breakers": _ice_breakers,
    "whitelisted_domains": _domains,
    "commands": _commands,
    "account_linking_url": _linking,
}
