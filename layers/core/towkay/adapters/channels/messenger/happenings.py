"""What does each kind of Messenger event mean, and by which key is its repetition recognised?

Each reader returns the deduplication key and the happening. The keys are those that Messenger's
events allow: a message by its id, a receipt by person and watermark, and so on.
"""

from datetime import datetime

from towkay.adapters.channels.graph.messaging import (
    MessageEdit,
    Postback,
    Reaction,
    echoed_send_id,
    edited,
    pressed,
    reacted,
    referred,
)
from towkay.adapters.channels.graph.optins import OptIn, read_optin
from towkay.adapters.channels.graph.referrals import EntryReferral, entry_point
from towkay.adapters.channels.incoming import cause_of
from towkay.adapters.channels.messenger.attachments import attachments_of
from towkay.adapters.channels.messenger.beginning import GET_STARTED
from towkay.adapters.channels.messenger.doings import cart_of, read_doing
from towkay.adapters.channels.messenger.shapes import (
    Message,
    MessagingEvent,
    PriorMessage,
    Receipt,
)
from towkay.adapters.channels.shapes import milliseconds
from towkay.domain.channels import Channel
from towkay.domain.doings import EntryPoint
from towkay.domain.events import (
    Followed,
    Happening,
    HumanReplied,
    MessageReceived,
    ReceiptArrived,
    ReceiptKind,
)

# Meta's own app behind the Page's inbox: whoever writes there is a person. One page prints the
# number without its last digit.
_PAGE_INBOX_APPS = frozenset({"263902037430900", "26390203743090"})


def read_happening(
    event: MessagingEvent, user: str, occurred_at: datetime, app_id: str
) -> tuple[str, Happening] | None:
    """Key and meaning of an event between `user` and the Page; None for any other kind."""
    at = milliseconds(occurred_at)
    match event:
        case MessagingEvent(message=Message(is_echo=True) as message):
            return _echo(message, user, at, app_id)
        case MessagingEvent(message=Message() as message):
            return _message(message, event.prior_message, user, at)
        case MessagingEvent(postback=Postback() as postback):
            return _postback(postback, user, at)
        case MessagingEvent(message_edit=MessageEdit() as edit):
            return edited(edit)
        case MessagingEvent(reaction=Reaction() as reaction):
            return reacted(reaction, user, at)
        case MessagingEvent(referral=EntryReferral() as referral):
            return cause_of("referral", user, at), referred(referral, referral.source)
        case MessagingEvent(optin=OptIn() as optin):
            return read_optin(optin, user, at)
        case _:
            return _receipt(event, user, at) or read_doing(event, user, at, app_id)


def _echo(message: Message, user: str, at: int, app_id: str) -> tuple[str, Happening]:
    """A message the Page sent: a receipt when it is ours, otherwise somebody answered."""
    key = cause_of("echo", message.mid or cause_of(user, at, message.text))
    send_id = echoed_send_id(Channel.MESSENGER, user, message.metadata)
    if _is_ours(message.app_id, app_id, send_id):
        return key, ReceiptArrived(ReceiptKind.ECHOED, send_id, message.mid or "")
    return key, HumanReplied()


def _is_ours(sender: str, app_id: str, send_id: str) -> bool:
    """Told by the two app ids; where one of them is not known, by a send id in our own writing."""
    if sender and app_id:
        return sender == app_id
    return sender not in _PAGE_INBOX_APPS and bool(send_id)


def _message(
    message: Message, prior: PriorMessage | None, user: str, at: int
) -> tuple[str, Happening]:
    message_id = cause_of(message.mid) if message.mid else ""
    key = message_id or cause_of("message", user, at, message.text)
    cart = cart_of(message_id, message.order) if message.order else None
    if cart:
        return key, cart
    return key, MessageReceived(
        message_id=message_id,
        text=message.text,
        attachments=attachments_of(message),
        payload=message.quick_reply.payload if message.quick_reply else None,
        entry=entry_point(message.referral) or _plugin(prior),
        quoted=message.reply_to.mid if message.reply_to else "",
    )


def _plugin(prior: PriorMessage | None) -> EntryPoint | None:
    """The plugin of a website that knew the person by a name of its own until now."""
    return EntryPoint(prior.source, ref=prior.identifier) if prior and prior.source else None


def _postback(postback: Postback, user: str, at: int) -> tuple[str, Happening]:
    key, press = pressed(postback, user, at)
    return key, Followed(entry=press.entry) if postback.payload == GET_STARTED else press


def _receipt(event: MessagingEvent, user: str, at: int) -> tuple[str, Happening] | None:
    match event:
        case MessagingEvent(delivery=Receipt() as receipt):
            kind = ReceiptKind.DELIVERED
        case MessagingEvent(read=Receipt() as receipt):
            kind = ReceiptKind.READ
        case _:
            return None
    up_to = receipt.watermark
    key = cause_of(kind, user, milliseconds(up_to) if up_to else at)
    return key, ReceiptArrived(kind, up_to=up_to)
