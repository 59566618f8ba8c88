"""Which channels are there, who is a contact on them, and what can each one show?"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from towkay.domain.capabilities import Capabilities
from towkay.domain.limits import instagram, line, messenger, whatsapp


class Channel(str):
    """A messaging platform; the text is the segment in paths, keys and metrics.

    There is one object for each name, so `is` tells two of them apart, and no name but those that
    joined becomes one: `Channel("fax")` raises `ValueError`. Not an enumeration, because a brand's
    engineers may `join` one that this package has never heard of.
    """

    __slots__ = ()
    MESSENGER: ClassVar["Channel"]
    INSTAGRAM: ClassVar["Channel"]
    WHATSAPP: ClassVar["Channel"]
    LINE: ClassVar["Channel"]

    def __new__(cls, name: str) -> "Channel":  # always one of the known objects
        if name not in _JOINED:
            raise ValueError(f"no channel is called {name!r}")
        return _JOINED[name]

    @property
    def display_name(self) -> str:
        """Its name as people write it."""
        return _DISPLAY_NAMES[self]


_JOINED: dict[str, Channel] = {}
_DISPLAY_NAMES: dict[str, str] = {}
_CAPABILITIES: dict[Channel, Capabilities] = {}

CAPABILITIES: Mapping[Channel, Capabilities] = MappingProxyType(_CAPABILITIES)


def join(name: str, display_name: str, capabilities: Capabilities) -> Channel:
    """Make `name` a channel; the same channel, with its newest limits, when it is one already.

    Raises `ValueError` for what cannot stand in a path, a key and a metric alike.
    """
    if not (name.isascii() and name.isalpha() and name.islower() and len(name) <= 20):
        raise ValueError("a channel's name is a lower-case word of at most 20 letters")
    channel = _JOINED.get(name) or str.__new__(Channel, name)
    _JOINED[name] = channel
    _DISPLAY_NAMES[name] = display_name
    _CAPABILITIES[channel] = capabilities
    return channel


def every_channel() -> tuple[Channel, ...]:
    """All that joined, in that order."""
    return tuple(_JOINED.values())


Channel.MESSENGER = join("messenger", "Messenger", messenger.CAPABILITIES)
Channel.INSTAGRAM = join("instagram", "Instagram", instagram.CAPABILITIES)
Channel.WHATSAPP = join("whatsapp", "WhatsApp", whatsapp.CAPABILITIES)
Channel.LINE = join("line", "LINE", line.CAPABILITIES)


@dataclass(frozen=True, slots=True, order=True)
class ContactKey:
    """One human as one account sees them; `user` is an opaque id, never a phone number.

    `user` is empty where the account as a whole is meant: a template was reviewed, a token ended.
    """

    channel: Channel
    account: str
    user: str

    @property
    def name(self) -> str:
        """All of it in one word."""
        return ":".join((self.channel, self.account, self.user))
