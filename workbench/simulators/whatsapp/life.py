"""What happens around a chat: another number, a username, no more advertising, another app?"""

from workbench.simulators.sender import Sent
from workbench.simulators.whatsapp import acts, events, routing
from workbench.simulators.whatsapp.chat import Chat


class Life:
    """What a person does on WhatsApp besides writing."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat

    def prefer_marketing(self, *, wanted: bool) -> Sent:
        """WhatsApp's own switch for a business' marketing messages."""
        with self._chat.world.lock:
            self._chat.person.stopped = not wanted
            now = self._chat.world.now()
        told = events.preference(self._chat.number, self._chat.person, now, wanted=wanted)
        return self._chat.webhooks.send(self._chat.number, self._chat.person.bsuid, [told], ())

    def change_number(self, phone: str = "") -> Sent:
        """Another phone number, and with it another id; the old one leads nowhere."""
        with self._chat.world.lock:
            was_known = self._chat.state.knows_phone(self._chat.thread, self._chat.world.now())
            digits = phone.lstrip("+") or acts.other_phone(self._chat.person.phone)
            old_phone = self._chat.person.phone
            previous = self._chat.state.people.change_phone(self._chat.person, digits)
            self._chat.state.thread(self._chat.number, self._chat.person)
        changed = acts.moved(self._chat.person, old_phone, previous, with_phone=was_known)
        return self._chat.tell("system", "", system=changed)

    def adopt_username(self, username: str = "") -> Sent:
        """From now on the phone number is told only to who knows it. The shop hears nothing."""
        with self._chat.world.lock:
            self._chat.person.username = username or f"user.{self._chat.person.phone[-4:]}"
        return self._chat.silent()

    def leave(self) -> Sent:
        """Gives WhatsApp up: what is sent from now on cannot be delivered."""
        with self._chat.world.lock:
            self._chat.person.reachable = False
        return self._chat.silent()

    def hand_over(self, role: str) -> Sent:
        """Another app, or Meta's own agent, gets the conversation; or ours gets it back."""
        with self._chat.world.lock:
            routing.hand_over(
                self._chat.state, self._chat.webhooks, self._chat.number, self._chat.thread, role
            )
        return self._chat.silent()
