"""A shopper on WhatsApp: what they do, and the webhook each act becomes."""

import json
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from workbench.simulators.conversation import NotThere
from workbench.simulators.sender import Sent
from workbench.simulators.shopper import NotOnThisChannel
from workbench.simulators.whatsapp import acts, events
from workbench.simulators.whatsapp.chat import Chat
from workbench.simulators.whatsapp.life import Life
from workbench.simulators.whatsapp.sending import wamid
from workbench.simulators.whatsapp.state import Number, State, Thread
from workbench.simulators.whatsapp.values import JsonObject
from workbench.simulators.whatsapp.webhooks import WhatsAppWebhooks

_REACTIONS = {"love": "\u2764\ufe0f", "like": "\U0001f44d", "smile": "\U0001f606"}
_OUTSIDE = ("url", "phone_number", "copy_code")


class WhatsAppShopper:
    """One person in the chat with one number."""

    life: Life

    # What is done on WhatsApp and nowhere else.
    ACTS: ClassVar[Mapping[str, Callable[["WhatsAppShopper", JsonObject], Sent]]] = {
        "order": lambda self, given: self.order(given.get("sku", "SKU-1")),
        "share_contact": lambda self, given: self.share_contact(),
        "voice": lambda self, given: self.voice(),
        "document": lambda self, given: self.document(),
        "poll": lambda self, given: self.poll(),
        "fill_form": lambda self, given: self.fill_form(**given),
        "come_by_ad": lambda self, given: self.come_by_ad(given.get("text", "")),
        "stop_marketing": lambda self, given: self.life.prefer_marketing(wanted=False),
        "resume_marketing": lambda self, given: self.life.prefer_marketing(wanted=True),
        "change_number": lambda self, given: self.life.change_number(given.get("phone", "")),
        "adopt_username": lambda self, given: self.life.adopt_username(given.get("username", "")),
        "hand_over": lambda self, given: self.life.hand_over(given.get("role", "ai_agent")),
        "leave": lambda self, given: self.life.leave(),
    }

    def __init__(
        self, state: State, webhooks: WhatsAppWebhooks, number: Number, thread: Thread
    ) -> None:
        self._chat = Chat(state, webhooks, number, thread)
        self.life = Life(self._chat)

    @property
    def user(self) -> str:
        return self._chat.person.bsuid

    def say(self, text: str, *, quoting: str = "") -> Sent:
        more = {"context": self._chat.context(quoting)} if quoting else {}
        return self._chat.tell("text", text, text={"body": text}, **more)

    def press(self, label_or_payload: str) -> Sent:
        with self._chat.world.lock:
            button, _ = self._chat.thread.contact.pressable(label_or_payload)
            mid = self._chat.holder_of(button)
        if button.action in _OUTSIDE:
            raise NotThere(f"{button.label!r} opens something outside the chat")
        if button.action == "location":
            return self.location()
        if button.action == "contact":
            return self.share_contact(asked=True)
        if button.action in ("product", "catalog"):
            return self.order(button.value)
        kind, content = acts.tapped(button)
        context = {"context": self._chat.context(mid)}
        return self._chat.tell(kind, button.label, **{kind: content}, **context)

    def get_started(self, ref: str = "") -> Sent:
        """WhatsApp has no button to begin with: people write, with the words of a link perhaps."""
        return self.say(f"你好 #{ref}" if ref else "你好")

    def follow(self) -> Sent:
        return self.get_started()

    def unfollow(self) -> Sent:
        with self._chat.world.lock:
            self._chat.thread.contact.blocked = True
        return self._chat.silent()

    def sticker(self) -> Sent:
        return self._chat.file("sticker", "👍", "image/webp", b"RIFF", animated=False)

    def image(self) -> Sent:
        return self._chat.file("image", "", "image/jpeg", b"\xff\xd8\xff\xd9")

    def voice(self) -> Sent:
        return self._chat.file("audio", "", "audio/ogg; codecs=opus", b"OggS", voice=True)

    def document(self) -> Sent:
        return self._chat.file("document", "", "application/pdf", b"%PDF-1.7", filename="order.pdf")

    def location(self) -> Sent:
        return self._chat.tell("location", "台北 101", location=acts.PLACE)

    def share_contact(self, *, asked: bool = False) -> Sent:
        """Their own card, as the answer to a request for it if `asked`."""
        card = acts.contact_card(self._chat.person, asked=asked)
        return self._chat.tell("contacts", self._chat.person.name, contacts=[card])

    def order(self, *skus: str) -> Sent:
        """A cart, sent as a request; prices may be old."""
        cart = acts.cart(self._chat.number.catalog, skus)
        return self._chat.tell("order", "、".join(skus), order=cart)

    def fill_form(self, **answers: str) -> Sent:
        """The answers of the newest form on the screen. Raises `NotThere`."""
        with self._chat.world.lock:
            shown = (one for one in reversed(self._chat.thread.contact.bubbles) if one.buttons)
            forms = (one for bubble in shown for one in bubble.buttons if one.action == "flow")
            form = next(forms, None)
        if form is None:
            raise NotThere("no form on the screen")
        reply = acts.form_reply(form.value, answers)
        return self._chat.tell("interactive", json.dumps(answers), interactive=reply)

    def come_by_ad(self, text: str = "", **referral: Any) -> Sent:
        """The first message after a tap on an ad: a free entry point, once it is answered."""
        with self._chat.world.lock:
            self._chat.thread.ad_at = self._chat.world.now()
        words = text or "我想看看這個"
        return self._chat.tell("text", words, text={"body": words}, referral=acts.AD | referral)

    def edit(self, mid: str, text: str) -> Sent:
        """A number that only the API serves is told nothing of what was changed."""
        with self._chat.world.lock:
            self._chat.thread.contact.rewrite(mid, text)
        return self._chat.tell("unsupported", "", **acts.unsupported("edit"))

    def unsend(self, mid: str) -> Sent:
        raise NotOnThisChannel("WhatsApp tells a number of the API nothing of unsent messages")

    def react(self, mid: str = "", reaction: str = "love") -> Sent:
        """An empty reaction takes the earlier one back."""
        target = mid or self._chat.last_of_shop()
        emoji = _REACTIONS.get(reaction, reaction)
        reacted = {"message_id": target} | ({"emoji": emoji} if emoji else {})
        return self._chat.tell("reaction", "", reaction=reacted)

    def poll(self) -> Sent:
        """Something this API has no words for."""
        return self._chat.tell("unsupported", "", **acts.unsupported("poll"))

    def human_replies(self, text: str) -> Sent:
        """Staff write with the phone app that shares the number."""
        mid, now = wamid(self._chat.world.ids), self._chat.world.now()
        self._chat.world.staff_writes(self._chat.thread.contact, text, mid)
        told = events.phone_echo(self._chat.number, self._chat.person, now, mid, text)
        return self._chat.webhooks.send(self._chat.number, self.user, [told], (mid,))

    def resend(self, last: Sent) -> Sent:
        return self._chat.webhooks.repeat(last)

    def duplicate(self, last: Sent) -> Sent:
        return self._chat.webhooks.repeat(last)

    def forge(self, last: Sent) -> Sent:
        return self._chat.webhooks.repeat(last, forged=True)

    def text_event(self, text: str) -> JsonObject:
        """A text message as a change not sent yet, to travel in one body with others'."""
        return self._chat.change("text", text, text={"body": text})[0]
