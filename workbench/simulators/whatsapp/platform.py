"""WhatsApp as the bench hosts it: its paths, its people, and what others say in its name."""

from collections.abc import Mapping, Sequence

from werkzeug.routing import Rule

from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.conversation import Contact
from workbench.simulators.faults import Fault
from workbench.simulators.heard import an_object, note_words, objects, same
from workbench.simulators.platform import JsonObject, route
from workbench.simulators.sender import Background, Post, Sent, http_post
from workbench.simulators.shopper import Shopper
from workbench.simulators.whatsapp import wire
from workbench.simulators.whatsapp.api import CloudApi
from workbench.simulators.whatsapp.shopper import WhatsAppShopper
from workbench.simulators.whatsapp.state import Number, State
from workbench.simulators.whatsapp.switches import Switches
from workbench.simulators.whatsapp.webhooks import WhatsAppWebhooks, http_visit
from workbench.simulators.world import World

_PATIENCE_S = 10.0  # how long the platform waits for the answer to a webhook
_OPENING = ("messages", "user_preferences", "standby")


class WhatsAppPlatform:
    """The Cloud API, and the people who write to its numbers."""

    faults = frozenset(Fault)

    def __init__(self, world: World, post: Post | None, background: Background) -> None:
        self._world = world
        self.state = State(world)
        visit = http_visit(_PATIENCE_S) if post is None else None
        sender = post or http_post(_PATIENCE_S)
        self.webhooks = WhatsAppWebhooks(self.state, sender, background, visit)
        self.api = CloudApi(self.state, self.webhooks)

    def routes(self) -> Sequence[Rule]:
        return [
            route("GET", "/whatsapp-files/<secret>", self.api.file),
            *Switches(self.state, self.api.reviews).routes(),
            route("", "/whatsapp/<path:rest>", self.api.any_path),
        ]

    def user_id(self, account: SimulatedAccount, name: str) -> str:
        with self._world.lock:
            return self.state.people.called(account.portfolio, name).bsuid

    def shopper(self, contact: Contact) -> Shopper:
        with self._world.lock:
            number = self.state.numbers[contact.account.account]
            person = self.state.people.called(contact.account.portfolio, contact.user)
            thread = self.state.thread(number, person)
        return WhatsAppShopper(self.state, self.webhooks, number, thread)

    def together(self, words: Sequence[tuple[Shopper, str]], account: SimulatedAccount) -> Sent:
        number = self.state.numbers[account.account]
        changes = [shopper.text_event(text) for shopper, text in words]
        mids = [change["value"]["messages"][0]["id"] for change in changes]
        return self.webhooks.send(number, words[0][0].user, changes, tuple(mids))

    def release(self) -> None:
        self.webhooks.release()

    def hear(self, endpoint: str, headers: Mapping[str, str], raw: bytes, body: JsonObject) -> None:
        for entry in objects(body.get("entry")):
            for change in objects(entry.get("changes")):
                value = an_object(change.get("value"))
                number = self._number(endpoint, an_object(value.get("metadata")))
                if number is None or change.get("field") not in _OPENING:
                    continue
                signature = headers.get("x-hub-signature-256", "")
                if not same(signature, wire.signature(number.account.app_secret, raw)):
                    return
                with self._world.lock:
                    self._note(number, value)

    def _number(self, endpoint: str, metadata: JsonObject) -> Number | None:
        number = self.state.numbers.get(str(metadata.get("phone_number_id")))
        return number if number and number.account.endpoint == endpoint else None

    def _note(self, number: Number, value: JsonObject) -> None:
        """People and their messages exist from now on; a stop of marketing counts."""
        for message in objects(value.get("messages")):
            user, phone = str(message.get("from_user_id") or ""), str(message.get("from") or "")
            if user or phone:
                person = self.state.people.heard(number.account.portfolio, user, phone)
                thread = self.state.thread(number, person)
                mid, now = str(message.get("id", "")), self._world.now()
                thread.heard[mid], thread.contact.met = now, True
                words = an_object(message.get("text")).get("body")
                note_words(self._world, thread.contact, message.get("type"), words, mid)
        for stated in objects(value.get("user_preferences")):
            user, phone = str(stated.get("user_id") or ""), str(stated.get("wa_id") or "")
            if user or phone:
                person = self.state.people.heard(number.account.portfolio, user, phone)
                person.stopped = stated.get("value") == "stop"
