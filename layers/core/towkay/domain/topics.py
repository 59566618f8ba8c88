"""What can shoppers subscribe to, and which words exactly did they agree to?"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from towkay.domain.languages import Language
from towkay.domain.messages import Purpose

_VERSION = 12  # hexadecimal digits: two wordings of one topic alike is nothing to fear


class Cadence(StrEnum):
    """How often at most a topic's messages come."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"

    @property
    def spacing(self) -> timedelta:
        """The least time from one message to the next, short of the calendar's day, week or month.

        What goes out at the same hour every week must not miss a week for a minute's delay.
        """
        return _SPACING[self]


_SPACING = {
    Cadence.DAILY: timedelta(hours=20),
    Cadence.WEEKLY: timedelta(days=6),
    Cadence.MONTHLY: timedelta(days=26),
}


@dataclass(frozen=True, slots=True)
class AskRule:
    """When a shopper is asked to subscribe: under the answers `after` (ids of faq).

    One who did not react is asked again so many days later, and `at_most` so often in all.
    """

    after: tuple[str, ...]
    again_after_days: int = 30
    at_most: int = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of message a brand sends unasked; `wording` says what subscribing means.

    `ask` is None where a shopper has to find it in the list, or to come by a link. `title` and
    `image` are for a channel's own form of the request.
    """

    id: str
    purpose: Purpose
    name: Mapping[Language, str]
    wording: Mapping[Language, str]
    ask: AskRule | None = None
    cadence: Cadence | None = None
    title: Mapping[Language, str] = field(default_factory=dict)
    image: str = ""

    def version(self, language: Language) -> str:
        """The name of the words as shown in `language`: other words, another version."""
        shown = [self.id, self.purpose.value, self.name[language], self.wording[language]]
        if language in self.title:  # without one it is what it was before there were titles
            shown.append(self.title[language])
        return hashlib.sha256("\n".join(shown).encode()).hexdigest()[:_VERSION]

    def headline(self, language: Language) -> str:
        """What heads a channel's own form of the request."""
        return self.title.get(language) or self.name[language]

    def is_shown_as(self, version: str) -> bool:
        """Whether these are words that the topic is shown in today, in any language."""
        return bool(self.words(version))

    def words(self, version: str) -> str:
        """The words of that version, empty when the topic is shown in no such words today."""
        languages = self.name.keys() & self.wording.keys()
        shown = (self.wording[one] for one in languages if version == self.version(one))
        return next(shown, "")
