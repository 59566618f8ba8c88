"""What can a shopper do, on any channel? Each act becomes the webhook the platform would send."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, runtime_checkable

from workbench.simulators.sender import Sent


class NotOnThisChannel(ValueError):
    """The channel has no such act (nobody can react to a LINE message so that a bot hears it)."""


class Shopper(Protocol):
    """One person in one chat. Every act posts a genuine signed webhook and waits for the answer."""

    @property
    def user(self) -> str:
        """The id by which the account knows this person."""
        ...

    def say(self, text: str) -> Sent: ...

    def press(self, label_or_payload: str) -> Sent:
        """Tap a quick reply or button on the screen. Raises `NotThere` if there is none."""
        ...

    def get_started(self, ref: str = "") -> Sent:
        """Begin the chat: the Get Started button, on LINE adding the account as a friend."""
        ...

    def follow(self) -> Sent:
        """Add the account as a friend; on Messenger the same as `get_started`."""
        ...

    def unfollow(self) -> Sent:
        """Block the account. Messenger tells the shop nothing of it."""
        ...

    def sticker(self) -> Sent: ...

    def image(self) -> Sent: ...

    def location(self) -> Sent: ...

    def edit(self, mid: str, text: str) -> Sent:
        """Change a sent message. On LINE this exists in group chats only, so it comes from one."""
        ...

    def unsend(self, mid: str) -> Sent:
        """Take a message back. Raises `NotOnThisChannel` on Messenger."""
        ...

    def react(self, mid: str = "", reaction: str = "love") -> Sent:
        """React to a message, by default the shop's last. Raises `NotOnThisChannel` on LINE."""
        ...

    def human_replies(self, text: str) -> Sent:
        """A person of the shop answers this shopper from the platform's own inbox."""
        ...

    def resend(self, last: Sent) -> Sent:
        """The platform delivers a webhook a second time; LINE marks it as a redelivery."""
        ...

    def duplicate(self, last: Sent) -> Sent:
        """The very same bytes arrive twice, doubled on their way."""
        ...

    def forge(self, last: Sent) -> Sent:
        """Somebody else posts the same body with a signature they cannot make."""
        ...

    def text_event(self, text: str) -> dict[str, Any]:
        """A text message as an event not sent yet, to travel in one body with others'."""
        ...


@runtime_checkable
class WithOwnActs(Protocol):
    """A shopper who can do what is done on their channel and nowhere else.

    Each act by its name: it gets the shopper and what the call brought, which are texts. A
    `KeyError` names what the call lacks.
    """

    @property
    def ACTS(self) -> Mapping[str, Callable[[Any, dict[str, Any]], Sent]]: ...
