"""What does each channel take for each of its ways to people?"""

from collections import Counter
from typing import NamedTuple

from towkay.domain.forecasts import Bill, Forecast, Way, bills


class Charge(NamedTuple):
    """So many messages at most go this way, for that much of one currency."""

    channel: str
    route: str
    currency: str
    number: int
    bill: Bill


def charges(forecast: Forecast) -> list[Charge]:
    """The bills by channel and route, as far as prices are known."""
    both = forecast.messages + forecast.messages_later
    found = []
    for channel, route in sorted({way[:2] for way in both}):
        part = _part(forecast, channel, route)
        for currency, bill in bills(part).items():
            number = sum(n for way, n in both.items() if _costs(way, channel, route, currency))
            found.append(Charge(channel, route, currency, number, bill))
    return found


def _part(forecast: Forecast, channel: str, route: str) -> Forecast:
    """What is paid for on that way alone."""

    def there(messages: Counter[Way]) -> Counter[Way]:
        return Counter({way: n for way, n in messages.items() if way[:2] == (channel, route)})

    messages, later = there(forecast.messages), there(forecast.messages_later)
    return Forecast(messages=messages, messages_later=later)


def _costs(way: Way, channel: str, route: str, currency: str) -> bool:
    return way[:2] == (channel, route) and way.cost.partition(" ")[2] == currency
