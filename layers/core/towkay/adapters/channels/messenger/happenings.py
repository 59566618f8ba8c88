"""What does each kind of Messenger event mean, and by which key is its repetition recognised?

Each reader returns the deduplication key and the happening. The keys are those that Messenger's
events allow: a message by its id, a receipt by person and watermark, and so on.
"""

from datetime import datetime

from towkay.adapters.channels.incoming import cause_of
from towkay.adapters.channels.messenger.attachments import attachments_of
from towkay.adapters.channels.messenger.optins import read_optin
from towkay.adapters.channels.messenger.shapes import (
    Message,
    MessageEdit,
    MessagingEvent,
    OptIn,
    Postback,
    Reaction,
    Receipt,
    Referral,
)
from towkay.adapters.channels.shapes import milliseconds
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.events import (
    Followed,
    Happening,
    HumanReplied,
    MessageEdited,
    MessageReceived,
    PostbackPressed,
    Reacted,
    ReceiptArrived,
    ReceiptKind,
    Referred,
)
from towkay.domain.send_ids import parse_send_id

# Meta's own app behind the Page's inbox: whoever writes there is a person.
_PAGE_INBOX_APP = "263902037430900"
_GET_STARTED = "GET_STARTED"


def read_happening(
    event: MessagingEvent, user: str, occurred_at: datetime, app_id: str
) -> tuple[str, Happening] | None:
    """Key and meaning of an event between `user` and the Page; None for any other kind."""
    at = milliseconds(occurred_at)
    match event:
        case MessagingEvent(message=Message(is_echo=True) as message):
            return _echo(message, user, at, app_id)
        case MessagingEvent(message=Message() as message):
            return _message(message, user, at)
        case MessagingEvent(postback=Postback() as postback):
            return _postback(postback, user, at)
        case MessagingEvent(message_edit=MessageEdit() as edit):
            key = cause_of("edit", edit.mid, edit.num_edit)
            return key, MessageEdited(cause_of(edit.mid), edit.text)
        case MessagingEvent(reaction=Reaction() as reaction):
            key = cause_of("reaction", user, reaction.mid, reaction.action, at)
            return key, Reacted(added=reaction.action == "react")
        case MessagingEvent(referral=Referral() as referral):
            return cause_of("referral", user, at), _referred(referral)
        case MessagingEvent(optin=OptIn() as optin):
            return read_optin(optin, user, at)
        case _:
            return _receipt(event, user, at)


def _referred(referral: Referral) -> Referred:
    # A click on an ad opens no window until the person writes.
    return Referred(referral.source, referral.ref, opens_window=referral.source != "ADS")


def _echo(message: Message, user: str, at: int, app_id: str) -> tuple[str, Happening]:
    """A message the Page sent: a receipt when it is ours, otherwise somebody answered."""
    key = cause_of("echo", message.mid or cause_of(user, at, message.text))
    contact = ContactKey(Channel.MESSENGER, "", user)
    # Metadata that is no send id is another program's own, and nothing to keep.
    send_id = message.metadata if parse_send_id(contact, message.metadata) else ""
    if _is_ours(message.app_id, app_id, send_id):
        return key, ReceiptArrived(ReceiptKind.ECHOED, send_id, message.mid or "")
    return key, HumanReplied()


def _is_ours(sender: str, app_id: str, send_id: str) -> bool:
    """Told by the two app ids; where one of them is not known, by a send id in our own writing."""
    if sender and app_id:
        return sender == app_id
    return sender != _PAGE_INBOX_APP and bool(send_id)


def _message(message: Message, user: str, at: int) -> tuple[str, Happening]:
    received = MessageReceived(
        message_id=cause_of(message.mid) if message.mid else "",
        text=message.text,
        attachments=attachments_of(message),
        payload=message.quick_reply.payload if message.quick_reply else None,
    )
    return received.message_id or cause_of("message", user, at, message.text), received


def _postback(postback: Postback, user: str, at: int) -> tuple[str, Happening]:
    key = postback.mid or cause_of(user, at, postback.payload)
    if postback.payload == _GET_STARTED:
        return cause_of("postback", key), Followed()
    return cause_of("postback", key), PostbackPressed(postback.payload, postback.title)


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
