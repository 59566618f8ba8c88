"""Is a message addressed to the API as it wants it, and is there such a template?"""

from workbench.simulators.whatsapp import fills
from workbench.simulators.whatsapp.recipients import Recipient
from workbench.simulators.whatsapp.refusals import CloudRefusal, bad_parameter, required
from workbench.simulators.whatsapp.rules import WhatsAppRules
from workbench.simulators.whatsapp.state import Number, State
from workbench.simulators.whatsapp.templates import Template
from workbench.simulators.whatsapp.values import JsonObject, maybe_text

_MEMBERS = frozenset(
    {
        "messaging_product",
        "recipient_type",
        "to",
        "recipient",
        "type",
        "context",
        "biz_opaque_callback_data",
        "recipient_identity_key_hash",
        "category",
        "ttl_seconds",
        "direct_send_config",
    }
)
_OF_MARKETING = frozenset({"product_policy", "message_activity_sharing"})
_STATUS_REFUSALS = {"PAUSED": 132015, "DISABLED": 132016}


def refuse_strange_members(body: JsonObject, rules: WhatsAppRules, *, lite: bool) -> None:
    """Raises `CloudRefusal` for a message whose outer members are not as they should be."""
    kind = body.get("type", "text")
    if not isinstance(kind, str):
        raise bad_parameter("Param type must be a string.")
    if lite and kind != "template":
        raise CloudRefusal(131055, "Only templates go out by this way.")
    if body.get("recipient_type", "individual") not in ("individual", "group"):
        raise bad_parameter("Param recipient_type must be individual or group.")
    maybe_text(body, "biz_opaque_callback_data", "biz_opaque_callback_data", 512)
    known = _MEMBERS | {kind} | (_OF_MARKETING if lite else frozenset())
    strange = sorted(body.keys() - known)
    if strange and rules.strict_fields:
        raise bad_parameter(f"unsupported or misspelled parameters: {', '.join(strange)}")
    if kind not in body:
        raise required(str(kind))


def template_of(
    state: State, number: Number, body: JsonObject, recipient: Recipient, *, lite: bool
) -> Template | None:
    """The template that is sent, if one is; it must be there, approved and fit."""
    if body.get("type") != "template":
        return None
    name, code = body["template"]["name"], body["template"]["language"]["code"]
    templates = state.business(number.account.waba).templates
    template = templates.find(name, code)
    if template is not None:
        template.refresh(state.world.now())
    if template is None or template.status not in ("APPROVED", *_STATUS_REFUSALS):
        text = "(#132001) Template name does not exist in the translation"
        details = f"template name ({name}) does not exist in {code}"
        raise CloudRefusal(132001, details, message=text)
    if template.status in _STATUS_REFUSALS:
        raise CloudRefusal(_STATUS_REFUSALS[template.status])
    _refuse_by_category(state, template, lite=lite)
    if fills.copies_code(template) and not recipient.phone:
        raise CloudRefusal(131062, "A one-time code goes to phone numbers only.")
    fills.refuse_if_unfit(template, body["template"])
    return template


def _refuse_by_category(state: State, template: Template, *, lite: bool) -> None:
    rules, is_marketing = state.rules, template.category == "MARKETING"
    if lite and not is_marketing:
        raise CloudRefusal(134100)
    if lite and not rules.marketing_terms:
        raise CloudRefusal(131005, "The terms of the Marketing Messages API are not accepted.")
    now, synced_at = state.world.now(), template.synced_at
    if lite and synced_at is not None and now < synced_at:
        raise CloudRefusal(134101)
    if is_marketing and not lite and not rules.marketing_on_cloud_api:
        raise CloudRefusal(131063, "Marketing is switched off on this API.")
