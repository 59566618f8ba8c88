"""How is a template that Meta approved sent on Messenger?

Source: Messenger Platform, "Utility messages". Headers are text or an image, buttons open a link or
answer; whatever else a template may hold on other channels has no form here.
"""

from collections.abc import Sequence
from typing import Any

from towkay.adapters.channels.wire import NOT_RENDERABLE, CallImpossible
from towkay.domain.templates import (
    ButtonUse,
    Header,
    HeaderKind,
    Parameter,
    Template,
    TemplateButton,
    TemplateKind,
)

Json = dict[str, Any]


def utility_message(template: Template) -> Json:
    """The `message` of the call. Raises `CallImpossible` for what Messenger has no form for."""
    if template.kind is not TemplateKind.UTILITY or template.cards or template.offer_ends_at:
        raise CallImpossible(NOT_RENDERABLE)
    components = [
        *([_header(template.header)] if template.header else []),
        *([_body(template.body)] if template.body else []),
        *([_buttons(template.buttons)] if template.buttons else []),
    ]
    content: Json = {"name": template.name, "language": {"code": template.language}}
    if components:
        content["components"] = components
    return {"template": content}


def _header(header: Header) -> Json:
    match header.kind:
        case HeaderKind.TEXT:
            parameter = _text(Parameter(header.value, header.name))
        case HeaderKind.IMAGE:
            # The guide has no sample of it: this is how the same component is sent on WhatsApp.
            parameter = {"type": "image", "image": {"link": header.value}}
        case _:
            raise CallImpossible(NOT_RENDERABLE)
    return {"type": "header", "parameters": [parameter]}


def _body(parameters: Sequence[Parameter]) -> Json:
    return {"type": "body", "parameters": [_text(parameter) for parameter in parameters]}


def _text(parameter: Parameter) -> Json:
    named = {"parameter_name": parameter.name} if parameter.name else {}
    return {"type": "text", **named, "text": parameter.text}


def _buttons(buttons: Sequence[TemplateButton]) -> Json:
    """All that have a gap, in their order: the order alone says which is which."""
    in_order = sorted(buttons, key=lambda button: button.index)
    return {"type": "buttons", "parameters": [_button(button) for button in in_order]}


def _button(button: TemplateButton) -> Json:
    match button.use:
        case ButtonUse.LINK:
            return {"type": "URL", "url": button.value}
        case ButtonUse.REPLY:
            return {"type": "POSTBACK", "payload": button.value}
        case _:
            raise CallImpossible(NOT_RENDERABLE)
