"""What does each kind of Instagram event mean, and by which key is its repetition recognised?

Each reader returns the deduplication key and the happening, or None for what nobody acts on.
"""

from datetime import datetime

from towkay.adapters.channels.graph.handovers import ThreadControl, thread_moved
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
from towkay.adapters.channels.graph.referrals import EntryReferral, entry_point, source_of
from towkay.adapters.channels.incoming import cause_of
from towkay.adapters.channels.instagram.attachments import attachments_of
from towkay.adapters.channels.instagram.shapes import (
    Message,
    MessagingEvent,
    Seen,
)
from towkay.adapters.channels.shapes import milliseconds
from towkay.domain.channels import Channel
from towkay.domain.doings import EntryPoint
from towkay.domain.events import (
    Happening,
    HumanReplied,
    MessageReceived,
    MessageUnsent,
    ReceiptArrived,
    ReceiptKind,
)

Told = tuple[str, Happening]

# Meta's own apps behind the inboxes of accounts and Pages: whoever writes there is a person.
_INBOXES = frozenset({"1217981644879628", "263902037430900"})


def read_happening(
    event: MessagingEvent, user: str, occurred_at: datetime, app_id: str
) -> Told | None:
    """Key and meaning of an event between `user` and the account; None for any other kind."""
    at = milliseconds(occurred_at)
    match event:
        case MessagingEvent(message=Message(is_echo=True) as message):
            return _echo(message, user, at, app_id)
        case MessagingEvent(message=Message(is_deleted=True) as message):
            return _taken_back(message)
        case MessagingEvent(message=Message() as message):
            return _message(message, user, at)
        case MessagingEvent(postback=Postback() as postback):
            return pressed(postback, user, at)
        case MessagingEvent(message_edit=MessageEdit() as edit):
            return edited(edit)
        case MessagingEvent(read=Seen() as seen):
            return _seen(seen, user, occurred_at)
        case _:
            return _less_common(event, user, at, app_id)


def _less_common(event: MessagingEvent, user: str, at: int, app_id: str) -> Told | None:
    match event:
        case MessagingEvent(reaction=Reaction() as reaction):
            return reacted(reaction, user, at)
        case MessagingEvent(referral=EntryReferral() as referral):
            return cause_of("referral", user, at), referred(referral, source_of(referral))
        case MessagingEvent(optin=OptIn() as optin):
            return read_optin(optin, user, at)
        case MessagingEvent(pass_thread_control=ThreadControl() as control):
            return _moved("passed", control, user, at, app_id)
        case MessagingEvent(take_thread_control=ThreadControl() as control):
            return _moved("taken", control, user, at, app_id)
        case _:
            return None


def _echo(message: Message, user: str, at: int, app_id: str) -> Told | None:
    """A message the account sent: ours when it brings our send id back, or our app's.

    Most echoes name no app, and nobody promises that they bring back what was sent along. What is
    left may still be ours: who knows which ids the channel gave our messages has to tell.
    """
    if message.is_deleted:
        return None  # the account took back something of its own
    key = cause_of("echo", message.mid or cause_of(user, at, message.text))
    if message.app_id in _INBOXES:
        return key, HumanReplied()
    send_id = echoed_send_id(Channel.INSTAGRAM, user, message.metadata)
    if send_id or (app_id and message.app_id == app_id):
        return key, ReceiptArrived(ReceiptKind.ECHOED, send_id, message.mid or "")
    return key, HumanReplied(message.mid or "", message.text)


def _taken_back(message: Message) -> Told | None:
    if not message.mid:
        return None
    return cause_of("deleted", message.mid), MessageUnsent(cause_of(message.mid))


def _message(message: Message, user: str, at: int) -> Told:
    received = MessageReceived(
        message_id=cause_of(message.mid) if message.mid else "",
        text=message.text,
        attachments=attachments_of(message),
        payload=message.quick_reply.payload if message.quick_reply else None,
        entry=_entry(message),
        quoted=cause_of(message.reply_to.mid) if message.reply_to and message.reply_to.mid else "",
    )
    return received.message_id or cause_of("message", user, at, message.text), received


def _entry(message: Message) -> EntryPoint | None:
    """A link, an ad, a product; or the account's story that the message answers."""
    story = message.reply_to.story if message.reply_to else None
    return entry_point(message.referral) or (EntryPoint("story", story.id) if story else None)


def _seen(seen: Seen, user: str, occurred_at: datetime) -> Told:
    """Seen at that moment: the message named, and with it everything before."""
    read = ReceiptArrived(ReceiptKind.READ, provider_id=seen.mid, up_to=occurred_at)
    return cause_of("read", user, seen.mid), read


def _moved(how: str, control: ThreadControl, user: str, at: int, app_id: str) -> Told | None:
    moved = thread_moved(control, app_id)
    return (cause_of(how, user, at), moved) if moved else None
