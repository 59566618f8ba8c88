"""A shopper on Instagram: what they do in the chat, and the event each act becomes."""

from typing import Any

from workbench.simulators.clock import epoch_ms
from workbench.simulators.conversation import Author, Bubble, Button, Contact, NotThere
from workbench.simulators.instagram import events
from workbench.simulators.instagram.desk import Desk
from workbench.simulators.instagram.sending import new_mid
from workbench.simulators.instagram.webhooks import InstagramWebhooks
from workbench.simulators.sender import Sent, nothing_sent
from workbench.simulators.shopper import NotOnThisChannel

_REACTIONS = {
    "love": "\u2764\ufe0f",
    "like": "\U0001f44d",
    "laugh": "\U0001f606",
    "wow": "\U0001f62e",
    "sad": "\U0001f622",
    "angry": "\U0001f620",
}
_LINK = "SHORTLINKS"


class InstagramShopper:
    """One person in one account's chat."""

    def __init__(self, desk: Desk, webhooks: InstagramWebhooks, contact: Contact) -> None:
        self._desk = desk
        self._world = desk.world
        self._webhooks = webhooks
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
        if button.action != "postback":
            raise NotThere(f"{button.label!r} opens something outside the chat")
        return self._postback(button, {})

    def get_started(self, ref: str = "") -> Sent:
        """There is no such button: an ice breaker is tapped, or the chat begins with a word."""
        referral = {"ref": ref, "source": _LINK, "type": "OPEN_THREAD"}
        extra = {"referral": referral} if ref else {}
        shown = self._desk.profile(self._contact.account).ice_breakers
        default = [one for one in shown if one.get("locale", "default") == "default"]
        if default:
            first = default[0]["call_to_actions"][0]
            return self._postback(Button(first["question"], "postback", first["payload"]), extra)
        return self.message("text", "Hi", {"text": "Hi", **extra})

    def link(self, ref: str) -> Sent:
        """An ig.me link: into a conversation that exists, or that begins with it."""
        if self._contact.wrote_at is None:
            return self.get_started(ref)
        referral = {"ref": ref, "source": _LINK, "type": "OPEN_THREAD"}
        return self._post({"referral": referral}, "", opens_window=True)

    def follow(self) -> Sent:
        """A follower's messages come to the inbox, others' to the requests; nobody is told."""
        with self._world.lock:
            self._contact.friend = True
        return self._nothing_sent()

    def unfollow(self) -> Sent:
        with self._world.lock:
            self._contact.blocked, self._contact.friend = True, False
        return self._nothing_sent()

    def sticker(self) -> Sent:
        """Stickers and GIFs are shown, and no event tells of them."""
        with self._world.lock:
            self._contact.wrote_at, self._contact.met = self._world.now(), True
        self.wrote("sticker", "")
        return self._nothing_sent()

    def image(self) -> Sent:
        photo = events.attachment("image", url=f"{events.CDN}1")
        return self.message("image", "", {"attachments": [photo]})

    def location(self) -> Sent:
        raise NotOnThisChannel("on Instagram nobody can send a place")

    def edit(self, mid: str, text: str) -> Sent:
        with self._world.lock:
            bubble = self._contact.rewrite(mid, text)
        changed = {"mid": mid, "text": text, "num_edit": bubble.edits}
        return self._post({"message_edit": changed}, mid, opens_window=False)

    def unsend(self, mid: str) -> Sent:
        with self._world.lock:
            bubble = self._contact.find(mid)
            self._contact.bubbles.remove(bubble)
            self._desk.gone.add(mid)
        return self._post({"message": {"mid": mid, "is_deleted": True}}, mid, opens_window=False)

    def react(self, mid: str = "", reaction: str = "love") -> Sent:
        name = reaction if reaction in _REACTIONS else "other"
        emoji = _REACTIONS.get(reaction, reaction)
        told = {"mid": mid or self._last_of_shop(), "action": "react"}
        return self._post(
            {"reaction": told | {"reaction": name, "emoji": emoji}}, "", opens_window=True
        )

    def unreact(self, mid: str = "") -> Sent:
        told = {"mid": mid or self._last_of_shop(), "action": "unreact"}
        return self._post({"reaction": told}, "", opens_window=False)

    def human_replies(self, text: str) -> Sent:
        mid = new_mid(self._desk)
        self._world.staff_writes(self._contact, text, mid)
        account, now_ms = self._contact.account.account, epoch_ms(self._world.now())
        echo = events.echo(account, self.user, now_ms, {"mid": mid, "text": text})
        return self._webhooks.send(self._contact, echo, mid)

    def resend(self, last: Sent) -> Sent:
        return self._webhooks.repeat(last)

    def duplicate(self, last: Sent) -> Sent:
        return self._webhooks.repeat(last)

    def forge(self, last: Sent) -> Sent:
        return self._webhooks.repeat(last, forged=True)

    def text_event(self, text: str) -> events.Event:
        mid = self.wrote("text", text)
        return self._event({"message": {"mid": mid, "text": text}}, opens_window=True)

    def message(self, kind: str, text: str, parts: dict[str, Any]) -> Sent:
        """Write something of this kind."""
        mid = self.wrote(kind, text)
        return self._post({"message": {"mid": mid, **parts}}, mid, opens_window=True)

    def wrote(self, kind: str, text: str) -> str:
        """A new bubble on the screen; its id."""
        mid = new_mid(self._desk)
        with self._world.lock:
            bubble = Bubble(self._world.now(), Author.SHOPPER, kind, text, mid)
            self._contact.bubbles.append(bubble)
        return mid

    def _postback(self, button: Button, extra: dict[str, Any]) -> Sent:
        mid = self.wrote("postback", button.label)
        pressed = {"mid": mid, "title": button.label, "payload": button.value, **extra}
        if self._desk.owned_by_another(self._contact.account, self.user):
            del pressed["payload"]  # only whoever holds the conversation gets it
        return self._post({"postback": pressed}, mid, opens_window=True)

    def _post(self, parts: dict[str, Any], mid: str, *, opens_window: bool) -> Sent:
        event = self._event(parts, opens_window=opens_window)
        return self._webhooks.send(self._contact, event, mid)

    def _event(self, parts: dict[str, Any], *, opens_window: bool) -> events.Event:
        contact, now = self._contact, self._world.now()
        if opens_window:
            with self._world.lock:
                contact.wrote_at, contact.blocked, contact.met = now, False, True
        return events.from_person(contact.account.account, contact.user, epoch_ms(now), **parts)

    def _last_of_shop(self) -> str:
        with self._world.lock:
            for bubble in reversed(self._contact.bubbles):
                if bubble.author is not Author.SHOPPER:
                    return bubble.mid
        raise NotThere("the shop has not written yet")

    def _nothing_sent(self) -> Sent:
        account = self._contact.account
        return nothing_sent(account.channel, account.account, self.user)
