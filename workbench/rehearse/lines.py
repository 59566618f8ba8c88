"""What does a rehearsal tell people?"""

from collections import Counter
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from towkay.domain.forecasts import bills
from towkay.domain.sends import SendState
from workbench.money import money
from workbench.rehearse.as_json import costs
from workbench.rehearse.pace import paces_of
from workbench.rehearse.plan import Play
from workbench.rehearse.result import Result
from workbench.rehearse.words import STATES, Said, why
from workbench.transcript import block, padded

_MINUTE = 60
_NAMED = 14  # columns


def heading(play: Play, language: str) -> str:
    """Which firing is played, on its campaign's own wall."""
    campaign, firing = play.campaign, play.occurrence
    told = Said.FIRING.spoken(
        language,
        campaign=campaign.id,
        name=campaign.name,
        at=f"{firing.at.astimezone(ZoneInfo(campaign.zone)):%Y-%m-%d %H:%M}",
        zone=campaign.zone,
        step=firing.step,
    )
    return block("", told)


def lines_of(result: Result, wall_s: float, language: str) -> Iterator[str]:
    """At most a screen, the sums first."""
    planned, followers = f"{result.planned:,}", f"{result.forecast.followers:,}"
    yield Said.PLANNED.spoken(language, planned=planned, followers=followers)
    comma = Said.COMMA.spoken(language)
    for state in (one for one in SendState if result.of(one)):
        head = padded(f"  {STATES[state].spoken(language)}", _NAMED) + f"{result.of(state):>11,}  "
        yield block(head, comma.join(_reasons(result, state, language))).rstrip()
    yield from (block("  ", told) for told in _sums(result, language))
    yield Said.BOOKS.spoken(language, doubled=result.doubled, lost=result.lost, wrong=result.wrong)
    yield (Said.HOLDS if result.holds else Said.BROKEN).spoken(language)
    yield Said.TOOK.spoken(language, wall=f"{wall_s:,.1f}", peak=f"{result.peak_mb:,.0f}")


def _sums(result: Result, language: str) -> Iterator[str]:
    """Time and money, foretold and charged, and what was made to go wrong."""
    last, settled = (f"{one / _MINUTE:,.1f}" for one in (result.last_at, result.ended_at))
    yield Said.TIME.spoken(language, minutes=last, settled=settled)
    if result.minutes:
        yield Said.PACE_OF.spoken(language, paces=" · ".join(_paces(result, language)))
    if result.unseen:
        yield Said.UNSEEN.spoken(language, number=f"{result.unseen:,}")
    yield Said.COST.spoken(language, cost=_money(costs(result.bill)))
    most = {currency: float(bill.most) for currency, bill in bills(result.forecast).items()}
    reached = f"{result.forecast.reached:,}"
    yield Said.FORECAST.spoken(language, cost=_money(most), reached=reached)
    if result.untold:
        yield Said.UNTOLD.spoken(language, number=f"{result.untold.total():,}")
    if result.faults.total():
        told = (f"{name} {number:,}" for name, number in result.faults.most_common() if number)
        yield Said.FAULTS.spoken(language, faults=" · ".join(told))


def _paces(result: Result, language: str) -> Iterator[str]:
    for channel, pace in paces_of(result).items():
        peak, average = f"{pace.peak:,}", f"{pace.average:,.0f}"
        yield Said.PACE_OF_ONE.spoken(language, channel=channel, peak=peak, average=average)


def _reasons(result: Result, state: SendState, language: str) -> Iterator[str]:
    counted: Counter[str] = Counter()
    for end, number in result.ends.items():
        if end.state is state and end.reason:
            counted[why(end.reason, language)] += number
    for reason, number in sorted(counted.items(), key=lambda one: (-one[1], one[0])):
        yield f"{reason} {number:,}"


def _money(sums: dict[str, float]) -> str:
    return " + ".join(money(amount, currency) for currency, amount in sums.items()) or "0"
