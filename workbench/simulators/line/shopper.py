"""A shopper on LINE: what they do, and the event each act becomes."""

from typing import Any

from workbench.simulators.conversation import Author, Bubble, Button, Contact, NotThere
from workbench.simulators.identifiers import group_id
from workbench.simulators.line import events
from workbench.simulators.line.office import Office
from workbench.simulators.line.webhooks import LineWebhooks
from workbench.simulators.sender import Sent, nothing_sent
from workbench.simulators.shopper import NotOnThisChannel
from workbench.simulators.world import World

_PRESSED_IN_CHAT = ("postback", "message", "location")


class LineShopper:
    """One person in a one-to-one chat with an official account."""

    def __init__(
        self, world: World, webhooks: LineWebhooks, office: Office, contact: Contact
    ) -> None:
        self._world = world
        self._webhooks = webhooks
        self._office = office
        self._contact = contact

    @property
    def user(self) -> str:
        return self._contact.user

    def say(self, text: str) -> Sent:
        return self._message("text", text, text=text)

    def press(self, label_or_payload: str) -> Sent:
        with self._world.lock:
            button, is_quick_reply = self._contact.pressable(label_or_payload)
            if button.action not in _PRESSED_IN_CHAT:
                raise NotThere(f"{button.label!r} opens something outside the chat")
            if is_quick_reply:
                self._contact.bubbles[-1].quick_replies = ()
        if button.action == "message":
            return self.say(button.value)
        if button.action == "location":
            return self.location()
        return self._postback(button)

    def get_started(self, ref: str = "") -> Sent:
        """LINE tells the shop nothing of where a new friend came from, so `ref` is not sent."""
        return self.follow()

    def follow(self) -> Sent:
        with self._world.lock:
            was_blocked = self._contact.blocked
            self._contact.friend, self._contact.blocked = True, False
        return self._post("follow", follow={"isUnblocked": was_blocked})

    def unfollow(self) -> Sent:
        with self._world.lock:
            self._contact.friend, self._contact.blocked = False, True
        return self._post("unfollow")

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
        return self._message("image", "", contentProvider={"type": "line"})

    def location(self) -> Sent:
        return self._message(
            "location", "台北 101", title="台北 101", latitude=25.0339, longitude=121.5645
        )

    def edit(self, mid: str, text: str) -> Sent:
        with self._world.lock:
            self._contact.rewrite(mid, text)
        changed = events.message(self._world.ids, mid, "text", text=text)
        del changed["markAsReadToken"]
        return self._post("messageEdited", group_id(self.user), message=changed)

    def unsend(self, mid: str) -> Sent:
        with self._world.lock:
            self._contact.bubbles.remove(self._contact.find(mid))
        return self._post("unsend", unsend={"messageId": mid})

    def react(self, mid: str = "", reaction: str = "love") -> Sent:
        raise NotOnThisChannel("LINE tells a bot nothing of reactions")

    def human_replies(self, text: str) -> Sent:
        """LINE sends no event for what staff write in its console."""
        self._world.staff_writes(self._contact, text, self._world.ids.line_message())
        account = self._contact.account
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
        with self._world.lock:
            self._contact.standby = on

    def text_event(self, text: str) -> events.Event:
        """A text message as an event not sent yet, to travel in one body with others'."""
        message_id = self._wrote("text", text)
        words = events.message(self._world.ids, message_id, "text", text=text)
        return self._event("message", "", message=words)

    def _message(self, kind: str, shown: str, **parts: Any) -> Sent:
        message_id = self._wrote(kind, shown)
        message = events.message(self._world.ids, message_id, kind, **parts)
        return self._post("message", message=message)

    def _postback(self, button: Button) -> Sent:
        if button.shown:
            self._wrote("text", button.shown)
        return self._post("postback", postback={"data": button.value})

    def _wrote(self, kind: str, shown: str) -> str:
        message_id = self._world.ids.line_message()
        with self._world.lock:
            now = self._world.now()
            self._contact.bubbles.append(Bubble(now, Author.SHOPPER, kind, shown, message_id))
            # Writing to a blocked account lifts the block: the app asks before it lets you write.
            self._contact.wrote_at, self._contact.blocked = now, False
        return message_id

    def _post(self, kind: str, group: str = "", **parts: Any) -> Sent:
        event = self._event(kind, group, **parts)
        return self._webhooks.send(self._contact.account.account, self.user, [event])

    def _event(self, kind: str, group: str, **parts: Any) -> events.Event:
        now = self._world.now()
        origin = events.Origin(self.user, group)
        standby = self._contact.standby
        event = events.event(self._world.ids, kind, origin, now, standby=standby, **parts)
        with self._world.lock:
            self._contact.met = True
            if "replyToken" in event:
                self._webhooks.tokens.issue(event["replyToken"], self._contact, now)
        return event
