"""What does each type of a shopper's WhatsApp message mean?

Source: WhatsApp Business Platform, "Webhooks: messages" and its pages for each type.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from towkay.adapters.channels.incoming import cause_of, kind_of
from towkay.adapters.channels.shapes import pieces
from towkay.adapters.channels.whatsapp.attachments import attachment_of, words_under
from towkay.adapters.channels.whatsapp.shapes import (
    CartItem,
    Change,
    Chosen,
    Context,
    Message,
    ReferredProduct,
)
from towkay.domain.attachments import Attachment, AttachmentKind
from towkay.domain.doings import CartSent, EntryPoint, FormFilled, OrderedItem
from towkay.domain.events import (
    Followed,
    Happening,
    MessageEdited,
    MessageReceived,
    MessageUnsent,
    Reacted,
)

_CHANNEL = "whatsapp"


def meaning_of(message: Message) -> Happening:
    """What the shopper did. A type of next year is only counted: it may be no message at all."""
    if message.group_id:
        return kind_of(_CHANNEL, "group_message")  # an answer would go to one of many
    read = _READERS.get(message.type)
    return read(message) if read else kind_of(_CHANNEL, message.type)


def _received(
    message: Message,
    text: str = "",
    attachments: tuple[Attachment, ...] = (),
    payload: str | None = None,
) -> MessageReceived:
    empty = not text and not attachments
    return MessageReceived(
        message_id=cause_of(message.id),
        text=text,
        attachments=(Attachment(AttachmentKind.OTHER),) if empty else attachments,
        payload=payload,
        entry=_entry(message),
        quoted=message.context.id if message.context else "",
        seen_token=message.id,
    )


def _entry(message: Message) -> EntryPoint | None:
    """The ad that was tapped, or the product that is asked about."""
    asked = (message.context or Context()).referred_product or ReferredProduct()
    referral = message.referral
    if referral is None:
        if not asked.product_retailer_id:
            return None
        return EntryPoint("product", ref=asked.catalog_id, product=asked.product_retailer_id)
    return EntryPoint(
        source=referral.source_type.lower(),
        ref=referral.ctwa_clid,
        ad=referral.source_id,
        product=asked.product_retailer_id,
        # A click id is an ad's too; ads shown in Status have none.
        is_ad=referral.source_type.lower() == "ad" or bool(referral.ctwa_clid),
    )


def _text(message: Message) -> Happening:
    return _received(message, message.text.body if message.text else "")


def _media(message: Message) -> Happening:
    return _received(message, words_under(message), (attachment_of(message),))


def _button(message: Message) -> Happening:
    """A template's quick reply. Without a payload of its own it says just what stands on it."""
    tapped = message.button
    if tapped is None:
        return _received(message)
    payload = tapped.payload if tapped.payload != tapped.text else None
    return _received(message, tapped.text, payload=payload or None)


def _interactive(message: Message) -> Happening:
    told = message.interactive
    chosen = (told.button_reply or told.list_reply) if told else None
    if chosen:
        return _chosen(message, chosen)
    if told and told.nfm_reply:
        filled = told.nfm_reply
        return FormFilled(cause_of(message.id), filled.name, filled.response_json)
    kind = told.type if told else ""
    return _received(message, attachments=(Attachment(AttachmentKind.OTHER, kind),))


def _chosen(message: Message, chosen: Chosen) -> Happening:
    return _received(message, chosen.title, payload=chosen.id or None)


def _order(message: Message) -> Happening:
    cart = message.order
    if cart is None:
        return _received(message)
    items = tuple(_item(one) for one in cart.product_items)
    return CartSent(cause_of(message.id), items, cart.text, cart.catalog_id)


def _item(item: CartItem) -> OrderedItem:
    count = pieces(item.quantity)
    return OrderedItem(item.product_retailer_id, count, item.item_price, item.currency)


def _reaction(message: Message) -> Happening:
    return Reacted(added=message.reaction is not None and bool(message.reaction.emoji))


def _edited(message: Message) -> Happening:
    """Only of numbers that are used on a phone as well; others get it as unsupported."""
    if message.edit is None:
        return kind_of(_CHANNEL, "edit")
    return MessageEdited(cause_of(message.edit.original_message_id), _new_words(message.edit))


def _new_words(edit: Change) -> str:
    new = edit.message
    if new is None:
        return ""
    media = new.image or new.video or new.document
    return new.text.body if new.text else media.caption if media else ""


def _revoked(message: Message) -> Happening:
    if message.revoke is None:
        return kind_of(_CHANNEL, "revoke")
    return MessageUnsent(cause_of(message.revoke.original_message_id))


def _welcome(message: Message) -> Happening:
    return Followed(entry=_entry(message))


_READERS: Mapping[str, Callable[[Message], Happening]] = MappingProxyType(
    {
        "text": _text,
        "button": _button,
        "interactive": _interactive,
        "order": _order,
        "reaction": _reaction,
        "edit": _edited,
        "revoke": _revoked,
        "request_welcome": _welcome,
        **dict.fromkeys(
            ("image", "video", "audio", "document", "sticker", "location", "contacts"), _media
        ),
        "unsupported": _media,
    }
)
