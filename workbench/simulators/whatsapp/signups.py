"""Which links for opting in did a business make?"""

import re

from workbench.simulators.whatsapp import refusals
from workbench.simulators.whatsapp.door import Call, management
from workbench.simulators.whatsapp.refusals import CloudRefusal
from workbench.simulators.whatsapp.state import Portfolio, State
from workbench.simulators.whatsapp.values import JsonObject

# In-App Signup: one code for each thing that can be wrong.
_UNKNOWN, _SWITCHED_OFF, _PLACEHOLDER, _NO_PROMO = 2494164, 2494165, 2494166, 2494167
_NO_POLICY, _POLICY_AGAIN, _NOT_HTTPS = 2494168, 2494176, 2494179
_PROMO = re.compile(r"[A-Za-z0-9]{1,50}")
_GAP = re.compile(r"\{\{\s*([^}]*?)\s*\}\}")
_MESSAGES = ("signup_message", "confirmation_message")
_MAX_MESSAGE = 300
_URLS = ("privacy_policy_url", "website_url")
_FIXED = "privacy_policy_url"


class Signups:
    """`/{waba}/signups` and `/signups/{id}`."""

    def __init__(self, state: State) -> None:
        self._state = state

    def of_business(self, call: Call) -> JsonObject:
        if call.node != call.account.waba:
            raise refusals.no_such_object(call.node, call.method.lower())
        portfolio = self._opened(call)
        if call.method == "GET":
            return {"data": list(portfolio.signups.values())}
        has_policy = "policy" in call.params
        if not has_policy and not portfolio.has_signed_up:
            raise CloudRefusal(_NO_POLICY, "The first signup must accept the terms.")
        if has_policy and portfolio.has_signed_up:
            raise CloudRefusal(_POLICY_AGAIN, "The terms are accepted already.")
        _check(call.params)
        signup_id = str(10**15 + int(self._state.world.ids.token(12), 16))
        kept = {name: value for name, value in call.params.items() if name != "policy"}
        portfolio.signups[signup_id] = kept | {"id": signup_id, "status": "ACTIVE"}
        portfolio.has_signed_up = True
        return {"id": signup_id}

    def by_id(self, call: Call) -> JsonObject:
        """`call.edge` is the id: the path is `/signups/{id}`."""
        found = self._opened(call).signups.get(call.edge)
        if found is None:
            raise CloudRefusal(_UNKNOWN, "There is no such signup.")
        if call.method == "GET":
            return found
        changes = {name: call.params[name] for name in call.params if name != "id"}
        if changes.get(_FIXED, found[_FIXED]) != found[_FIXED]:
            raise refusals.bad_parameter("Param privacy_policy_url cannot be changed.")
        if changes.get("status", "ACTIVE") not in ("ACTIVE", "DISABLED"):
            raise refusals.bad_parameter("Param status must be one of {ACTIVE, DISABLED}.")
        _check(found | changes)
        found |= changes
        return {"success": True}

    def _opened(self, call: Call) -> Portfolio:
        management(self._state, call.account.waba)
        if not self._state.rules.signups:
            raise CloudRefusal(_SWITCHED_OFF, "In-App Signup is not enabled for this business.")
        return self._state.portfolio(call.account.portfolio)


def _check(signup: JsonObject) -> None:
    for name in _MESSAGES:
        words = signup.get(name)
        if not isinstance(words, str) or not 0 < len(words) <= _MAX_MESSAGE:
            raise refusals.bad_parameter(f"Param {name} has 1 to {_MAX_MESSAGE} characters.")
    for name in _URLS:
        if not str(signup.get(name, "")).startswith("https://"):
            raise CloudRefusal(_NOT_HTTPS, f"Param {name} must be an https address.")
    promo = str(signup.get("promo_code", ""))
    if promo and not _PROMO.fullmatch(promo):
        raise refusals.bad_parameter("Param promo_code has 1 to 50 letters and digits.")
    gaps = {gap for name in _MESSAGES for gap in _GAP.findall(signup[name])}
    if gaps - {"promo_code"}:
        raise CloudRefusal(_PLACEHOLDER, "There is no such placeholder.")
    if gaps and not promo:
        raise CloudRefusal(_NO_PROMO, "The placeholder needs a promo_code.")
