"""What does a shopper do alike on Messenger and on Instagram, and which event does it become?

Source: Messenger Platform and Instagram messaging, "Webhooks"; the acts that open the standard
messaging window.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from workbench.simulators.clock import epoch_ms
from workbench.simulators.conversation import Author, Bubble, Button, Contact, NotThere
from workbench.simulators.meta.events import from_person
from workbench.simulators.meta.parts import Json
from workbench.simulators.meta.webhooks import MetaWebhooks
from workbench.simulators.sender import Sent, nothing_sent
from workbench.simulators.world import World


class MetaShopper(ABC):
    """One person before one account; what is told of them where, each channel knows."""

    REACTIONS: ClassVar[Mapping[str, str]]  # the platform's names of its emoji

    def __init__(self, world: World, webhooks: MetaWebhooks, contact: Contact) -> None:
        self._world = world
        self._posted = webhooks
        self._contact = contact

    @property
    def user(self) -> str:
        return self._contact.user

    def say(self, text: str) -> Sent:
        return self.message("text", text, {"text": text})

    def press(self, label_or_payload: str) -> Sent:
        with self._world.lock:
            button, is_quick_reply = self._contact.pressable(label_or_payload)
        if is_quick_reply:
            reply = {"text": button.label, "quick_reply": {"payload": button.value}}
            return self.message("text", button.label, reply)
        return self._postback(button, {}) if button.action == "postback" else self._opened(button)

    def edit(self, mid: str, text: str) -> Sent:
        with self._world.lock:
            bubble = self._contact.rewrite(mid, text)
        changed = {"mid": mid, "text": text, "num_edit": bubble.edits}
        return self._post({"message_edit": changed}, mid, opens_window=False)

    def react(self, mid: str = "", reaction: str = "love") -> Sent:
        told = {
            "reaction": reaction if reaction in self.REACTIONS else "other",
            "emoji": self.REACTIONS.get(reaction, reaction),
            "action": "react",
            "mid": mid or self._last_of_shop(),
        }
        return self._post({"reaction": told}, "", opens_window=True)

    def resend(self, last: Sent) -> Sent:
        return self._posted.repeat(last)

    def duplicate(self, last: Sent) -> Sent:
        return self._posted.repeat(last)

    def forge(self, last: Sent) -> Sent:
        return self._posted.repeat(last, forged=True)

    def text_event(self, text: str) -> Json:
        mid = self.wrote("text", text)
        return self._event({"message": {"mid": mid, "text": text}}, opens_window=True)

    def message(self, kind: str, text: str, parts: dict[str, Any]) -> Sent:
        """Write something of this kind."""
        mid = self.wrote(kind, text)
        return self._post({"message": {"mid": mid, **parts}}, mid, opens_window=True)

    def wrote(self, kind: str, text: str) -> str:
        """A new bubble on the screen; its id."""
        mid = self._new_mid()
        with self._world.lock:
            bubble = Bubble(self._world.now(), Author.SHOPPER, kind, text, mid)
            self._contact.bubbles.append(bubble)
        return mid

    def _postback(self, button: Button, extra: dict[str, Any]) -> Sent:
        mid = self.wrote("postback", button.label)
        pressed = {"mid": mid, "title": button.label, "payload": button.value, **extra}
        return self._post({"postback": self._told_of_press(pressed)}, mid, opens_window=True)

    def _told_of_press(self, pressed: Json) -> Json:
        return pressed

    def _post(self, parts: dict[str, Any], mid: str, *, opens_window: bool) -> Sent:
        return self._send(self._event(parts, opens_window=opens_window), mid)

    def _event(self, parts: dict[str, Any], *, opens_window: bool) -> Json:
        contact, now = self._contact, self._world.now()
        if opens_window:
            with self._world.lock:
                contact.wrote_at, contact.blocked, contact.met = now, False, True
        return from_person(contact.account.account, contact.user, epoch_ms(now), **parts)

    def _last_of_shop(self) -> str:
        with self._world.lock:
            for bubble in reversed(self._contact.bubbles):
                if bubble.author is not Author.SHOPPER:
                    return bubble.mid
        raise NotThere("the shop has not written yet")

    def _nothing_sent(self) -> Sent:
        account = self._contact.account
        return nothing_sent(account.channel, account.account, self.user)

    @abstractmethod
    def _new_mid(self) -> str:
        """An id as the platform gives them to messages."""

    @abstractmethod
    def _send(self, event: Json, mid: str) -> Sent:
        """Post one event of this conversation."""

    @abstractmethod
    def _opened(self, button: Button) -> Sent:
        """Press a button that is no postback. Raises `NotThere` where that leaves the chat."""
