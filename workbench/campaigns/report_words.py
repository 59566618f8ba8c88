"""What `towkay campaigns report` says, in Chinese and in English."""

from collections.abc import Mapping
from enum import StrEnum, auto

from towkay.domain.reconciling import Fate
from workbench.policy_words import Words


class Line(StrEnum):
    """Every sentence of a report."""

    NO_RUN = auto()
    SUM = auto()
    BROKEN = auto()
    HELD_OUT = auto()
    IN_PART = auto()
    VARIANT = auto()
    COST = auto()
    PERHAPS = auto()
    UNTOLD = auto()
    FREE = auto()
    BILLED = auto()
    LEFT = auto()
    STILL = auto()
    FORECAST = auto()
    TOGETHER = auto()
    MORE = auto()
    WRITTEN = auto()


LINES: Mapping[Line, Words] = {
    Line.NO_RUN: Words("沒有這次發送：{name}", "There is no such firing: {name}"),
    Line.SUM: Words("名單 {planned} 人 = {parts}", "{planned} planned = {parts}"),
    Line.BROKEN: Words(
        "！帳對不起來：名單 {planned} 人，數到 {counted} 人",
        "! The books do not balance: {planned} planned, {counted} counted",
    ),
    Line.HELD_OUT: Words(
        "對照組 {number} 人沒有發，用來看成效", "{number} left out, so that the effect can be told"
    ),
    Line.IN_PART: Words("{number} 人只收到一部分", "{number} of them got only a part of it"),
    Line.VARIANT: Words("版本 {name}：{parts}", "variant {name}: {parts}"),
    Line.COST: Words("費用 {sums}", "cost {sums}"),
    Line.PERHAPS: Words(
        "；送達與否不明的最多再 {sums}", "; at most {sums} more for what is unclear"
    ),
    Line.UNTOLD: Words("{number} 則價格不明", "{number} at a price nobody told us"),
    Line.FREE: Words("免費", "nothing"),
    Line.BILLED: Words("平台計價 {listed}", "billed by the channel: {listed}"),
    Line.LEFT: Words(
        "48 小時內離開：退訂 {stopped}、封鎖 {blocked}，佔收到的 {rate}",
        "left within 48 h: {stopped} stopped, {blocked} blocked, {rate} of those who got it",
    ),
    Line.STILL: Words("（數到 {until}）", " (counted until {until})"),
    Line.FORECAST: Words(
        "預估（{at}）：{planned} 人中 {reached} 人會收到，費用 {sums}",
        "forecast of {at}: {reached} of {planned} get it, cost {sums}",
    ),
    Line.TOGETHER: Words("合計 {runs} 次發送", "{runs} firings together"),
    Line.MORE: Words(
        "還有 {number} 次較早的發送：--occurrence 名稱，或 --json",
        "{number} earlier firings: --occurrence NAME, or --json",
    ),
    Line.WRITTEN: Words("每人一列：{path}", "a row for each person: {path}"),
}
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


def said(line: Line, language: str, **particulars: str) -> str:
    """A sentence with its particulars."""
    return LINES[line].spoken(language).format(**particulars)


def fates_said(counts: Mapping[Fate, int], language: str, *, all_of_them: bool) -> str:
    """The parts of a sum; with all of them also those that are 0, but what is under way."""
    shown = (one for one in Fate if counts[one] or (all_of_them and one in _ALWAYS))
    joint = " + " if all_of_them else ", "
    return joint.join(f"{FATES[one].spoken(language)} {counts[one]:,}" for one in shown)
