"""What of an event stands on the shopper's side of the transcript?"""

from towkay.domain.attachments import Attachment
from towkay.domain.doings import (
    AccountLinked,
    CartSent,
    Commented,
    EntryPoint,
    FormFilled,
    LinkClicked,
    OrderedItem,
    ThreadMoved,
)
from towkay.domain.events import (
    Event,
    Followed,
    Happening,
    MessageEdited,
    MessageReceived,
    PostbackPressed,
    Referred,
)
from towkay.domain.optins import OptedIn
from towkay.domain.turns import Inbound

_TRANSCRIPT = 8_000  # characters; with the longest answer a turn stays under 64 KB


def inbound_of(event: Event) -> Inbound:
    """The kind of the event and its words; of a way in, an order or a form what it says.

    Of somebody else's message there is nothing: it is not the shopper's.
    """
    happening = event.happening
    shown = "\n".join(filter(None, [*_words(happening), *_way_in(happening)]))
    return Inbound(type(happening).__name__, shown[:_TRANSCRIPT], _message_id(happening))


def _message_id(happening: Happening) -> str:
    """By which it is taken back; empty for what nobody can take back."""
    if isinstance(happening, MessageReceived | MessageEdited | CartSent | FormFilled):
        return happening.message_id
    return happening.comment_id if isinstance(happening, Commented) else ""


def _words(happening: Happening) -> list[str]:
    match happening:
        case MessageReceived(text=text, attachments=attachments):
            return [text, *map(_attachment, attachments)]
        case MessageEdited(text=text) | Commented(text=text):
            return [text]
        case PostbackPressed(title=title, payload=payload):
            return [title or payload]
        case OptedIn(title=title):
            return [title]
        case CartSent(items=items, text=text):
            return [text, *map(_line, items)]
        case FormFilled(form=form, answers=answers):
            return [form, answers]
        case _:
            return _around(happening)


def _around(happening: Happening) -> list[str]:
    """What is no words of theirs, in ours."""
    match happening:
        case Referred(source=source, ref=ref, entry=None):
            return [f"{source} {ref}".strip()]
        case ThreadMoved(to_us=to_us):
            return ["to us" if to_us else "to another"]
        case AccountLinked(ok=ok):
            return ["linked" if ok else "failed"]
        case LinkClicked(ref=ref):
            return [ref]
        case _:
            return []


def _way_in(happening: Happening) -> list[str]:
    """How they came: an ad, a link, a product's page."""
    if not isinstance(happening, MessageReceived | PostbackPressed | Followed | Referred):
        return []
    return [_entry(happening.entry)] if happening.entry else []


def _entry(entry: EntryPoint) -> str:
    parts = (entry.source, entry.ref, entry.ad, entry.product)
    return f"[{' '.join(filter(None, parts))}]"


def _attachment(item: Attachment) -> str:
    return f"[{item.kind}] {item.label}".strip()


def _line(item: OrderedItem) -> str:
    return f"{item.quantity} × {item.sku} {item.price} {item.currency}".strip()
