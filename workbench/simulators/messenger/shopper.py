"""A shopper on Messenger: what they do, and the event each act becomes."""

from datetime import UTC, datetime

from workbench.simulators.clock import epoch_ms
from workbench.simulators.conversation import Author, Button, NotThere
from workbench.simulators.messenger import events
from workbench.simulators.messenger.deeds import Deeds
from workbench.simulators.messenger.own_acts import ACTS
from workbench.simulators.sender import Sent
from workbench.simulators.shopper import NotOnThisChannel

_REACTIONS = {
    "love": "\u2764\ufe0f",
    "like": "\U0001f44d",
    "smile": "\U0001f606",
    "wow": "\U0001f62e",
    "sad": "\U0001f622",
    "angry": "\U0001f620",
    "dislike": "\U0001f44e",
}
# Until then a sticker came with an image of itself.
_STICKERS_ALONE = datetime(2026, 8, 30, tzinfo=UTC)
_CDN = "https://scontent.example.net"


class MessengerShopper(Deeds):
    """One person in one Page's chat."""

    ACTS = ACTS

    def say(self, text: str) -> Sent:
        return self._message("text", text, {"text": text})

    def press(self, label_or_payload: str) -> Sent:
        with self._world.lock:
            button, is_quick_reply = self._contact.pressable(label_or_payload)
        if is_quick_reply:
            reply = {"text": button.label, "quick_reply": {"payload": button.value}}
            return self._message("text", button.label, reply)
        if button.action != "postback":
            return self._pressed(button)
        return self._postback(button, {})

    def get_started(self, ref: str = "") -> Sent:
        source = {"ref": ref, "source": "SHORTLINK", "type": "OPEN_THREAD"}
        extra = {"referral": source} if ref else {}
        return self._postback(Button("Get Started", "postback", "GET_STARTED"), extra)

    def follow(self) -> Sent:
        return self.get_started()

    def unfollow(self) -> Sent:
        with self._world.lock:
            self._contact.blocked = True
        return self._nothing_sent()

    def sticker(self) -> Sent:
        like = events.attachment(
            "sticker", url=f"{_CDN}/like.png", sticker_id=events.LIKE_STICKER_ID
        )
        attachments = [like]
        if self._world.now() < _STICKERS_ALONE:
            attachments = [events.attachment("image", **like["payload"]), like]
        return self._message("sticker", "👍", {"attachments": attachments})

    def image(self) -> Sent:
        photo = events.attachment("image", url=f"{_CDN}/photo.jpg")
        return self._message("image", "", {"attachments": [photo]})

    def location(self) -> Sent:
        place = events.attachment(
            "location", coordinates={"lat": 25.0339, "long": 121.5645}, title="台北 101"
        )
        return self._message("location", "台北 101", {"attachments": [place]})

    def edit(self, mid: str, text: str) -> Sent:
        with self._world.lock:
            bubble = self._contact.rewrite(mid, text)
        changed = {"mid": mid, "text": text, "num_edit": bubble.edits}
        return self._post({"message_edit": changed}, mid, opens_window=False)

    def unsend(self, mid: str) -> Sent:
        raise NotOnThisChannel("Messenger tells a Page nothing of unsent messages")

    def react(self, mid: str = "", reaction: str = "love") -> Sent:
        target = mid or self._last_of_shop()
        emoji = _REACTIONS.get(reaction, reaction)
        name = reaction if reaction in _REACTIONS else "other"
        reacted = {"reaction": name, "emoji": emoji, "action": "react", "mid": target}
        return self._post({"reaction": reacted}, "", opens_window=True)

    def human_replies(self, text: str) -> Sent:
        mid = self._world.ids.mid()
        contact = self._contact
        self._world.staff_writes(contact, text, mid)
        self._threads.taken_by_person(self._page, contact)
        page, now_ms = contact.account.account, epoch_ms(self._world.now())
        echo = events.echo(
            page, contact.user, now_ms, events.PAGE_INBOX_APP_ID, mid, {"text": text}
        )
        return self._webhooks.send(contact, [echo], (mid,))

    def resend(self, last: Sent) -> Sent:
        return self._webhooks.repeat(last)

    def duplicate(self, last: Sent) -> Sent:
        return self._webhooks.repeat(last)

    def forge(self, last: Sent) -> Sent:
        return self._webhooks.repeat(last, forged=True)

    def text_event(self, text: str) -> events.Event:
        mid = self._wrote("text", text)
        return self._event({"message": {"mid": mid, "text": text}}, opens_window=True)

    def _last_of_shop(self) -> str:
        with self._world.lock:
            for bubble in reversed(self._contact.bubbles):
                if bubble.author is not Author.SHOPPER:
                    return bubble.mid
        raise NotThere("the shop has not written yet")
