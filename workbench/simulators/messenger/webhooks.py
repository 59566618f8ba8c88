"""How does the shop hear from Messenger: signed posts, retried with the same bytes?"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from itertools import repeat

from workbench.simulators.accounts import MESSENGER
from workbench.simulators.clock import epoch_ms
from workbench.simulators.conversation import Contact
from workbench.simulators.faults import AFTERWARDS, Fault
from workbench.simulators.messenger import events
from workbench.simulators.messenger.redelivery import Redelivery
from workbench.simulators.messenger.state import Json, Page, Pages
from workbench.simulators.meta import wire
from workbench.simulators.sender import Background, Post, Sent, nothing_sent, try_each
from workbench.simulators.world import World

# Deliveries come without `mids` now and then; the watermark is what counts.
_MIDS_MISSING = 0.2


class MessengerWebhooks:
    """Posts events of Messenger accounts to their webhook URLs, as far as they are subscribed."""

    def __init__(self, world: World, pages: Pages, post: Post, background: Background) -> None:
        self._world = world
        self._pages = pages
        self._post = post
        self._background = background
        self._redelivery = Redelivery()
        self._held: list[tuple[datetime, Contact, events.Event]] = []

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
        """Post the same bytes again; `forged` signs them with a secret that is not the app's."""
        account = self._world.account(sent.channel, sent.account)
        secret = "not the app's secret" if forged else account.app_secret
        headers = wire.headers(secret, sent.body)
        self._world.say(sent.body)
        tries = 1 if forged else 1 + self._world.rules.graph_retries
        attempts = try_each(self._post, account.webhook_url, repeat((sent.body, headers), tries))
        again = Sent(
            sent.channel, sent.account, sent.user, sent.body, headers, attempts, sent.event_ids
        )
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
        fault = self._world.faults.take(MESSENGER, AFTERWARDS)
        echo, *receipts = self._told_of(contact, mid, message)
        if fault is Fault.ECHO_LATE:
            with self._world.lock:
                self._held.append((self._world.now() + self._world.rules.echo_delay, contact, echo))
        told = receipts if fault in (Fault.ECHO_LATE, Fault.ECHO_MISSING) else [echo, *receipts]
        self.send_later(contact, told[::-1] if fault is Fault.RECEIPTS_REORDERED else told)

    def release(self) -> None:
        """Post the late echoes whose time has come, and again what the shop did not take."""
        now = self._world.now()
        with self._world.lock:
            due = [held for held in self._held if held[0] <= now]
            self._held = [held for held in self._held if held[0] > now]
        for _, contact, event in due:
            self.send_later(contact, [event])
        self._redelivery.retry(now, self.repeat)

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
            events.from_person(account.account, psid, now_ms, delivery=delivery),
            events.from_person(account.account, psid, now_ms, read={"watermark": now_ms}),
        ]


def _without_payload(event: events.Event) -> events.Event:
    """A button's payload only reaches the app that made the button."""
    if "postback" not in event:
        return event
    pressed = {name: value for name, value in event["postback"].items() if name != "payload"}
    return event | {"postback": pressed}
