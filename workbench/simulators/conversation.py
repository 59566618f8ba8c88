"""What is in a chat window: bubbles, and the buttons that can be pressed."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.clock import iso_z

COMMENT, POST = "comment", "post"  # a bubble of what stands under a post, or is one


class Author(StrEnum):
    """Who wrote a bubble."""

    SHOPPER = "shopper"
    SHOP = "shop"
    PERSON = "person"  # staff in the Page inbox or in LINE's own console


class NotThere(LookupError):
    """The shopper wants to press something that is not on the screen."""


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press. `action` is the platform's own word for what a press does."""

    label: str
    action: str
    value: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """One card as it looks: `link` opens on a tap anywhere but on a button."""

    title: str = ""
    text: str = ""
    image: str = ""
    link: str = ""
    buttons: tuple[Button, ...] = ()

    @property
    def words(self) -> str:
        """What can be read on it."""
        return "\n".join(filter(None, (self.title, self.text)))


@dataclass(slots=True)
class Bubble:
    """One bubble in the chat window, as the shopper sees it.

    `buttons` are those of its cards, in the order shown; `image` is an image's address.
    """

    at: datetime
    author: Author
    kind: str
    text: str
    mid: str = ""
    quick_replies: tuple[Button, ...] = ()
    buttons: tuple[Button, ...] = ()
    edits: int = 0
    image: str = ""
    cards: tuple[Face, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"at": iso_z(self.at)}


@dataclass(slots=True)
class Contact:
    """One shopper as one account knows them."""

    account: SimulatedAccount
    user: str
    name: str = ""  # what the bench calls this person; the platform knows only `user`
    met: bool = False  # the account has heard from this person; before that the id says nothing
    friend: bool = False
    blocked: bool = False
    standby: bool = False
    wrote_at: datetime | None = None
    bubbles: list[Bubble] = field(default_factory=list)

    @property
    def thread(self) -> list[Bubble]:
        """What was said in the thread itself: what is public is only shown beside it."""
        return [bubble for bubble in self.bubbles if bubble.kind not in (COMMENT, POST)]

    def find(self, mid: str) -> Bubble:
        """The bubble with this id. Raises `NotThere`."""
        for bubble in reversed(self.bubbles):
            if mid and bubble.mid == mid:
                return bubble
        raise NotThere(f"no message {mid}")

    def rewrite(self, mid: str, text: str) -> Bubble:
        """Edit the bubble with this id. Raises `NotThere`."""
        bubble = self.find(mid)
        bubble.text, bubble.edits = text, bubble.edits + 1
        return bubble

    def pressable(self, wanted: str) -> tuple[Button, bool]:
        """The button called `wanted` (its label or its value), and whether it is a quick reply.

        Quick replies go when anything follows them; the buttons of a card stay.
        Raises `NotThere`.
        """
        last = self.thread[-1:]
        for bubble in last:
            if (found := _named(bubble.quick_replies, wanted)) is not None:
                return found, True
        for bubble in reversed(self.bubbles):
            if (found := _named(bubble.buttons, wanted)) is not None:
                return found, False
        on_screen = [button.label for bubble in last for button in bubble.quick_replies]
        raise NotThere(f"nothing to press called {wanted!r}; on the screen: {on_screen}")


def _named(buttons: tuple[Button, ...], wanted: str) -> Button | None:
    by_label = (button for button in buttons if button.label == wanted)
    by_value = (button for button in buttons if button.value == wanted)
    return next(by_label, None) or next(by_value, None)
