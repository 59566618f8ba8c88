"""What passes between a channel's menus and whoever reads and writes them at the platform?

Each side is a generator that yields requests and is sent their answers, so that it knows the
order of them and nothing of HTTP.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from towkay.adapters.channels.asking import Answer, Ask, problem_of
from towkay.adapters.channels.wire import json_object
from towkay.adapters.http import HttpReply
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey
from towkay.domain.menus import Menus


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not yet as the file has it: how it is and how it is to be, for people.

    An empty `now` is added, an empty `wanted` taken away; `content` is for the channel alone.
    """

    what: str
    now: str
    wanted: str
    content: Any = field(default=None, repr=False, compare=False)


Looking = Generator[Ask, Answer, tuple[Change, ...]]
Pushing = Generator[Ask, Answer, None]


class MenusRefused(Exception):
    """The platform did not answer, or said no; the message names the request and its reason."""


class ChannelMenus(Protocol):
    """One channel's side of what stands ready in its chats."""

    def look(self, menus: Menus, endpoint: Endpoint, account: AccountKey) -> Looking:
        """What has to change. Raises `MenusRefused`."""
        ...

    def push(self, changes: tuple[Change, ...], endpoint: Endpoint, account: AccountKey) -> Pushing:
        """Make the changes, in an order that leaves shoppers with a menu. Raises `MenusRefused`."""
        ...


def accepted(ask: Ask, answer: Answer) -> Mapping[str, Any]:
    """The object in a good answer. Raises `MenusRefused` for any other."""
    if isinstance(answer, HttpReply) and 200 <= answer.status < 300:
        return json_object(answer.body)
    raise MenusRefused(f"{ask.name}: {problem_of(answer)}{_said(answer)}")


def _said(answer: Answer) -> str:
    """The platform's own words; they tell what is wrong with a menu, and quote no token."""
    if not isinstance(answer, HttpReply):
        return ""
    content = json_object(answer.body)
    error = content.get("error")
    words = error.get("message") if isinstance(error, dict) else content.get("message")
    return f" {words[:300]}" if isinstance(words, str) else ""
