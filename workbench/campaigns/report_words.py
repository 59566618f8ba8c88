"""What `towkay campaigns report` says, in Chinese and in English."""

from collections.abc import Mapping
from enum import Enum

from towkay.domain.reconciling import Fate
from workbench.languages import Words


class Line(Words, Enum):
    """Every sentence of a report."""

    NO_RUN = (
        "沒有這次發送：{name}；有哪些：towkay campaigns report {campaign}{place}",
        "There is no such firing: {name}; those there are: towkay campaigns report "
        "{campaign}{place}",
    )
    SUM = ("名單 {planned} 人 = {parts}", "{planned} planned = {parts}")
    BROKEN = (
        "！帳對不起來：名單 {planned} 人，數到 {counted} 人",
        "! The books do not balance: {planned} planned, {counted} counted",
    )
    HELD_OUT = (
        "對照組 {number} 人沒有發，用來看成效",
        "{number} left out, so that the effect can be told",
    )
    IN_PART = ("{number} 人只收到一部分", "{number} of them got only a part of it")
    VARIANT = ("版本 {name}：{parts}", "variant {name}: {parts}")
    COST = ("費用 {sums}", "cost {sums}")
    PERHAPS = ("；送達與否不明的最多再 {sums}", "; at most {sums} more for what is unclear")
    UNTOLD = ("{number} 則價格不明", "{number} at a price nobody told us")
    FREE = ("免費", "nothing")
    BILLED = ("平台計價 {listed}", "billed by the channel: {listed}")
    LEFT = (
        "48 小時內離開：退訂 {stopped}、封鎖 {blocked}，佔收到的 {rate}",
        "left within 48 h: {stopped} stopped, {blocked} blocked, {rate} of those who got it",
    )
    STILL = ("（數到 {until}）", " (counted until {until})")
    FORECAST = (
        "預估（{at}）：{planned} 人中 {reached} 人會收到，費用 {sums}",
        "forecast of {at}: {reached} of {planned} get it, cost {sums}",
    )
    TOGETHER = ("合計 {runs} 次發送", "{runs} firings together")
    MORE = (
        "還有 {number} 次較早的發送：--occurrence 名稱，或 --json",
        "{number} earlier firings: --occurrence NAME, or --json",
    )
    WRITTEN = ("每人一列：{path}", "a row for each person: {path}")


FATES: Mapping[Fate, Words] = {
    Fate.SENT: Words("已送出", "sent"),
    Fate.REFUSED: Words("平台拒絕", "refused"),
    Fate.SUPPRESSED: Words("不發", "suppressed"),
    Fate.UNKNOWN: Words("待證實", "unknown"),
    Fate.PARKED: Words("擱置", "parked"),
    Fate.OPEN: Words("進行中", "open"),
    Fate.FORGOTTEN: Words("紀錄已過保存期限", "no longer on record"),
}
_ALWAYS = (Fate.SENT, Fate.REFUSED, Fate.SUPPRESSED, Fate.UNKNOWN, Fate.PARKED)


def fates_said(counts: Mapping[Fate, int], language: str, *, all_of_them: bool) -> str:
    """The parts of a sum; with all of them also those that are 0, but what is under way."""
    shown = (one for one in Fate if counts[one] or (all_of_them and one in _ALWAYS))
    joint = " + " if all_of_them else ", "
    return joint.join(f"{FATES[one].spoken(language)} {counts[one]:,}" for one in shown)
