"""How is somebody told of a parcel who is no friend: by the hash of their telephone number?

A ready-made template is filled in; or, by an older agreement under which LINE reviews each message
beforehand, words of one's own are sent. Source: LINE notification messages.
"""

from collections.abc import Sequence
from typing import Any

from towkay.adapters.channels.line.delivery_tags import delivery_tag
from towkay.domain.calls import ChannelCall
from towkay.domain.capabilities import LengthUnit
from towkay.domain.messages import Image, Message, TemplateMessage, Text
from towkay.domain.number_hashes import is_number_hash
from towkay.domain.templates import (
    ButtonUse,
    HeaderKind,
    Parameter,
    Template,
    TemplateButton,
    TemplateKind,
)

Json = dict[str, Any]

TEMPLATED = "/v2/bot/message/pnp/templated/push"
FLEXIBLE = "/bot/pnp/push"  # without the version that all other paths begin with
TAG_HEADER = "X-Line-Delivery-Tag"

_EMPHASIS_LIMIT, _ITEM_LIMIT, _URL_LIMIT = 15, 300, 1000
_MOST_ITEMS, _MOST_BUTTONS = 15, 2
_measure = LengthUnit.UTF16.measure


def template_in(messages: Sequence[Message]) -> Template | None:
    """The template, where the messages are one and nothing else, and it is filled in by its key."""
    alone = messages[0] if len(messages) == 1 else None
    is_by_key = isinstance(alone, TemplateMessage) and not alone.template.reviewed
    return alone.template if is_by_key and isinstance(alone, TemplateMessage) else None


def in_words(messages: Sequence[Message]) -> Sequence[Message]:
    """The messages with what LINE reviewed as whole words said in just these."""
    return [
        Text(one.template.words)
        if isinstance(one, TemplateMessage) and one.template.reviewed
        else one
        for one in messages
    ]


def can_be_told(call: ChannelCall) -> bool:
    """Whether LINE takes these messages for this contact: nothing of them may be cut."""
    if not is_number_hash(call.contact.user):
        return False
    template = template_in(call.messages)
    if template is not None:
        return _fits(template)
    return not any(map(_is_no_words, in_words(call.messages)))


def _is_no_words(message: Message) -> bool:
    """Pictures may not go this way, what sells neither, and nothing says nothing."""
    is_empty = isinstance(message, Text) and not message.text
    return is_empty or isinstance(message, Image | TemplateMessage)


def templated(user: str, template: Template) -> Json:
    """The body that fills in a template."""
    header = template.header
    body: Json = {"items": [_item(parameter) for parameter in template.body]}
    if header is not None:
        body["emphasizedItem"] = {"itemKey": header.name, "content": header.value}
    body["buttons"] = [{"buttonKey": one.name, "url": one.value} for one in template.buttons]
    return {"to": user, "templateKey": template.name, "body": body}


def tag_headers(call: ChannelCall) -> dict[str, str]:
    """What comes back with the delivery; a retry key would be refused here."""
    tag = delivery_tag(call.contact.user, call.send_id)
    return {TAG_HEADER: tag} if tag else {}


def _item(parameter: Parameter) -> Json:
    return {"itemKey": parameter.name, "content": parameter.text}


def _fits(template: Template) -> bool:
    header, items, buttons = template.header, template.body, template.buttons
    keys = [*(one.name for one in items), *(one.name for one in buttons)]
    keys += [header.name] if header else []
    emphasised = header is None or (
        header.kind is HeaderKind.TEXT and 0 < _measure(header.value) <= _EMPHASIS_LIMIT
    )
    return (
        template.kind is TemplateKind.UTILITY  # nothing that sells may go this way
        and emphasised
        and not template.cards
        and len(items) <= _MOST_ITEMS
        and len(buttons) <= _MOST_BUTTONS
        and all(0 < _measure(one.text) <= _ITEM_LIMIT for one in items)
        and all(_opens(one) for one in buttons)
        and all(keys)
        and len(set(keys)) == len(keys)
    )


def _opens(button: TemplateButton) -> bool:
    return button.use is ButtonUse.LINK and 0 < _measure(button.value) <= _URL_LIMIT
