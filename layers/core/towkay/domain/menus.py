"""What stands ready in a chat before anybody has said a word: menus, first questions, commands?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from towkay.domain.languages import Language

Said = Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Target:
    """What a tap does: it opens `link`, shows the rich menu `switch`, or sends `payload` back."""

    payload: str = ""
    link: str = ""
    switch: str = ""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One line of a persistent menu."""

    label: Said
    target: Target


@dataclass(frozen=True, slots=True)
class IceBreaker:
    """A question that a newcomer can ask by a tap."""

    question: Said
    payload: str


@dataclass(frozen=True, slots=True)
class Command:
    """A word behind a slash; channels offer it as somebody begins to type one."""

    name: str
    description: Said
    payload: str


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a rich menu's image, in its pixels, and what a tap on it does."""

    x: int
    y: int
    width: int
    height: int
    target: Target
    label: str = ""  # read aloud to whoever does not see the image


@dataclass(frozen=True, slots=True)
class RichMenu:
    """A menu that is an image; `image` is its content, of the kind `image_type`."""

    id: str
    width: int
    height: int
    bar: str
    areas: tuple[Area, ...]
    image: bytes = field(repr=False)
    image_type: str = "image/png"
    is_open: bool = True
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class Menus:
    """What a brand wants to stand ready; None is what its file says nothing of.

    `languages` are the brand's, the default first: it is said to whoever speaks none of them.
    """

    languages: tuple[Language, ...]
    greeting: Said | None = None
    menu: tuple[MenuItem, ...] | None = None
    ice_breakers: tuple[IceBreaker, ...] | None = None
    commands: tuple[Command, ...] | None = None
    rich_menus: tuple[RichMenu, ...] | None = None
