"""May this go out by Direct Send: a message in our own words, sent as utility?"""

from workbench.simulators.whatsapp import interactive
from workbench.simulators.whatsapp.refusals import CloudRefusal, bad_parameter, wrong_value
from workbench.simulators.whatsapp.rules import WhatsAppRules
from workbench.simulators.whatsapp.values import JsonObject, an_object, text

_CATEGORIES = ("AUTHENTICATION", "SERVICE", "UTILITY")
_LONGEST_S = {"utility": 43200, "authentication": 900}
_SHORTEST_S = 30
_FORMS = ("button", "cta_url")
_MAX_BODY = 1024


def is_direct(body: JsonObject) -> bool:
    """An ordinary service message names no category, or `service`."""
    return str(body.get("category", "service")).lower() != "service"


def refuse_if_wrong(body: JsonObject, rules: WhatsAppRules) -> None:
    """Raises `CloudRefusal`."""
    category = body.get("category", "service")
    if not isinstance(category, str) or category.upper() not in _CATEGORIES:
        raise CloudRefusal(
            100,
            message="(#100) Param category must be one of {AUTHENTICATION, SERVICE, UTILITY} - "
            f'got "{category}".',
        )
    _check_life(body, category.lower())
    if not is_direct(body):
        return
    if not rules.direct_send:
        raise CloudRefusal(131005, "The terms of Direct Send are not accepted.")
    if body.get("type", "text") not in ("text", "interactive"):
        raise wrong_value(f"A {body['type']} message cannot be sent directly.")
    if body.get("type", "text") == "text":
        words = body.get("text")
        text((words if isinstance(words, dict) else {}).get("body"), "text['body']", _MAX_BODY)


def refuse_wrong_interactive(body: JsonObject) -> None:
    """Buttons only, but more of them, and links among them."""
    message = an_object(body.get("interactive"), "interactive")
    if message.get("type") not in _FORMS:
        raise wrong_value(f"Param interactive['type'] must be one of {{{', '.join(_FORMS)}}}.")
    interactive.refuse_if_wrong(message, direct=True)


def _check_life(body: JsonObject, category: str) -> None:
    """`ttl_seconds` belongs to Direct Send alone."""
    if "ttl_seconds" not in body:
        return
    most, life = _LONGEST_S.get(category), body["ttl_seconds"]
    if most is None:
        raise bad_parameter("unsupported or misspelled parameters: ttl_seconds")
    if not isinstance(life, int) or life > most:
        raise bad_parameter(f"The time to live value must be lower than or equal to {most}")
    if life < _SHORTEST_S:
        raise bad_parameter(
            f"The time to live value must be higher than or equal to {_SHORTEST_S}."
        )
