"""What can be wrong in the files of carriers/, in words, in Chinese and in English."""

from collections.abc import Mapping
from enum import StrEnum

from towkay.packs.findings import WORDINGS as PACK_WORDINGS
from towkay.packs.wording import Wording


class CarrierKind(StrEnum):
    """Every kind of mistake that only these tables know; the value is its stable name."""

    SAME_CODE = "same_code"
    UNKNOWN_WORD = "unknown_word"
    SAYS_NOTHING = "says_nothing"


WORDINGS: Mapping[StrEnum, Wording] = {
    **PACK_WORDINGS,
    CarrierKind.SAME_CODE: Wording(
        "代碼「{value}」已經寫過，在第 {first} 行（大小寫視為相同）",
        "每個代碼只留一列",
        "the code “{value}” already has a row, on line {first}; capitals make no difference",
        "keep one row for each code",
    ),
    CarrierKind.UNKNOWN_WORD: Wording(
        "「{key}」不認得「{value}」",
        "最接近的：{nearest}",
        "“{key}” knows no “{value}”",
        "the nearest: {nearest}",
    ),
    CarrierKind.SAYS_NOTHING: Wording(
        "代碼「{value}」沒說是什麼里程碑",
        "寫 milestone；不告訴客人就寫 none；跟著 status 走就寫 follows: true",
        "the row of “{value}” says no milestone",
        "write one, or none for what nobody is told, or follows: true where the status decides",
    ),
}
