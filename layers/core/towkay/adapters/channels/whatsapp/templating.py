"""How is a template's filling said to the Cloud API?

Source: WhatsApp Business Platform, "Template messages: send". Components without gaps are left out;
`index` counts all buttons of the template from 0.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from towkay.adapters.channels.shapes import milliseconds
from towkay.adapters.channels.wire import NOT_RENDERABLE, CallImpossible
from towkay.domain.templates import (
    ButtonUse,
    Header,
    HeaderKind,
    Parameter,
    Template,
    TemplateButton,
    TemplateCard,
    TemplateKind,
)

Json = dict[str, Any]

_MEDIA = frozenset({HeaderKind.IMAGE, HeaderKind.VIDEO, HeaderKind.DOCUMENT})
_SECTION = "…"  # heads the products of a button where nobody named them


def template_content(template: Template) -> Json:
    """The type of a call and what belongs to it. Raises `CallImpossible`."""
    content: Json = {"name": template.name, "language": {"code": template.language}}
    components = [*_components(template), *_carousel(template.cards)]
    if components:
        content["components"] = components
    return {"type": "template", "template": content}


def _components(template: Template) -> list[Json]:
    return [
        *([_header(template.header)] if template.header else []),
        *_offer(template),
        *([_body(template.body)] if template.body else []),
        *(_button(button) for button in _buttons(template)),
    ]


def _buttons(template: Template) -> Sequence[TemplateButton]:
    """Those that are given something. A code's button takes the code that the body shows."""
    is_code = template.kind is TemplateKind.AUTHENTICATION
    if is_code and not template.buttons and len(template.body) == 1:
        return (TemplateButton(ButtonUse.LINK, 0, template.body[0].text),)
    return template.buttons


def _carousel(cards: Sequence[TemplateCard]) -> list[Json]:
    if not cards:
        return []
    built = [{"card_index": place, "components": _of_card(one)} for place, one in enumerate(cards)]
    return [{"type": "carousel", "cards": built}]


def _of_card(card: TemplateCard) -> list[Json]:
    return [
        *([_header(card.header)] if card.header else []),
        *([_body(card.body)] if card.body else []),
        *(_button(button) for button in card.buttons),
    ]


def _offer(template: Template) -> list[Json]:
    if template.offer_ends_at is None:
        return []
    ends = {"expiration_time_ms": milliseconds(template.offer_ends_at)}
    offer = {"type": "limited_time_offer", "limited_time_offer": ends}
    return [{"type": "limited_time_offer", "parameters": [offer]}]


def _body(parameters: Sequence[Parameter]) -> Json:
    filled = [_text(one.text, one.name) for one in parameters]
    return {"type": "body", "parameters": filled}


def _text(text: str, name: str = "") -> Json:
    """What fills a gap; a name belongs to templates whose gaps have names, and only to them."""
    named = {"parameter_name": name} if name else {}
    return {"type": "text", **named, "text": text}


def _header(header: Header) -> Json:
    return {"type": "header", "parameters": [_header_parameter(header)]}


def _header_parameter(header: Header) -> Json:
    if header.kind is HeaderKind.TEXT:
        return _text(header.value, header.name)
    if header.kind in _MEDIA:
        filename = header.kind is HeaderKind.DOCUMENT and header.name
        named = {"filename": header.name} if filename else {}
        return {"type": header.kind.value, header.kind.value: {"link": header.value, **named}}
    if header.kind is HeaderKind.LOCATION:
        return {"type": "location", "location": _place(header.value)}
    product = {"product_retailer_id": header.value, "catalog_id": header.name}
    known = {name: value for name, value in product.items() if value}
    return {"type": "product", "product": known}


def _place(value: str) -> Json:
    """ "lat,long,name,address" as the texts that the platform wants."""
    latitude, _, rest = value.partition(",")
    longitude, _, rest = rest.partition(",")
    name, _, address = rest.partition(",")
    if not latitude.strip() or not longitude.strip():
        raise CallImpossible(NOT_RENDERABLE)
    place = {"latitude": latitude, "longitude": longitude, "name": name, "address": address}
    return {key: text.strip() for key, text in place.items() if text.strip()}


def _button(button: TemplateButton) -> Json:
    sub_type, parameter = _USES[button.use](button)
    return {
        "type": "button",
        "sub_type": sub_type,
        "index": str(button.index),
        "parameters": [parameter],
    }


def _action(**members: Any) -> Json:
    return {"type": "action", "action": members}


def _products(button: TemplateButton) -> tuple[str, Json]:
    skus = [sku.strip() for sku in button.value.split(",") if sku.strip()]
    if not skus:
        raise CallImpossible(NOT_RENDERABLE)
    items = [{"product_retailer_id": sku} for sku in skus]
    sections = [{"title": button.name or _SECTION, "product_items": items}]
    return "mpm", _action(thumbnail_product_retailer_id=skus[0], sections=sections)


def _code(button: TemplateButton) -> tuple[str, Json]:
    return "copy_code", {"type": "coupon_code", "coupon_code": button.value}


_USES: Mapping[ButtonUse, Callable[[TemplateButton], tuple[str, Json]]] = MappingProxyType(
    {
        ButtonUse.LINK: lambda button: ("url", _text(button.value)),
        ButtonUse.REPLY: lambda one: ("quick_reply", {"type": "payload", "payload": one.value}),
        ButtonUse.COPY_CODE: _code,
        ButtonUse.FLOW: lambda button: ("flow", _action(flow_token=button.value)),
        ButtonUse.CATALOG: lambda one: (
            "CATALOG",
            _action(thumbnail_product_retailer_id=one.value),
        ),
        ButtonUse.PRODUCTS: _products,
    }
)
