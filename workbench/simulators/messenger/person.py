"""What has every act of a shopper on Messenger in common: its event, and the window it may open?

Source: Messenger Platform, "Send messages", the acts that open the standard messaging window.
"""

from typing import Any

from workbench.simulators.clock import epoch_ms
from workbench.simulators.conversation import Author, Bubble, Button, Contact
from workbench.simulators.messenger import events
from workbench.simulators.messenger.state import Page, Pages
from workbench.simulators.messenger.threads import Threads
from workbench.simulators.messenger.webhooks import MessengerWebhooks
from workbench.simulators.sender import Sent, nothing_sent
from workbench.simulators.world import World


class Person:
    """One person before one Page."""

    def __init__(
        self,
        world: World,
        pages: Pages,
        webhooks: MessengerWebhooks,
        threads: Threads,
        contact: Contact,
    ) -> None:
        self._world = world
        self._pages = pages
        self._webhooks = webhooks
        self._threads = threads
        self._contact = contact

    @property
    def user(self) -> str:
        return self._contact.user

    @property
    def _page(self) -> Page:
        return self._pages.of(self._contact.account)

    def _message(self, kind: str, text: str, parts: dict[str, Any]) -> Sent:
        mid = self._wrote(kind, text)
        return self._post({"message": {"mid": mid, **parts}}, mid, opens_window=True)

    def _postback(self, button: Button, extra: dict[str, Any]) -> Sent:
        mid = self._wrote("postback", button.label)
        pressed = {"mid": mid, "title": button.label, "payload": button.value, **extra}
        return self._post({"postback": pressed}, mid, opens_window=True)

    def _wrote(self, kind: str, text: str) -> str:
        mid = self._world.ids.mid()
        with self._world.lock:
            bubble = Bubble(self._world.now(), Author.SHOPPER, kind, text, mid)
            self._contact.bubbles.append(bubble)
        return mid

    def _post(self, parts: dict[str, Any], mid: str, *, opens_window: bool) -> Sent:
        event = self._event(parts, opens_window=opens_window)
        return self._webhooks.send(self._contact, [event], (mid,) if mid else ())

    def _event(self, parts: dict[str, Any], *, opens_window: bool) -> events.Event:
        contact = self._contact
        now = self._world.now()
        if opens_window:
            with self._world.lock:
                contact.wrote_at, contact.blocked, contact.met = now, False, True
                self._threads.heard(self._page, contact)
        page = contact.account.account
        return events.from_person(page, contact.user, epoch_ms(now), **parts)

    def _nothing_sent(self) -> Sent:
        account = self._contact.account
        return nothing_sent(account.channel, account.account, self.user)
