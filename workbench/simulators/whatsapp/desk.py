"""What does a business arrange for a number: profile, block list, codes, prompts, catalogue?"""

from collections.abc import Callable
from typing import Any

from workbench.simulators.whatsapp import blocks, direct, refusals
from workbench.simulators.whatsapp.door import Call, management, number_of
from workbench.simulators.whatsapp.refusals import bad_parameter
from workbench.simulators.whatsapp.state import Number, State
from workbench.simulators.whatsapp.values import JsonObject, has_emoji
from workbench.simulators.whatsapp.webhooks import WhatsAppWebhooks

_PROFILE = {"about": 139, "address": 256, "description": 512, "email": 128, "vertical": 64}
_MAX_PROMPTS, _MAX_PROMPT = 4, 80
_MAX_COMMANDS, _MAX_NAME, _MAX_DESCRIPTION = 30, 32, 256
_MAX_CODES, _MAX_PREFILLED = 2000, 140
_USERNAME = set("abcdefghijklmnopqrstuvwxyz0123456789._")

OfNumber = Callable[[Call, Number], JsonObject]


class Desk:
    """The edges of a number that are settings rather than messages."""

    def __init__(self, state: State, webhooks: WhatsAppWebhooks) -> None:
        self._state = state
        self._webhooks = webhooks

    def edges(self) -> dict[str, Callable[[Call], JsonObject]]:
        of_number: dict[str, OfNumber] = {
            "whatsapp_business_profile": _profile,
            "conversational_automation": _automation,
            "whatsapp_commerce_settings": _commerce,
            "message_qrdls": self._codes,
            "username": self._username,
            "block_users": self._blocks,
        }
        edges = {name: self._managed(answer) for name, answer in of_number.items()}
        return edges | {"message_samples": self._sample}

    def _managed(
        self, answer: Callable[[Call, Number], JsonObject]
    ) -> Callable[[Call], JsonObject]:
        def managed(call: Call) -> JsonObject:
            number = number_of(self._state, call)
            management(self._state, number.account.waba)
            return answer(call, number)

        return managed

    def _blocks(self, call: Call, number: Number) -> JsonObject:
        return blocks.answer(self._state, call, number)

    def _codes(self, call: Call, number: Number) -> JsonObject:
        """Short links with a text filled in; they never expire."""
        code = call.leaf or call.text("code")
        if code and code not in number.codes:
            raise refusals.no_such_object(code, call.method.lower())
        if call.method == "GET":
            return number.codes[code] if code else {"data": list(number.codes.values())}
        if call.method == "DELETE":
            del number.codes[code]
            return {"success": True}
        words = call.text("prefilled_message")
        if not 0 < len(words) <= _MAX_PREFILLED:
            raise bad_parameter(f"Param prefilled_message has 1 to {_MAX_PREFILLED} characters.")
        if not code and len(number.codes) >= _MAX_CODES:
            raise bad_parameter(f"A number has at most {_MAX_CODES} codes.")
        code = code or self._state.world.ids.token(14).upper()
        link = {"code": code, "prefilled_message": words}
        number.codes[code] = link | {"deep_link_url": f"https://wa.me/message/{code}"}
        picture = call.text("generate_qr_image").lower()
        image = {"qr_image_url": f"https://scontent.example.net/{code}.{picture}"}
        return number.codes[code] | (image if picture else {})

    def _username(self, call: Call, number: Number) -> JsonObject:
        if call.method == "GET":
            return {"username": number.username, "status": "approved"}
        name = call.text("username")
        if not 3 <= len(name) <= 35 or set(name) - _USERNAME:
            raise bad_parameter("A username has 3 to 35 of a-z, 0-9, . and _.")
        number.username = name
        told = {"display_phone_number": number.account.phone, "username": name}
        self._webhooks.tell_business(
            number.account.waba, "business_username_updates", told | {"status": "approved"}
        )
        return {"status": "approved"}

    def _sample(self, call: Call) -> JsonObject:
        """A sample of what is to go out directly; which category it would be."""
        if call.node != call.account.waba:
            raise refusals.no_such_object(call.node)
        management(self._state, call.node)
        direct.refuse_if_wrong(call.params | {"category": "utility"}, self._state.rules)
        return {"success": True, "category": "UTILITY"}


def _profile(call: Call, number: Number) -> JsonObject:
    if call.method == "GET":
        return {"data": [{"messaging_product": "whatsapp"} | number.profile]}
    if call.params.get("messaging_product") != "whatsapp":
        raise refusals.required("messaging_product")
    for name, most in _PROFILE.items():
        if len(call.text(name)) > most:
            raise bad_parameter(f"Param {name} must be at most {most} characters long.")
        if name in call.params:
            number.profile[name] = call.params[name]
    return {"success": True}


def _commerce(call: Call, number: Number) -> JsonObject:
    if call.method == "GET":
        return {"data": [{"id": number.account.account} | number.commerce]}
    for name in number.commerce:
        if name in call.params:
            number.commerce[name] = call.text(name).lower() == "true"
    return {"success": True}


def _automation(call: Call, number: Number) -> JsonObject:
    """Prompts shown in an empty chat, and commands after a slash; both come back as text."""
    if call.method == "GET":
        kept = {"conversational_automation": {"id": call.node} | number.automation}
        return kept | {"id": call.node}
    _check_automation(call.params.get("prompts", []), call.params.get("commands", []))
    for name in ("prompts", "commands", "enable_welcome_message"):
        if name in call.params:
            number.automation[name] = call.params[name]
    return {"success": True}


def _check_automation(prompts: Any, commands: Any) -> None:
    if not isinstance(prompts, list) or not isinstance(commands, list):
        raise bad_parameter("Params prompts and commands must be arrays.")
    if len(prompts) > _MAX_PROMPTS or len(commands) > _MAX_COMMANDS:
        raise bad_parameter(f"At most {_MAX_PROMPTS} prompts and {_MAX_COMMANDS} commands.")
    for prompt in prompts:
        if not isinstance(prompt, str) or not 0 < len(prompt) <= _MAX_PROMPT or has_emoji(prompt):
            raise bad_parameter(f"A prompt has 1 to {_MAX_PROMPT} characters and no emoji.")
    for command in commands:
        _check_command(command if isinstance(command, dict) else {})


def _check_command(command: JsonObject) -> None:
    name, words = str(command.get("command_name", "")), str(command.get("command_description", ""))
    if not 0 < len(name) <= _MAX_NAME or not 0 < len(words) <= _MAX_DESCRIPTION:
        raise bad_parameter(
            f"A command has a name of {_MAX_NAME} and a description of {_MAX_DESCRIPTION} at most."
        )
