"""How does an act become a webhook, and what of it stays on the screen?"""

from typing import Any

from workbench.simulators.accounts import WHATSAPP
from workbench.simulators.conversation import Author, Bubble, Button, NotThere
from workbench.simulators.sender import Sent, nothing_sent
from workbench.simulators.whatsapp import events
from workbench.simulators.whatsapp.sending import wamid
from workbench.simulators.whatsapp.state import Number, State, Thread
from workbench.simulators.whatsapp.values import JsonObject
from workbench.simulators.whatsapp.webhooks import WhatsAppWebhooks


class Chat:
    """One person and one number, seen from the person's side."""

    def __init__(
        self, state: State, webhooks: WhatsAppWebhooks, number: Number, thread: Thread
    ) -> None:
        self.state = state
        self.world = state.world
        self.webhooks = webhooks
        self.number = number
        self.thread = thread
        self.person = thread.person

    def silent(self) -> Sent:
        """The platform tells the shop nothing of this act."""
        return nothing_sent(WHATSAPP, self.number.account.account, self.person.bsuid)

    def file(self, kind: str, shown: str, mime: str, content: bytes, **more: Any) -> Sent:
        with self.world.lock:
            owner, now = self.number.account.account, self.world.now()
            medium = self.state.library.sent_in(owner, mime, content, now)
        told = {"mime_type": mime, "sha256": medium.sha256, "id": medium.id} | more
        return self.tell(kind, shown, **{kind: told})

    def tell(self, kind: str, shown: str, **parts: Any) -> Sent:
        change, mid = self.change(kind, shown, **parts)
        return self.webhooks.send(self.number, self.person.bsuid, [change], (mid,))

    def change(self, kind: str, shown: str, **parts: Any) -> tuple[JsonObject, str]:
        """What the act becomes; where another app has the talk, a copy for who stands by."""
        world, thread, person = self.world, self.thread, self.person
        with world.lock:
            mid, now = wamid(world.ids), world.now()
            known = self.state.knows_phone(thread, now)
            if known:
                thread.phone_known_at = now
            is_guest = self.state.owned_elsewhere(self.number, thread, now)
            self._note(kind, shown, mid)
            world.buckets.take(  # what comes in uses up throughput as well
                (WHATSAPP, self.number.account.account), self.state.rules.sends_per_s, now
            )
        told = events.message(person, now, mid, kind, with_phone=known, **parts)
        if is_guest:
            people = [events.contact(person, with_phone=known)]
            return events.standby(self.number, messages=[told], contacts=people), mid
        return events.received(self.number, person, [told], with_phone=known), mid

    def _note(self, kind: str, shown: str, mid: str) -> None:
        contact, now = self.thread.contact, self.world.now()
        contact.wrote_at, contact.blocked, contact.met = now, False, True
        self.thread.heard[mid] = now
        if kind not in ("reaction", "system", "unsupported"):
            contact.bubbles.append(Bubble(now, Author.SHOPPER, kind, shown, mid))

    def context(self, mid: str) -> JsonObject:
        return {"from": self.number.account.phone, "id": mid}

    def holder_of(self, button: Button) -> str:
        bubbles = reversed(self.thread.contact.bubbles)
        return next(one.mid for one in bubbles if button in one.buttons)

    def last_of_shop(self) -> str:
        with self.world.lock:
            for bubble in reversed(self.thread.contact.bubbles):
                if bubble.author is not Author.SHOPPER:
                    return bubble.mid
        raise NotThere("the shop has not written yet")
