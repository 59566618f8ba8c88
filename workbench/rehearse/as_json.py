"""What does a rehearsal tell programs? The keys of docs/architecture.md, and what stands behind."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from towkay.domain.forecasts import Forecast, bills, untold
from workbench.rehearse.charges import Charge, charges
from workbench.rehearse.pace import paces_of
from workbench.rehearse.result import ENDS, Result

_MINUTE = 60


def plain_result(result: Result, wall_s: float) -> dict[str, Any]:
    return {
        "planned": result.planned,
        **{state.value: result.of(state) for state in ENDS},
        "doubled": result.doubled,
        "lost": result.lost,
        "wrong": result.wrong,
        "minutes": round(result.last_at / _MINUTE, 2),
        "cost": costs(result.bill),
        "forecast_cost": {name: float(bill.most) for name, bill in bills(result.forecast).items()},
        "wall_s": round(wall_s, 1),
        "peak_mb": round(result.peak_mb, 1),
        **_behind(result),
    }


def _behind(result: Result) -> dict[str, Any]:
    """What the sums are made of."""
    return {
        "holds": result.holds,
        "settled_minutes": round(result.ended_at / _MINUTE, 2),
        "pace": {
            channel: {"peak": pace.peak, "average": round(pace.average, 1)}
            for channel, pace in paces_of(result).items()
        },
        "by_reason": _by_reason(result),
        "by_channel": _by_channel(result),
        "cost_by_channel": {
            f"{channel} {currency}": float(sum_)
            for (channel, currency), sum_ in sorted(result.bill.items())
        },
        "untold_price": dict(result.untold),
        "taken_unseen": result.unseen,
        "calls": dict(sorted(result.calls.items())),
        "faults": {name: number for name, number in sorted(result.faults.items()) if number},
        "over_rate": result.too_fast,
        "forecast": plain_foretold(result.forecast),
    }


def plain_foretold(forecast: Forecast) -> dict[str, Any]:
    """The counts of a forecast, each under a name that says where and why."""
    return {
        "followers": forecast.followers,
        "planned": forecast.planned,
        "reached": forecast.reached,
        "now": _named(forecast.now),
        "later": _named(forecast.later),
        "kept_back": _named(forecast.kept_back),
        "waits": _named(forecast.waits),
        "calls": {
            f"{lane.account.channel} {lane.account.account} {lane.bucket}": number
            for lane, number in sorted(forecast.calls.items(), key=str)
        },
        "cost": {
            currency: {"least": str(bill.least), "most": str(bill.most)}
            for currency, bill in bills(forecast).items()
        },
        "cost_by_way": [_plain_charge(one) for one in charges(forecast)],
        "untold_price": _named(untold(forecast)),
    }


def _plain_charge(one: Charge) -> dict[str, Any]:
    return {
        "channel": one.channel,
        "route": one.route,
        "messages": one.number,
        "currency": one.currency,
        "least": str(one.bill.least),
        "most": str(one.bill.most),
    }


def costs(bill: Mapping[tuple[str, str], Decimal]) -> dict[str, float]:
    """What the channels charge, by currency."""
    found: dict[str, Decimal] = {}
    for (_, currency), amount in bill.items():
        found[currency] = found.get(currency, Decimal(0)) + amount
    return {currency: float(amount) for currency, amount in sorted(found.items())}


def _named(counts: Mapping[Any, int]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for place, number in counts.items():
        found[f"{place[0]} {place[1]}"] += number
    return dict(sorted(found.items()))


def _by_reason(result: Result) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = {}
    for end, number in result.ends.items():
        if end.reason:
            found.setdefault(end.state.value, Counter())[end.reason] += number
    return {state: dict(reasons.most_common()) for state, reasons in sorted(found.items())}


def _by_channel(result: Result) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = {}
    for end, number in result.ends.items():
        found.setdefault(end.channel, Counter())[end.state.value] += number
    return {channel: dict(states) for channel, states in sorted(found.items())}
