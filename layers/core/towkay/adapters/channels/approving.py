"""What passes between a channel's templates and whoever lists and creates them at the platform?

As with menus, each side is a generator that yields requests and is sent their answers.
"""

from collections.abc import Generator
from typing import Protocol

from towkay.adapters.channels.asking import Answer, Ask
from towkay.domain.account_news import TemplateReviewed
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey
from towkay.domain.shipping.wanted import WantedTemplate
from towkay.domain.template_plans import ListedTemplate, Problem

Listing = Generator[Ask, Answer, tuple[ListedTemplate, ...] | None]
Creating = Generator[Ask, Answer, TemplateReviewed]


class TemplateRefused(Exception):
    """The platform did not answer, or said no; the message is its reason, in its own words."""

    def __init__(self, problem: Problem, said: str) -> None:
        super().__init__(said)
        self.problem = problem


class ChannelTemplates(Protocol):
    """One channel's side of the templates that it approves."""

    setting: str  # that must be switched on for an account; empty where nothing need be granted

    def holder(self, endpoint: Endpoint, account: AccountKey) -> str:
        """Whose the templates are, several accounts' perhaps; empty where it is not known."""
        ...

    def look(self, endpoint: Endpoint, account: AccountKey) -> Listing:
        """Every template there is; None where the platform lists none. Raises `TemplateRefused`."""
        ...

    def create(self, wanted: WantedTemplate, endpoint: Endpoint, account: AccountKey) -> Creating:
        """Hand it in for review; what became of it at once. Raises `TemplateRefused`."""
        ...
