"""When does a campaign speak, in Chinese and in English?"""

from collections.abc import Mapping

from towkay.domain.schedules import (
    AfterEntry,
    AfterSilence,
    Countdown,
    DayRule,
    Once,
    OnDate,
    OnHoliday,
    Repeated,
    Schedule,
)
from workbench.languages import CHINESE, ENGLISH, both

_DAYS: Mapping[DayRule, Mapping[str, str]] = {
    DayRule.ANY: both("", ""),
    DayRule.WORKDAYS: both("（只在上班日）", " (workdays only)"),
    DayRule.DAYS_OFF: both("（只在放假日）", " (days off only)"),
}


def schedule_said(schedule: Schedule, language: str) -> str:
    """When it speaks, in words."""
    chinese, english = _schedule(schedule)
    return chinese if language == CHINESE else english


def _schedule(schedule: Schedule) -> tuple[str, str]:
    match schedule:
        case Once(at=at):
            return f"{_clock(at)} 一次", f"once, {_clock(at)}"
        case Repeated(cron=cron, days=days):
            return (
                f"重複 {cron}{_DAYS[days][CHINESE]}",
                f"repeatedly, {cron}{_DAYS[days][ENGLISH]}",
            )
        case OnDate(field=field, at=at, days_before=before):
            return (
                f"每年 {field} 前 {before} 天 {at}",
                f"each year, {before} d before {field}, {at}",
            )
        case OnHoliday(name=name, at=at, days_before=before):
            return f"{name} 前 {before} 天 {at}", f"{before} d before {name}, {at}"
        case AfterEntry():
            return "訂閱之後，依步驟", "after subscribing, step by step"
        case AfterSilence(days=days, at=at):
            listed = ", ".join(map(str, days))
            return f"沉默 {listed} 天後 {at}", f"after {listed} silent days, {at}"
        case Countdown(to=to):
            return f"倒數到 {_clock(to)}", f"counting down to {_clock(to)}"


def _clock(wall: str) -> str:
    return wall.replace("T", " ")
