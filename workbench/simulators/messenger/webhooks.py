"""What does the shop hear from Messenger, and when?"""

from collections.abc import Sequence
from functools import partial

from workbench.simulators.accounts import MESSENGER
from workbench.simulators.clock import epoch_ms
from workbench.simulators.conversation import Contact
from workbench.simulators.messenger import events
from workbench.simulators.messenger.redelivery import Redelivery
from workbench.simulators.messenger.state import Json, Page, Pages
from workbench.simulators.meta import wire
from workbench.simulators.meta.events import from_person
from workbench.simulators.meta.webhooks import MetaWebhooks
from workbench.simulators.sender import Background, Post, Sent, nothing_sent
from workbench.simulators.world import World

# Deliveries come without `mids` now and then; the watermark is what counts.
_MIDS_MISSING = 0.2


class MessengerWebhooks(MetaWebhooks):
    """Posts events of Messenger accounts to their webhook URLs, as far as they are subscribed."""

    def __init__(self, world: World, pages: Pages, post: Post, background: Background) -> None:
        super().__init__(world, post, background)
        self._pages = pages
        self._redelivery = Redelivery()

    def send(
        self, contact: Contact, happened: Sequence[events.Event], event_ids: tuple[str, ...]
    ) -> Sent:
        """Post the events as one body and wait for the shop's answer."""
        page = self._pages.of(contact.account)
        wanted = page.subscribed or frozenset()
        told = [event for event in happened if events.field_of(event) in wanted]
        where, told = self._overheard(page, contact, told)
        if not told or (where == "standby" and where not in wanted):
            return nothing_sent(MESSENGER, page.id, contact.user)
        body = events.body(page.id, epoch_ms(self._world.now()), told, where)
        return self._first(page, contact.user, body, event_ids)

    def repeat(self, sent: Sent, *, forged: bool = False) -> Sent:
        """The same, noted where the shop did not take it."""
        again = super().repeat(sent, forged=forged)
        if not forged:
            self._note(again)
        return again

    def send_later(self, contact: Contact, happened: Sequence[events.Event]) -> None:
        """Post each event as a webhook of its own, in this order, without waiting."""
        for event in happened:
            self._background.later(
                contact.account.account, partial(self.send, contact, [event], ())
            )

    def tell(self, page: Page, field: str, body: Json) -> None:
        """Post a body that is no messaging event, without waiting, if the field is subscribed."""
        if field in (page.subscribed or ()):
            self._background.later(page.id, partial(self._first, page, "", body, ()))

    def tell_now(
        self, page: Page, user: str, field: str, body: Json, event_ids: tuple[str, ...] = ()
    ) -> Sent:
        """The same, waiting for the shop's answer."""
        if field not in (page.subscribed or ()):
            return nothing_sent(MESSENGER, page.id, user)
        return self._first(page, user, body, event_ids)

    def after_send(self, contact: Contact, mid: str, message: dict[str, object]) -> None:
        """What follows an accepted send: our own echo, then delivered, then read."""
        echo, *receipts = self._told_of(contact, mid, message)
        self.send_later(contact, self._as_faulted(contact, echo, receipts))

    def release(self) -> None:
        """Post the late echoes whose time has come, and again what the shop did not take."""
        self._release(lambda contact, event: self.send_later(contact, [event]))
        self._redelivery.retry(self._world.now(), self.repeat)

    def _first(self, page: Page, user: str, body: Json, event_ids: tuple[str, ...]) -> Sent:
        return self.repeat(Sent(MESSENGER, page.id, user, wire.encode(body), {}, (), event_ids))

    def _note(self, sent: Sent) -> None:
        status = sent.status
        with self._world.lock:
            if status is not None and 200 <= status < 300:
                self._redelivery.taken(sent)
            else:
                page = self._pages.of(self._world.account(sent.channel, sent.account))
                self._redelivery.note(page, sent, self._world.now())

    def _overheard(
        self, page: Page, contact: Contact, told: list[events.Event]
    ) -> tuple[str, list[events.Event]]:
        """Where the events go, and what is left of them where another app has the thread."""
        owner = page.owner(contact.user, self._world.now())
        if owner in ("", page.account.app_id):
            return "messaging", told
        if not all(events.field_of(event) in events.OVERHEARD for event in told):
            return "messaging", told
        return "standby", [_without_payload(event) for event in told]

    def _told_of(
        self, contact: Contact, mid: str, message: dict[str, object]
    ) -> list[events.Event]:
        account, psid = contact.account, contact.user
        now_ms = epoch_ms(self._world.now())
        app_id = events.number_if_digits(account.app_id)
        parts = events.echoed_parts(message)
        delivery: dict[str, object] = {"mids": [mid], "watermark": now_ms}
        if self._world.ids.chance(_MIDS_MISSING):
            del delivery["mids"]
        return [
            events.echo(account.account, psid, now_ms, app_id, mid, parts),
            from_person(account.account, psid, now_ms, delivery=delivery),
            from_person(account.account, psid, now_ms, read={"watermark": now_ms}),
        ]


def _without_payload(event: events.Event) -> events.Event:
    """A button's payload only reaches the app that made the button."""
    if "postback" not in event:
        return event
    pressed = {name: value for name, value in event["postback"].items() if name != "payload"}
    return event | {"postback": pressed}
