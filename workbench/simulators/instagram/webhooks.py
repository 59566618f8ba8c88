"""What does the shop hear from Instagram, and when?"""

from functools import partial
from typing import Any

from workbench.simulators.accounts import INSTAGRAM, SimulatedAccount
from workbench.simulators.clock import epoch_ms
from workbench.simulators.conversation import Contact
from workbench.simulators.instagram import events
from workbench.simulators.instagram.desk import Desk
from workbench.simulators.meta import wire
from workbench.simulators.meta.events import from_person
from workbench.simulators.meta.webhooks import MetaWebhooks
from workbench.simulators.sender import Background, Post, Sent, nothing_sent


class InstagramWebhooks(MetaWebhooks):
    """Posts events of Instagram accounts to their webhook URLs.

    Both logins sign with the secret of their own app, which is the account's.
    """

    def __init__(self, desk: Desk, post: Post, background: Background) -> None:
        super().__init__(desk.world, post, background)
        self._desk = desk

    def send(self, contact: Contact, event: events.Event, mid: str = "") -> Sent:
        """Post one event of a conversation and wait for the shop's answer."""
        account = contact.account
        standby = self._desk.owned_by_another(account, contact.user)
        now_ms = epoch_ms(self._world.now())
        body = events.messaging(account.account, now_ms, event, standby=standby)
        return self.post(account, contact.user, body, (mid,) if mid else ())

    def post(
        self, account: SimulatedAccount, user: str, body: events.Event, event_ids: tuple[str, ...]
    ) -> Sent:
        """Post a body and wait for the shop's answer; nobody hears what was not subscribed to."""
        if not events.fields_of(body) <= {*self._desk.profile(account).subscribed}:
            return nothing_sent(INSTAGRAM, account.account, user)
        raw = wire.encode(body)
        return self.repeat(Sent(INSTAGRAM, account.account, user, raw, {}, (), event_ids))

    def later(self, contact: Contact, *happened: events.Event) -> None:
        """Post each event as a webhook of its own, in this order, without waiting."""
        for event in happened:
            self._background.later(contact.account.account, partial(self.send, contact, event))

    def later_body(self, account: SimulatedAccount, body: events.Event) -> None:
        """Post a whole body without waiting."""
        self._background.later(account.account, partial(self.post, account, "", body, ()))

    def after_send(self, contact: Contact, mid: str, message: dict[str, Any]) -> None:
        """What follows an accepted send: its echo, then that it was seen; never a delivery."""
        account, now_ms = contact.account.account, epoch_ms(self._world.now())
        echo = events.echo(account, contact.user, now_ms, self._echoed(contact, mid, message))
        seen: list[events.Event] = []
        if contact.wrote_at is not None:  # who never wrote finds it among requests, unseen as yet
            seen.append(from_person(account, contact.user, now_ms, read={"mid": mid}))
        self.later(contact, *self._as_faulted(contact, echo, seen))

    def release(self) -> None:
        """Post the late echoes whose time has come."""
        self._release(self.later)

    def _echoed(self, contact: Contact, mid: str, message: dict[str, Any]) -> events.Event:
        """What of a sent message its echo repeats: never the quick replies."""
        rules = self._world.rules.instagram
        told: events.Event = {"mid": mid}
        if "text" in message:
            told["text"] = message["text"]
        if "attachment" in message:
            told["attachments"] = [message["attachment"]]
        if "attachments" in message:
            told["attachments"] = message["attachments"]
        if rules.echoes_metadata and message.get("metadata"):
            told["metadata"] = message["metadata"]
        if rules.echoes_app_id and contact.account.app_id.isdecimal():
            told["app_id"] = int(contact.account.app_id)
        return told
