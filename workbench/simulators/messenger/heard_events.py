"""What of another program's webhook becomes true: who wrote, what was pressed, leave, comments?"""

from datetime import timedelta
from typing import Any

from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.conversation import Contact
from workbench.simulators.heard import an_object, note_words
from workbench.simulators.messenger.state import Comment, Grant, Json, Leave, Pages
from workbench.simulators.world import World

_LIFE = timedelta(days=365)


def note_event(world: World, account: SimulatedAccount, event: Json, pages: Pages) -> None:
    """An element of `messaging`; what no person did changes nothing."""
    message, postback = an_object(event.get("message")), an_object(event.get("postback"))
    user = an_object(event.get("sender")).get("id")
    if not isinstance(user, str) or message.get("is_echo") or user == account.account:
        return
    optin = an_object(event.get("optin"))
    if optin:
        _note_leave(world, pages, account, user, optin)
    reacted = an_object(event.get("reaction")).get("action") == "react"
    if not (message or postback or reacted):
        return
    contact = world.meet_id(account, user)
    contact.met = True
    if reacted:
        contact.wrote_at, contact.blocked = world.now(), False
    else:
        _note_words(world, contact, message, postback)


def note_change(world: World, account: SimulatedAccount, change: Json, pages: Pages) -> None:
    """A new comment under a post of the Page."""
    value = an_object(change.get("value"))
    author, name = an_object(value.get("from")).get("id"), value.get("comment_id")
    is_new = change.get("field") == "feed" and value.get("verb") == "add"
    if is_new and isinstance(name, str) and isinstance(author, str):
        post = str(value.get("post_id", ""))
        psid = "" if author == account.account else author
        text = str(value.get("message", ""))
        parent = str(value.get("parent_id", post))
        comment = Comment(name, psid, world.now(), text, post, parent)
        pages.of(account).comments.setdefault(name, comment)


def _note_leave(
    world: World, pages: Pages, account: SimulatedAccount, user: str, optin: Json
) -> None:
    page, now = pages.of(account), world.now()
    for name, leave in (
        ("notification_messages_token", Leave.NOTIFICATION),
        ("one_time_notif_token", Leave.ONE_TIME),
    ):
        token = optin.get(name)
        if isinstance(token, str) and token:
            title, payload = str(optin.get("title", "")), str(optin.get("payload", ""))
            grant = Grant(token, user, leave, title, payload, now, now + _LIFE)
            known = page.grants.setdefault(token, grant)
            known.stopped = "STOP" in str(optin.get("notification_messages_status", ""))


def _note_words(world: World, contact: Contact, message: Json, postback: Any) -> None:
    if postback:
        note_words(world, contact, "postback", postback.get("title"), postback.get("mid"))
    else:
        kind = "text" if "text" in message else "attachment"
        note_words(world, contact, kind, message.get("text"), message.get("mid"))
