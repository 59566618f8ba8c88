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
from workbench.languages import Words

_DAYS: Mapping[DayRule, Words] = {
    DayRule.ANY: Words("", ""),
    DayRule.WORKDAYS: Words("（只在上班日）", " (workdays only)"),
    DayRule.DAYS_OFF: Words("（只在放假日）", " (days off only)"),
}


def schedule_said(schedule: Schedule, language: str) -> str:
    """When it speaks, in words."""
    return _in_words(schedule).spoken(language)


def _in_words(schedule: Schedule) -> Words:
    match schedule:
        case Once(at=at):
            return Words(f"{_clock(at)} 一次", f"once, {_clock(at)}")
        case Repeated(cron=cron, days=days):
            return Words(f"重複 {cron}{_DAYS[days].zh}", f"repeatedly, {cron}{_DAYS[days].en}")
        case OnDate(field=field, at=at, days_before=before):
            return Words(
                f"每年 {field} 前 {before} 天 {at}",
                f"each year, {before} d before {field}, {at}",
            )
        case OnHoliday(name=name, at=at, days_before=before):
            return Words(f"{name} 前 {before} 天 {at}", f"{before} d before {name}, {at}")
        case AfterEntry():
            return Words("訂閱之後，依步驟", "after subscribing, step by step")
        case AfterSilence(days=days, at=at):
            listed = ", ".join(map(str, days))
            return Words(f"沉默 {listed} 天後 {at}", f"after {listed} silent days, {at}")
        case Countdown(to=to):
            return Words(f"倒數到 {_clock(to)}", f"counting down to {_clock(to)}")


def _clock(wall: str) -> str:
    return wall.replace("T", " ")
