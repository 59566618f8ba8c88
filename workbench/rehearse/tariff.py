"""What does a channel charge for what it showed? Read off the price list, not off decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from towkay.domain.channels import Channel
from towkay.domain.messages import Message, TemplateMessage
from towkay.domain.policy.rules import Price
from towkay.domain.routes import Route

UNTOLD = "?"


@dataclass(frozen=True, slots=True)
class Charged:
    """For which category, and which price; no currency where the list does not say."""

    category: str
    amount: str = "0"
    currency: str = UNTOLD


@dataclass(frozen=True, slots=True)
class Tariff:
    """The prices of one day; `home` is the country of the brand's accounts."""

    prices: Sequence[Price]
    day: date
    home: str = "TW"

    def charge(
        self, channel: Channel, route: Route, messages: Sequence[Message], country: str
    ) -> Charged | None:
        """None for what is free."""
        category = _category(channel, route, messages)
        if category is None:
            return None
        for price in self.prices:
            if (price.channel, price.category) == (channel, category) and self._holds(
                price, country
            ):
                return Charged(category, price.amount, price.currency)
        return Charged(category)

    def _holds(self, price: Price, country: str) -> bool:
        is_of_day = price.since <= self.day and (price.until is None or self.day < price.until)
        is_to = not price.countries or country in price.countries
        return is_of_day and is_to and (not price.account_in or self.home in price.account_in)


def _category(channel: Channel, route: Route, messages: Sequence[Message]) -> str | None:
    if channel is Channel.LINE:
        return "push" if route is Route.PUSH else None
    if channel is Channel.WHATSAPP:
        shown = next((one for one in messages if isinstance(one, TemplateMessage)), None)
        return shown.template.kind.value if shown else "service"
    return "marketing_message" if route is Route.MARKETING_MESSAGE else None
