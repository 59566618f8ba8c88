"""A shopper on Instagram: what they do in the chat, and the event each act becomes."""

from workbench.simulators.clock import epoch_ms
from workbench.simulators.conversation import Button, Contact, NotThere
from workbench.simulators.instagram import events
from workbench.simulators.instagram.desk import Desk
from workbench.simulators.instagram.sending import new_mid
from workbench.simulators.instagram.webhooks import InstagramWebhooks
from workbench.simulators.meta.shopper import MetaShopper
from workbench.simulators.sender import Sent
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


class InstagramShopper(MetaShopper):
    """One person in one account's chat."""

    REACTIONS = _REACTIONS

    def __init__(self, desk: Desk, webhooks: InstagramWebhooks, contact: Contact) -> None:
        super().__init__(desk.world, webhooks, contact)
        self._desk = desk
        self._webhooks = webhooks

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

    def unsend(self, mid: str) -> Sent:
        with self._world.lock:
            bubble = self._contact.find(mid)
            self._contact.bubbles.remove(bubble)
            self._desk.gone.add(mid)
        return self._post({"message": {"mid": mid, "is_deleted": True}}, mid, opens_window=False)

    def unreact(self, mid: str = "") -> Sent:
        told = {"mid": mid or self._last_of_shop(), "action": "unreact"}
        return self._post({"reaction": told}, "", opens_window=False)

    def human_replies(self, text: str) -> Sent:
        mid = new_mid(self._desk)
        self._world.staff_writes(self._contact, text, mid)
        account, now_ms = self._contact.account.account, epoch_ms(self._world.now())
        echo = events.echo(account, self.user, now_ms, {"mid": mid, "text": text})
        return self._webhooks.send(self._contact, echo, mid)

    def _new_mid(self) -> str:
        return new_mid(self._desk)

    def _send(self, event: events.Event, mid: str) -> Sent:
        return self._webhooks.send(self._contact, event, mid)

    def _opened(self, button: Button) -> Sent:
        raise NotThere(f"{button.label!r} opens something outside the chat")

    def _told_of_press(self, pressed: events.Event) -> events.Event:
        if self._desk.owned_by_another(self._contact.account, self.user):
            del pressed["payload"]  # only whoever holds the conversation gets it
        return pressed
