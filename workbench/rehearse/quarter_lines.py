"""How does a quarter of campaigns look on a terminal, and for programs?"""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from towkay.domain.forecasts import Forecast, by_reason
from towkay.domain.policy.reasons import Reason
from workbench.rehearse.as_json import plain_foretold
from workbench.rehearse.forecast_lines import priced
from workbench.rehearse.quarter import Quarter
from workbench.rehearse.words import Said, why
from workbench.transcript import block

_BAR = 40


def plain_quarter(quarter: Quarter) -> dict[str, Any]:
    return {
        "people": quarter.people,
        "messages_per_person": {str(n): people for n, people in quarter.histogram.items()},
        "cap_collisions": _collisions(quarter),
        "quota_over_on": {
            f"{account.channel} {account.account}": [at.isoformat() for at in moments]
            for account, moments in quarter.over_on.items()
        },
        "campaigns": {
            name: {"firings": quarter.firings[name], **_without_calls(plain_foretold(found))}
            for name, found in quarter.campaigns.items()
        },
        "days": {
            day: {"reached": found.reached, "kept_back": _reasons(found)}
            for day, found in quarter.days.items()
            if found.planned
        },
    }


def _without_calls(told: dict[str, Any]) -> dict[str, Any]:
    """Whom a request is shared with is not looked at so far ahead."""
    return {name: value for name, value in told.items() if name != "calls"}


def lines_of(quarter: Quarter, language: str) -> Iterator[str]:
    """Campaign by campaign, day by day, and how many messages people get."""
    yield block("", Said.JUDGED.spoken(language))
    yield block("", Said.FIRINGS.spoken(language))
    for name, found in quarter.campaigns.items():
        yield f"{name} ×{quarter.firings[name]}"
        yield from _counted(found, language)
    yield block("", Said.DAYS.spoken(language))
    yield from _days(quarter)
    yield from _shares(quarter, language)
    yield block("", Said.COLLISIONS.spoken(language, number=f"{_collisions(quarter):,}"))
    for account, moments in quarter.over_on.items():
        days = ", ".join(f"{at.astimezone(ZoneInfo(quarter.zone)):%Y-%m-%d}" for at in moments)
        yield block("", Said.QUOTA_DAYS.spoken(language, channel=account.channel, days=days))


def _days(quarter: Quarter) -> Iterator[str]:
    for day, found in quarter.days.items():
        if found.planned:
            yield f"{day}  {found.reached:>7,} / {found.planned:,}"


def _shares(quarter: Quarter, language: str) -> Iterator[str]:
    most = max(quarter.histogram.values(), default=1)
    yield Said.PER_PERSON.spoken(language)
    for number, people in quarter.histogram.items():
        yield f"  {number:>3} {'█' * round(_BAR * people / most)} {people:,}"


def _counted(found: Forecast, language: str) -> Iterator[str]:
    told = [f"✓ {found.reached:,}"]
    told += [f"{why(reason, language)} {number:,}" for reason, number in _reasons(found).items()]
    yield block("  ", " · ".join(told))
    yield from priced(found, language)


def _reasons(found: Forecast) -> dict[str, int]:
    """Why people did not get it, the most frequent reason first."""
    return dict(by_reason(found.kept_back).most_common())


def _collisions(quarter: Quarter) -> int:
    """How often somebody had had enough for the day or the week."""
    return sum(_reasons(found).get(Reason.CAP.value, 0) for found in quarter.campaigns.values())
