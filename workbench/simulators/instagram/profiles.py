"""What an account shows before anybody writes, what it has subscribed to, and whom it may see."""

from typing import Any

from workbench.simulators.accounts import INSTAGRAM
from workbench.simulators.instagram import refusals
from workbench.simulators.instagram.answering import Json
from workbench.simulators.instagram.desk import FIELDS, Desk, by_page
from workbench.simulators.instagram.door import Caller, may
from workbench.simulators.instagram.rules import Scope
from workbench.simulators.meta import refusals as common

_MOST_ICE_BREAKERS = 4
_MOST_MENU_ITEMS = 20
_TEN_MINUTES_S = 600.0
_PARTS = ("ice_breakers", "persistent_menu")


class Profiles:
    """Ice breakers, menu, subscriptions, and the profiles of people."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def read(self, caller: Caller) -> Json:
        """`GET /{node}/messenger_profile?fields=…`."""
        self._pace(caller)
        wanted = str(caller.params.get("fields", "")).split(",")
        profile = self._desk.profile(caller.account)
        held = {name: getattr(profile, name) for name in _PARTS}
        found = {name: held[name] for name in wanted if held.get(name)}
        return {"data": [found] if found else []}

    def write(self, caller: Caller) -> Json:
        """`POST /{node}/messenger_profile`."""
        self._pace(caller)
        given = {name: caller.params[name] for name in _PARTS if name in caller.params}
        if not given:
            raise common.bad_parameter("No profile property was given")
        if by_page(caller.account) and caller.params.get("platform") != "instagram":
            raise common.bad_parameter("The parameter platform is required")
        for name, value in given.items():
            _check_locales(value, _check_ice_breakers if name == _PARTS[0] else _check_menu)
        for name, value in given.items():
            setattr(self._desk.profile(caller.account), name, value)
        return {"result": "success"}

    def clear(self, caller: Caller) -> Json:
        """`DELETE /{node}/messenger_profile` with the names of what is to go."""
        self._pace(caller)
        fields = caller.params.get("fields")
        if not isinstance(fields, list) or not fields or not set(fields) <= set(_PARTS):
            raise common.bad_parameter("The parameter fields is required")
        for name in fields:
            setattr(self._desk.profile(caller.account), name, [])
        return {"result": "success"}

    def subscribe(self, caller: Caller) -> Json:
        """`POST /{node}/subscribed_apps?subscribed_fields=…`."""
        asked = [
            name for name in str(caller.params.get("subscribed_fields", "")).split(",") if name
        ]
        if not asked or not set(asked) <= set(FIELDS):
            raise common.bad_parameter("Param subscribed_fields must be one of the known fields")
        self._desk.profile(caller.account).subscribed = asked
        return {"success": True}

    def subscriptions(self, caller: Caller) -> Json:
        """`GET /{node}/subscribed_apps`."""
        fields = self._desk.profile(caller.account).subscribed
        app = {"id": caller.account.app_id, "name": "towkay", "subscribed_fields": fields}
        return {"data": [app] if fields else []}

    def unsubscribe(self, caller: Caller) -> Json:
        """`DELETE /{node}/subscribed_apps`."""
        self._desk.profile(caller.account).subscribed = []
        return {"success": True}

    def me(self, caller: Caller) -> Json:
        """`GET /me` or the node itself: what webhooks name is `user_id`, not `id`."""
        account = caller.account
        if by_page(account):
            business = {"id": account.account}
            return {"id": account.page, "instagram_business_account": business}
        return {"id": "1020304050", "user_id": account.account, "username": account.endpoint}

    def person(self, caller: Caller, found: str) -> Json:
        """`GET /{person}`: after they have written; a comment is no consent."""
        contact = self._desk.world.known(caller.account, found)
        if contact is None:
            raise common.no_such_object(found)
        if contact.wrote_at is None:
            raise refusals.no_consent()
        if contact.blocked:
            raise common.no_such_object(found)
        about = {"name": contact.name, "username": contact.name, "profile_pic": None}
        counted = {"follower_count": 412, "is_verified_user": False}
        follows = {"is_user_follow_business": contact.friend, "is_business_follow_user": False}
        return {**about, **counted, **follows, "id": found}

    def _pace(self, caller: Caller) -> None:
        may(self._desk, Scope.MESSAGES)
        most = self._desk.world.rules.instagram.profile_calls_per_10_min
        key = (INSTAGRAM, caller.account.account, "profile")
        if not self._desk.world.buckets.take(key, most, self._desk.world.now(), _TEN_MINUTES_S):
            raise refusals.too_fast()


def _check_locales(value: Any, check: Any) -> None:
    """One for each locale, and one of them the default."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise common.bad_parameter("Param must be an array of objects")
    locales = [one.get("locale", "default") for one in value]
    if "default" not in locales or len(set(locales)) != len(locales):
        raise common.bad_parameter("A default locale is required")
    for one in value:
        check(one)


def _check_ice_breakers(one: Json) -> None:
    actions = one.get("call_to_actions")
    if not isinstance(actions, list) or not 0 < len(actions) <= _MOST_ICE_BREAKERS:
        raise common.bad_parameter(f"Between 1 and {_MOST_ICE_BREAKERS} ice breakers are allowed")
    if not all(isinstance(a, dict) and a.get("question") and a.get("payload") for a in actions):
        raise common.bad_parameter("An ice breaker needs a question and a payload")


def _check_menu(one: Json) -> None:
    if "composer_input_disabled" in one:
        raise common.bad_parameter("Param composer_input_disabled is not supported")
    actions = one.get("call_to_actions")
    if not isinstance(actions, list) or not 0 < len(actions) <= _MOST_MENU_ITEMS:
        raise common.bad_parameter("The parameter call_to_actions is required")
    for action in actions:
        kind = action.get("type") if isinstance(action, dict) else None
        if kind not in ("web_url", "postback") or "webview_height_ratio" in action:
            raise common.bad_parameter("A menu item is a web_url or a postback")
