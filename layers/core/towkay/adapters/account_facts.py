"""What does a worker remember of an account's facts, and for how long?"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from towkay.domain.account_facts import AccountFacts, QuotaRead
from towkay.domain.account_news import TemplateState
from towkay.domain.errors import ServiceUnavailable
from towkay.domain.health import AccountKey
from towkay.ports.clock import Clock

T = TypeVar("T")
_LIFE = timedelta(seconds=60)


class RememberedFacts(ABC):
    """`ports.AccountFactsLearner`, but for where the rows are."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: dict[Hashable, tuple[Any, datetime]] = {}

    def facts(self, account: AccountKey) -> AccountFacts:
        """What the account may do, at most a minute old."""
        return self._remembered(account, lambda: self._load_facts(account))

    def use_up(self, account: AccountKey) -> None:
        """Nothing is left of its month, until the facts are read anew."""
        now = self._clock()
        with suppress(ServiceUnavailable):  # the next call finds it out again
            self._known[account] = (replace(self.facts(account), quota=QuotaRead(0, now, 0)), now)

    def template(self, account: AccountKey, name: str, language: str) -> TemplateState | None:
        """A template's state, at most a minute old; None where nothing was told of it."""
        place = (account, name, language)
        return self._remembered(place, lambda: self._load_template(account, name, language))

    def _remembered(self, name: Hashable, load: Callable[[], T]) -> T:
        now = self._clock()
        known = self._known.get(name)
        if known and now < known[1] + _LIFE:
            value: T = known[0]
            return value
        try:
            value = load()
        except ServiceUnavailable:
            # What was true a little while ago forbids the same; to send nothing at all is worse.
            if known:
                value = known[0]
                return value
            raise
        self._known[name] = (value, now)
        return value

    @abstractmethod
    def _load_facts(self, account: AccountKey) -> AccountFacts:
        """The row; no facts when there is none."""

    @abstractmethod
    def _load_template(self, account: AccountKey, name: str, language: str) -> TemplateState | None:
        """The state in the template's row; None when there is none."""
