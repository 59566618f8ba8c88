"""What is behind an id: a number, a business account, a template, a medium?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from werkzeug.wrappers import Request

from workbench.simulators.accounts import WHATSAPP
from workbench.simulators.bearer import bearer_token
from workbench.simulators.whatsapp import refusals
from workbench.simulators.whatsapp.door import Call, management, need, number_of
from workbench.simulators.whatsapp.media_api import MediaApi
from workbench.simulators.whatsapp.refusals import CloudRefusal, bad_parameter
from workbench.simulators.whatsapp.state import Number, State
from workbench.simulators.whatsapp.template_api import TemplateApi
from workbench.simulators.whatsapp.values import JsonObject
from workbench.simulators.whatsapp.webhooks import WhatsAppWebhooks

_TIERS = {250: "TIER_250", 2000: "TIER_2K", 10_000: "TIER_10K", 100_000: "TIER_100K"}
_PIN_TRIES = 10
_PIN_SPAN = timedelta(hours=72)


class Nodes:
    """Calls by id, and the edges that set a number or business account up."""

    def __init__(
        self, state: State, webhooks: WhatsAppWebhooks, templates: TemplateApi, media: MediaApi
    ) -> None:
        self._state = state
        self._webhooks = webhooks
        self._templates = templates
        self._media = media

    def edges(self) -> dict[str, Callable[[Call], JsonObject]]:
        return {
            "message_templates": lambda call: self._templates.edge(call, self._waba(call)),
            "unpause": self._unpause,
            "subscribed_apps": self._subscribed_apps,
            "phone_numbers": self._phone_numbers,
            "register": self._register,
            "deregister": self._deregister,
        }

    def node(self, call: Call) -> JsonObject:
        """`/{id}` alone."""
        if call.node in self._state.numbers:
            return self._number(call, number_of(self._state, call))
        if call.node == call.account.waba:
            return self._business(call)
        template = self._state.business(call.account.waba).templates.by_id(call.node)
        if template is not None:
            return self._templates.node(call, call.account.waba, template)
        medium = self._media.find(call)
        if medium is None:
            raise refusals.no_such_object(call.node, call.method.lower())
        return self._media.node(call, medium)

    def debug_token(self, request: Request) -> JsonObject:
        """Whether a token is good, asked with the app's own: `{app id}|{app secret}`."""
        app_id, _, secret = bearer_token(request).partition("|")
        asked = self._state.world.by_token(WHATSAPP, request.args.get("input_token", ""))
        apps = {(one.account.app_id, one.account.app_secret) for one in self._numbers()}
        if (app_id, secret) not in apps:
            raise refusals.unknown_token()
        if asked is None or asked.app_id != app_id:
            return {"data": {"is_valid": False, "app_id": app_id}}
        scopes = sorted(self._state.rules.permissions)
        data = {"app_id": app_id, "type": "SYSTEM_USER", "is_valid": True, "expires_at": 0}
        return {"data": data | {"data_access_expires_at": 0, "scopes": scopes}}

    def _numbers(self) -> list[Number]:
        return list(self._state.numbers.values())

    def _waba(self, call: Call) -> str:
        if call.node != call.account.waba:
            raise refusals.no_such_object(call.node, call.method.lower())
        return call.node

    def _unpause(self, call: Call) -> JsonObject:
        waba = call.account.waba
        template = self._state.business(waba).templates.by_id(call.node)
        if template is None:
            raise refusals.no_such_object(call.node)
        return self._templates.node(call, waba, template)

    def _number(self, call: Call, number: Number) -> JsonObject:
        management(self._state, number.account.waba)
        if call.method == "GET":
            return _chosen(call, self._facts(number))
        configuration: Any = call.params.get("webhook_configuration")
        if not isinstance(configuration, dict):
            raise bad_parameter("Nothing of a number can be changed here but its webhook.")
        number.callback = self._callback(configuration)
        return {"success": True}

    def _facts(self, number: Number) -> JsonObject:
        reach = self._state.rules.reach
        return {
            "id": number.account.account,
            "display_phone_number": f"+{number.account.phone}",
            "verified_name": "towkay",
            "quality_rating": "GREEN",
            "throughput": {"level": "STANDARD"},
            "whatsapp_business_manager_messaging_limit": _TIERS.get(reach or 0, "TIER_UNLIMITED"),
            "name_status": "APPROVED",
            "code_verification_status": "VERIFIED",
            "status": "CONNECTED" if number.registered else "DISCONNECTED",
        }

    def _business(self, call: Call) -> JsonObject:
        management(self._state, call.node)
        business = self._state.business(call.node)
        if call.method == "POST":
            if call.text("is_enabled_for_insights").lower() != "true":
                raise bad_parameter("Param is_enabled_for_insights cannot be taken back.")
            business.has_insights = True
            return {"id": call.node}
        facts = {"id": call.node, "name": "towkay", "timezone_id": "1"}
        return facts | {"is_enabled_for_insights": business.has_insights}

    def _subscribed_apps(self, call: Call) -> JsonObject:
        """No events come from an account to which no app is subscribed."""
        waba = self._waba(call)
        management(self._state, waba)
        business = self._state.business(waba)
        if call.method == "GET":
            app = {"id": call.account.app_id, "name": "towkay", "link": ""}
            one: JsonObject = {"whatsapp_business_api_data": app}
            if business.callback:
                one["override_callback_uri"] = business.callback
            return {"data": [one] if business.subscribed else []}
        if call.method == "POST" and call.params.get("override_callback_uri"):
            business.callback = self._callback(call.params)
        business.subscribed = call.method == "POST"
        return {"success": True}

    def _callback(self, given: JsonObject) -> str:
        """Another address for the webhooks, which has to pass the handshake first."""
        url = str(given.get("override_callback_uri", ""))
        if url and not self._webhooks.verify(url, str(given.get("verify_token", ""))):
            raise bad_parameter("The callback URL could not be validated.")
        return url

    def _phone_numbers(self, call: Call) -> JsonObject:
        waba = self._waba(call)
        management(self._state, waba)
        return {"data": [self._facts(one) for one in self._numbers() if one.account.waba == waba]}

    def _register(self, call: Call) -> JsonObject:
        """With the six digits of the number's PIN; ten tries in 72 hours."""
        need(self._state, "whatsapp_business_management")
        number, now = number_of(self._state, call), self._state.world.now()
        number.pin_tries = [at for at in number.pin_tries if now - at < _PIN_SPAN]
        if len(number.pin_tries) >= _PIN_TRIES:
            raise CloudRefusal(133016, "There have been too many tries to register this number.")
        number.pin_tries.append(now)
        if call.text("pin") != number.pin:
            raise CloudRefusal(133005, "The PIN is wrong.")
        number.registered = True
        return {"success": True}

    def _deregister(self, call: Call) -> JsonObject:
        number_of(self._state, call).registered = False
        return {"success": True}


def _chosen(call: Call, facts: JsonObject) -> JsonObject:
    wanted = {"id", *call.text("fields").split(",")} if call.text("fields") else set(facts)
    return {name: value for name, value in facts.items() if name in wanted}
