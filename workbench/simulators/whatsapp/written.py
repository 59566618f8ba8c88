"""How does a template look with its gaps filled in?"""

from typing import Any

from workbench.simulators.conversation import Button, Face
from workbench.simulators.whatsapp.templates import Template, filled, part_of, variables
from workbench.simulators.whatsapp.values import JsonObject

_ACTIONS = {"QUICK_REPLY": "template", "URL": "url", "COPY_CODE": "copy_code"}


def faces(sent: JsonObject, template: Template) -> tuple[Face, ...]:
    """The message as it stands on the screen, and after it the cards of a carousel."""
    given = sent.get("components", [])
    first = _face(template.components, given)
    carousel = template.part("CAROUSEL")
    if carousel is None:
        return (first,)
    cards = (part_of(given, "CAROUSEL") or {}).get("cards", [])
    pairs = zip(carousel["cards"], cards, strict=False)
    return (first, *(_face(card["components"], one["components"]) for card, one in pairs))


def values(gaps: list[str], parameters: list[JsonObject]) -> dict[str, str]:
    """What stands in which gap: by name where they have one, else by order."""
    if all("parameter_name" in one for one in parameters):
        return {str(one["parameter_name"]): _said(one) for one in parameters}
    return dict(zip(gaps, map(_said, parameters), strict=False))


def body_of(components: list[JsonObject], given: list[JsonObject]) -> str:
    """The words of the body."""
    text = str((part_of(components, "BODY") or {}).get("text", ""))
    parameters = (part_of(given, "BODY") or {}).get("parameters", [])
    return filled(text, values(variables(text), parameters))


def header_of(components: list[JsonObject], given: list[JsonObject]) -> str:
    """The words of the header, if it has any."""
    text = str((part_of(components, "HEADER") or {}).get("text", ""))
    parameters = (part_of(given, "HEADER") or {}).get("parameters", [])
    return filled(text, values(variables(text), parameters))


def _face(components: list[JsonObject], given: list[JsonObject]) -> Face:
    footer = str((part_of(components, "FOOTER") or {}).get("text", ""))
    words = "\n".join(filter(None, (body_of(components, given), footer)))
    image = _image((part_of(given, "HEADER") or {}).get("parameters", []))
    return Face(header_of(components, given), words, image, buttons=_buttons(components, given))


def _image(parameters: list[JsonObject]) -> str:
    media = parameters[0].get("image", {}) if parameters else {}
    return str(media.get("link", media.get("id", "")))


def _buttons(components: list[JsonObject], given: list[JsonObject]) -> tuple[Button, ...]:
    """A quick reply without a payload of its own sends its text."""
    sent = {
        str(one.get("index")): (one.get("parameters") or [{}])[0]
        for one in given
        if str(one.get("type", "")).upper() == "BUTTON"
    }
    defined = (part_of(components, "BUTTONS") or {}).get("buttons", [])
    return tuple(_button(one, sent.get(str(index), {})) for index, one in enumerate(defined))


def _button(defined: JsonObject, given: JsonObject) -> Button:
    kind = str(defined["type"]).upper()
    label = str(defined.get("text", given.get("coupon_code", kind)))
    value = str(given.get("payload", given.get("coupon_code", "")))
    if kind == "URL":
        address = str(defined.get("url", ""))
        value = filled(address, {gap: str(given.get("text", "")) for gap in variables(address)})
    return Button(label, _ACTIONS.get(kind, kind.lower()), value or label)


def _said(parameter: Any) -> str:
    """A money or date value has a fallback in words."""
    kind = str(parameter.get("type", "text"))
    value = parameter.get(kind, "")
    return str(value.get("fallback_value", "")) if isinstance(value, dict) else str(value)
