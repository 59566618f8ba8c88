"""How does a report of a run look as JSON: for programs, and for the people at work behind them?"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from towkay.domain.forecast_sums import ForecastSums
from towkay.domain.leaving import ANSWERED_WITHIN, Leaving
from towkay.domain.reconciling import Ending, Fate, Reckoning, sums
from towkay.domain.runs import Run

PEOPLE = (
    *("channel", "account", "user", "state", "reason", "variant", "at", "in_part", "arrived"),
    *("route", "price", "billed", "left"),
)


def plain_run(run: Run, counts: Reckoning, forecast: ForecastSums | None) -> dict[str, Any]:
    """One run: who it is, the sums, and the forecast where somebody made one."""
    return {
        "campaign": run.key.campaign,
        "occurrence": run.key.occurrence,
        "step": run.step,
        "at": _text(run.at),
        "run": run.state.value,
        "version": run.version,
        "planned": run.planned,
        "holds": holds(run, counts),
        **plain_counts(counts),
        "left_until": _text(run.expires_at + ANSWERED_WITHIN),
        "forecast": plain_forecast(forecast) if forecast else None,
    }


def holds(run: Run, counts: Reckoning) -> bool:
    """Whether everybody who was planned was counted, once all are in a chunk."""
    return counts.counted == run.planned if run.is_read else counts.counted >= run.planned


def plain_counts(counts: Reckoning) -> dict[str, Any]:
    """The sums of a run, of a part of it, or of several."""
    return {
        "counted": counts.counted,
        **{fate.value: counts.fates[fate] for fate in Fate},
        "held_out": counts.held_out,
        "arrived": counts.arrived,
        "in_part": counts.in_part,
        "reasons": _by_fate(counts.reasons),
        "variants": _by_name(counts.variants, counts.left_of),
        "channels": _by_name(counts.channels, Counter()),
        "cost": _cost(counts),
        "left": {kind.value: counts.left[kind] for kind in Leaving},
        "left_rate": counts.leaving_rate,
    }


def plain_forecast(forecast: ForecastSums) -> dict[str, Any]:
    return {
        "made_at": _text(forecast.made_at),
        "planned": forecast.planned,
        "reached": forecast.reached,
        "kept_back": {one.reason: one.number for one in forecast.kept_back},
        "cost": {one.currency: {"least": one.least, "most": one.most} for one in forecast.cost},
        "untold": forecast.untold,
    }


def person_row(one: Ending) -> tuple[str, ...]:
    """A person's line of a table, in the order of `PEOPLE`; no words of anybody."""
    paid = (*one.paid, *one.perhaps)
    return (
        *(str(one.contact.channel), one.contact.account, one.contact.user),
        *(one.fate.value, one.reason, one.variant, _text(one.at) if one.at else ""),
        *("yes" if one.in_part else "", "yes" if one.arrived else ""),
        *(_listed(each.route for each in paid), _listed(each.price for each in paid)),
        *(_listed(each.billed for each in paid), one.left.value if one.left else ""),
    )


def _listed(texts: Any) -> str:
    return " + ".join(text for text in texts if text)


def _by_fate(reasons: Counter[tuple[Fate, str]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for (fate, reason), number in sorted(reasons.items()):
        found.setdefault(fate.value, {})[reason] = number
    return found


def _by_name(
    fates: Counter[tuple[str, Fate]], left: Counter[tuple[str, Leaving]]
) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for (name, fate), number in sorted(fates.items()):
        found.setdefault(name, {})[fate.value] = number
    for (name, kind), number in sorted(left.items()):
        found[name][kind.value] = number
    return found


def _cost(counts: Reckoning) -> dict[str, Any]:
    """By policy's prices at the moment of each call, and by the channel's own word."""
    known, untold = sums(counts.paid)
    perhaps, perhaps_untold = sums(counts.perhaps)
    return {
        "known": _amounts(known),
        "untold": untold,
        "perhaps": _amounts(perhaps),
        "perhaps_untold": perhaps_untold,
        "messages": [
            {**one._asdict(), "messages": number} for one, number in sorted(counts.paid.items())
        ],
    }


def _amounts(known: Mapping[str, Decimal]) -> dict[str, str]:
    return {currency: format(amount.normalize(), "f") for currency, amount in sorted(known.items())}


def _text(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
