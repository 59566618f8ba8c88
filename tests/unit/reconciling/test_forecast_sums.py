"""Of a forecast its sums are kept, with nothing lost between the channels."""

from tests.support.shop import NOW
from towkay.domain.forecast_sums import ForecastSums, KeptBack, Span, sums_of
from towkay.domain.forecasts import Forecast, Way, Why


def test_channels_are_added_up_and_reasons_and_currencies_stay_apart() -> None:
    found = Forecast(followers=20, planned=12)
    found.now[Way("line", "push")] += 5
    found.later[Way("messenger", "marketing_message")] += 2
    found.kept_back[Why("line", "cap")] += 2
    found.kept_back[Why("messenger", "cap")] += 1
    found.kept_back[Why("line", "holdout")] += 2
    found.messages[Way("line", "push", "0.2 TWD")] += 5
    found.messages_later[Way("line", "push", "0.2 TWD")] += 1
    found.messages_later[Way("messenger", "marketing_message", "?")] += 2

    sums = sums_of(found, NOW)

    assert sums == ForecastSums(
        NOW,
        12,
        7,
        (KeptBack("cap", 3), KeptBack("holdout", 2)),
        (Span("TWD", "1.0", "1.2"),),
        2,
    )
    assert sums.reached + sum(one.number for one in sums.kept_back) == sums.planned
