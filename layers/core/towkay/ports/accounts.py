"""What do the use cases need from what is known of accounts as a whole?

Every method may raise `ServiceUnavailable` when the service behind it cannot be reached.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from towkay.domain.account_facts import AccountFacts, NewsKept, QuotaRead, TemplateKnown
from towkay.domain.account_news import AccountReported, TemplateReviewed, TemplateState
from towkay.domain.checkup import Told
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey
from towkay.domain.rhythm import Heard


class AccountFactsReader(Protocol):
    """What an account may do, as the door asks it."""

    def facts(self, account: AccountKey) -> AccountFacts:
        """What is known, at most 60 s old; the last that was read where it cannot be asked."""
        ...

    def template(self, account: AccountKey, name: str, language: str) -> TemplateState | None:
        """A template's state, at most 60 s old; None for one that nothing was told of."""
        ...


class AccountFactsLearner(AccountFactsReader, Protocol):
    """The same for whoever calls channels, and so learns of an account before anybody is told."""

    def use_up(self, account: AccountKey) -> None:
        """The channel refused a message because its month is used up.

        For as long as facts are remembered nothing is left of it, and then one call asks again.
        Never raises.
        """
        ...


class AccountNewsLedger(Protocol):
    """Where news of accounts is kept: forward only by the time of the event, twice is once."""

    def facts(self, account: AccountKey) -> AccountFacts:
        """What is stored (a consistent read)."""
        ...

    def report(self, account: AccountKey, report: AccountReported, at: datetime) -> bool:
        """Store an account's standing as of `at`; whether it was news.

        A bar, a warning and an all-clear of each ground are kept apart, each moving forward only.
        """
        ...

    def review(self, account: AccountKey, review: TemplateReviewed, at: datetime) -> bool:
        """Store a template's state as of `at`; whether it was news."""
        ...

    def keep(self, account: AccountKey, news: NewsKept, cause: str) -> None:
        """Keep a piece of news for people; it ends by itself after some months."""
        ...


class HeardNotes(Protocol):
    """When shoppers were last heard."""

    def note(self, account: AccountKey, at: datetime) -> None:
        """A shopper was heard. Never raises, and writes at most every few minutes."""
        ...


class AccountRecords(AccountNewsLedger, Protocol):
    """Everything that is kept of an account, for whoever looks after it."""

    def templates(self, account: AccountKey) -> Sequence[TemplateKnown]:
        """The templates that something was told of."""
        ...

    def heard(self, account: AccountKey) -> Heard:
        """When shoppers were heard, as last noted."""
        ...

    def forget_hours(self, account: AccountKey, hours: Sequence[int]) -> None:
        """Take hours that tell nothing any more out of what was noted."""
        ...

    def read_quota(self, account: AccountKey, quota: QuotaRead) -> None:
        """Store what the channel said of its month, unless something newer is stored."""
        ...

    def news(self, account: AccountKey, most: int) -> Sequence[NewsKept]:
        """The latest news, newest first."""
        ...


class AccountEnquiry(Protocol):
    """The channels' own answers to how an account is doing."""

    def ask(self, endpoint: Endpoint, account: AccountKey) -> Told:
        """Ask everything the channel can be asked; what got no answer is told as that."""
        ...


class EndpointBook(Protocol):
    """All endpoints of a deployment, with their secrets."""

    def endpoints(self) -> Sequence[Endpoint]:
        """Every endpoint that something is stored of."""
        ...
