"""What can be wrong in holidays.csv, in words, in Chinese and in English."""

from enum import StrEnum

from towkay.packs.wording import Wording


class DayMistake(StrEnum):
    """Every kind of mistake that only a list of days can have."""

    DAY_UNREADABLE = "day_unreadable"
    DAY_KIND_UNKNOWN = "day_kind_unknown"
    DAY_TWICE = "day_twice"
    DAY_NAMELESS = "day_nameless"


DAYS: dict[StrEnum, Wording] = {
    DayMistake.DAY_UNREADABLE: Wording(
        "「{value}」不是日期",
        "請寫成 2026-09-25 的樣子",
        "“{value}” is no day",
        "write it as in 2026-09-25",
    ),
    DayMistake.DAY_KIND_UNKNOWN: Wording(
        "「{value}」不是日子的種類",
        "請寫 off（放假）、work（補班）或 named（只有名稱）",
        "“{value}” is no kind of day",
        "write off (nobody works), work (a weekend that is worked) or named (only a name)",
    ),
    DayMistake.DAY_TWICE: Wording(
        "{value} 既放假又補班（另一次在第 {first} 行）",
        "請刪掉其中一行",
        "{value} is both off and worked (line {first} has the other)",
        "delete one of the two lines",
    ),
    DayMistake.DAY_NAMELESS: Wording(
        "種類是 named，卻沒有名稱",
        "請在 name 欄寫一個英文代號，例如 mid_autumn",
        "its kind is named, and it has no name",
        "write a name without spaces into the column name, for example mid_autumn",
    ),
}
