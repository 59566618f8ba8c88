"""A shopper on LINE: what they do, and the event each act becomes."""

from typing import Any

from workbench.simulators.conversation import Author, Bubble, Button, Contact, NotThere
from workbench.simulators.identifiers import group_id
from workbench.simulators.line import events
from workbench.simulators.line.media import Medium
from workbench.simulators.line.office import Office
from workbench.simulators.line.own_acts import ACTS
from workbench.simulators.line.webhooks import LineWebhooks
from workbench.simulators.sender import Sent, nothing_sent
from workbench.simulators.shopper import NotOnThisChannel
from workbench.simulators.world import World

_PRESSED_IN_CHAT = ("postback", "message", "location")


class LineShopper:
    """One person in a one-to-one chat with an official account."""

    ACTS = ACTS

    def __init__(
        self, world: World, webhooks: LineWebhooks, office: Office, contact: Contact
    ) -> None:
        self.world = world
        self._webhooks = webhooks
        self.office = office
        self.contact = contact

    @property
    def user(self) -> str:
        return self.contact.user

    def say(self, text: str) -> Sent:
        return self._message("text", text, text=text)

    def press(self, label_or_payload: str) -> Sent:
        with self.world.lock:
            button, is_quick_reply = self.contact.pressable(label_or_payload)
            if button.action not in _PRESSED_IN_CHAT:
                raise NotThere(f"{button.label!r} opens something outside the chat")
            if is_quick_reply:
                self.contact.bubbles[-1].quick_replies = ()
        if button.action == "message":
            return self.say(button.value)
        if button.action == "location":
            return self.location()
        return self._postback(button)

    def get_started(self, ref: str = "") -> Sent:
        """LINE tells the shop nothing of where a new friend came from, so `ref` is not sent."""
        return self.follow()

    def follow(self) -> Sent:
        with self.world.lock:
            was_blocked = self.contact.blocked
            self.contact.friend, self.contact.blocked = True, False
        return self.post("follow", follow={"isUnblocked": was_blocked})

    def unfollow(self) -> Sent:
        with self.world.lock:
            self.contact.friend, self.contact.blocked = False, True
        return self.post("unfollow")

    def sticker(self) -> Sent:
        return self._message(
            "sticker",
            "👍",
            packageId="446",
            stickerId="1988",
            stickerResourceType="STATIC",
            keywords=["good", "ok"],
        )

    def image(self) -> Sent:
        return self.send_file("image", contentProvider={"type": "line"})

    def send_file(self, kind: str, **parts: Any) -> Sent:
        """Something that the shop may fetch by the id of its message."""
        message_id = self._wrote(kind, "")
        with self.world.lock:
            medium = Medium(self.contact.account.account, kind, self.world.now())
            self.office.files.keep(message_id, medium)
        message = events.message(self.world.ids, message_id, kind, **parts)
        return self.post("message", message=message)

    def location(self) -> Sent:
        return self._message(
            "location", "台北 101", title="台北 101", latitude=25.0339, longitude=121.5645
        )

    def edit(self, mid: str, text: str) -> Sent:
        with self.world.lock:
            self.contact.rewrite(mid, text)
        changed = events.message(self.world.ids, mid, "text", text=text)
        del changed["markAsReadToken"]
        return self.post("messageEdited", group_id(self.user), message=changed)

    def unsend(self, mid: str) -> Sent:
        with self.world.lock:
            self.contact.bubbles.remove(self.contact.find(mid))
            self.office.files.forget(mid)
        return self.post("unsend", unsend={"messageId": mid})

    def react(self, mid: str = "", reaction: str = "love") -> Sent:
        raise NotOnThisChannel("LINE tells a bot nothing of reactions")

    def human_replies(self, text: str) -> Sent:
        """LINE sends no event for what staff write in its console."""
        self.world.staff_writes(self.contact, text, self.world.ids.line_message())
        account = self.contact.account
        return nothing_sent(account.channel, account.account, self.user)

    def resend(self, last: Sent) -> Sent:
        return self._webhooks.repeat(last, redelivery=True)

    def duplicate(self, last: Sent) -> Sent:
        """The same bytes once more: doubled on the way, not redelivered by LINE."""
        return self._webhooks.repeat(last, redelivery=False)

    def forge(self, last: Sent) -> Sent:
        return self._webhooks.forge(last)

    def stand_by(self, *, on: bool) -> None:
        """A module channel takes the chat (or gives it back): events carry no reply token."""
        with self.world.lock:
            self.contact.standby = on

    def text_event(self, text: str) -> events.Event:
        """A text message as an event not sent yet, to travel in one body with others'."""
        message_id = self._wrote("text", text)
        words = events.message(self.world.ids, message_id, "text", text=text)
        return self._event("message", "", message=words)

    def _message(self, kind: str, shown: str, **parts: Any) -> Sent:
        message_id = self._wrote(kind, shown)
        message = events.message(self.world.ids, message_id, kind, **parts)
        return self.post("message", message=message)

    def _postback(self, button: Button) -> Sent:
        if button.shown:
            self._wrote("text", button.shown)
        return self.post("postback", postback={"data": button.value})

    def _wrote(self, kind: str, shown: str) -> str:
        message_id = self.world.ids.line_message()
        with self.world.lock:
            now = self.world.now()
            self.contact.bubbles.append(Bubble(now, Author.SHOPPER, kind, shown, message_id))
            # Writing to a blocked account lifts the block: the app asks before it lets you write.
            self.contact.wrote_at, self.contact.blocked = now, False
        return message_id

    def post(self, kind: str, group: str = "", **parts: Any) -> Sent:
        event = self._event(kind, group, **parts)
        return self._webhooks.send(self.contact.account.account, self.user, [event])

    def _event(self, kind: str, group: str, **parts: Any) -> events.Event:
        now = self.world.now()
        origin = events.Origin(self.user, group)
        standby = self.contact.standby
        event = events.event(self.world.ids, kind, origin, now, standby=standby, **parts)
        with self.world.lock:
            self.contact.met = True
            seen = event.get("message", {}).get("markAsReadToken")
            if seen:
                self.office.marks.issue(seen, self.contact, now)
            if "replyToken" in event:
                self._webhooks.tokens.issue(event["replyToken"], self.contact, now)
        return event
