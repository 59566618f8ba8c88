"""A shopper on Messenger: what they do, and the event each act becomes."""

from datetime import UTC, datetime

from workbench.simulators.clock import epoch_ms
from workbench.simulators.conversation import Button
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
    REACTIONS = _REACTIONS

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
        return self.message("sticker", "👍", {"attachments": attachments})

    def image(self) -> Sent:
        photo = events.attachment("image", url=f"{_CDN}/photo.jpg")
        return self.message("image", "", {"attachments": [photo]})

    def location(self) -> Sent:
        place = events.attachment(
            "location", coordinates={"lat": 25.0339, "long": 121.5645}, title="台北 101"
        )
        return self.message("location", "台北 101", {"attachments": [place]})

    def unsend(self, mid: str) -> Sent:
        raise NotOnThisChannel("Messenger tells a Page nothing of unsent messages")

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
