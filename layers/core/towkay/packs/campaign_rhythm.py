"""Does one campaign alone come more often than its topic promises, or than the brand's caps let?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from towkay.domain.calendar.walls import on_day, wall_before
from towkay.domain.campaigns import Campaign
from towkay.domain.schedules import AfterEntry, AfterSilence, Countdown, Repeated, StepTime
from towkay.packs.campaign_context import Calendar, Known
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.campaigns_file import Written
from towkay.packs.findings import Findings

_DAY = timedelta(days=1)
_LOOKED_AT = timedelta(days=366)
_START = datetime(2026, 1, 1)  # noqa: DTZ001  # a wall has no zone


@dataclass(frozen=True, slots=True)
class _Sent:
    """One message, as long after the beginning as said; `floats` where that is only the day."""

    after: timedelta
    floats: bool = False

    def least_until(self, later: "_Sent") -> timedelta:
        """The least time to a later message of the same person.

        Whoever enters a minute before midnight gets tomorrow's message soonest.
        """
        apart = later.after - self.after
        if later.floats and not self.floats:
            apart -= _DAY
        return max(apart, timedelta(0))


def check_rhythm(written: Written, known: Known, findings: Findings) -> None:
    """What was promised is a mistake to break; what a cap will hold back is worth a note."""
    campaign = written.campaign
    sent = sorted(_sent(campaign, known.calendar), key=lambda one: one.after)
    cadence = known.topics[campaign.topic].cadence
    if cadence is not None and (least := _least(sent, 1)) < cadence.spacing:
        said = {
            "value": cadence.value,
            "topic": campaign.topic,
            "hours": least // timedelta(hours=1),
        }
        findings.add(CampaignKind.RHYTHM, written.when, **said)
    for cap in known.caps:
        # At the very end of a cap's time a minute more or less decides.
        is_met = _least(sent, cap.most) <= timedelta(seconds=cap.within_s)
        if cap.binds(campaign.purpose, campaign.topic) and is_met:
            said = {"most": cap.most, "hours": round(cap.within_s / 3600)}
            findings.add(CampaignKind.CAPPED, written.when, **said)


def _least(sent: Sequence[_Sent], most: int) -> timedelta:
    """The least time within which one more than `most` of them come."""
    times = (early.least_until(late) for early, late in zip(sent, sent[most:], strict=False))
    return min(times, default=timedelta.max)


def _sent(campaign: Campaign, calendar: Calendar) -> list[_Sent]:
    """All that one person may get of it, for a year of what never ends."""
    match campaign.schedule:
        case Repeated(cron=cron):
            walls = calendar.cron(cron, _START, _START + _LOOKED_AT)
            return [_Sent(wall - _START) for wall in walls]
        case AfterSilence(days=days):
            return [_Sent(timedelta(days=number)) for number in days]
        case Countdown(to=to):
            return _of_steps(campaign, lambda time: _before(time, to))
        case AfterEntry():
            return _of_steps(campaign, _after)
        case _:
            return []


def _of_steps(campaign: Campaign, sent: Callable[[StepTime], _Sent]) -> list[_Sent]:
    return [sent(step.time or StepTime(0)) for step in campaign.steps]


def _before(time: StepTime, to: str) -> _Sent:
    return _Sent(wall_before(datetime.fromisoformat(to), time) - _START)


def _after(time: StepTime) -> _Sent:
    after = timedelta(seconds=time.after_s)
    if not time.at:
        return _Sent(after)
    return _Sent(on_day((_START + after).date(), time.at) - _START, floats=True)
