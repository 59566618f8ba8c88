"""What can be wrong in menus.yaml, in words, in Chinese and in English."""

from enum import StrEnum

from towkay.packs.wording import Wording


class MenuKind(StrEnum):
    """Every kind of mistake that only menus.yaml can have."""

    TAP_NO_TARGET = "tap_no_target"
    TAP_TWO_TARGETS = "tap_two_targets"
    TAP_UNKNOWN_ID = "tap_unknown_id"
    TOO_MANY_TAPS = "too_many_taps"
    TAP_TEXT_LONG = "tap_text_long"
    TAP_TEXT_EMOJI = "tap_text_emoji"
    TAP_WORDS_TAKEN = "tap_words_taken"
    BAD_COMMAND = "bad_command"
    PICTURE_MISSING = "picture_missing"
    BAD_PICTURE = "bad_picture"
    BAD_GRID = "bad_grid"
    BAD_AREA = "bad_area"
    TWO_DEFAULTS = "two_defaults"


MENUS: dict[StrEnum, Wording] = {
    MenuKind.TAP_NO_TARGET: Wording(
        "這一項點了沒有反應：沒有寫 {allowed}",
        "請寫其中一個，例如 asks: 接 faq.csv 的 id",
        "a tap here does nothing: there is none of {allowed}",
        "write one of them, for example asks: and an id of faq.csv",
    ),
    MenuKind.TAP_TWO_TARGETS: Wording(
        "這一項同時寫了 {found}，不知道點了要做哪一個",
        "只留一個",
        "a tap here would do several things: {found}",
        "keep one of them",
    ),
    MenuKind.TAP_UNKNOWN_ID: Wording(
        "「{value}」在{where_zh}沒有",
        "請改成有的名稱，最接近的：{nearest}",
        "there is no “{value}” in {where_en}",
        "write one that is there, the nearest: {nearest}",
    ),
    MenuKind.TOO_MANY_TAPS: Wording(
        "「{key}」有 {count} 項，{channel} 最多 {limit} 項",
        "請只留下最重要的 {limit} 項",
        "“{key}” has {count} entries, {channel} takes {limit}",
        "keep the {limit} that matter most",
    ),
    MenuKind.TAP_TEXT_LONG: Wording(
        "「{value}」有 {length} 個字，{channel} 最多 {limit} 個",
        "請縮短到 {limit} 個字以內",
        "“{value}” has {length} characters, {channel} takes {limit}",
        "shorten it to {limit}",
    ),
    MenuKind.TAP_TEXT_EMOJI: Wording(
        "「{value}」有表情符號，WhatsApp 的開場問題不收",
        "請拿掉表情符號",
        "there is an emoji in “{value}”; WhatsApp refuses it in a first question",
        "take the emoji out",
    ),
    MenuKind.TAP_WORDS_TAKEN: Wording(
        "「{value}」在 faq.csv 是「{other}」的問法，這裡卻要它問「{asks}」",
        "兩邊寫成同一則，或換個說法：WhatsApp 會把這句話原樣送來",
        "“{value}” is a way to ask “{other}” in faq.csv, but here it asks “{asks}”",
        "make both the same entry, or use other words: WhatsApp sends exactly this text",
    ),
    MenuKind.BAD_COMMAND: Wording(
        "「{value}」不能當指令",
        "只用小寫英文、數字和底線，最多 {limit} 個字，不要寫斜線",
        "“{value}” cannot be a command",
        "use small letters, digits and _, at most {limit}, and no slash",
    ),
    MenuKind.PICTURE_MISSING: Wording(
        "找不到圖片 {value}",
        "請把圖片放進品牌資料夾，路徑從資料夾算起，例如 menus/main.png",
        "there is no picture {value}",
        "put it into the brand's folder; the path begins there, for example menus/main.png",
    ),
    MenuKind.BAD_PICTURE: Wording(
        "圖片 {value} 不能用：{problem_zh}",
        "LINE 收 PNG 或 JPEG，寬 800 到 2500、高 250 以上、寬至少是高的 1.45 倍，最大 1 MB",
        "the picture {value} cannot be used: {problem_en}",
        "LINE takes PNG or JPEG, 800 to 2500 wide, 250 or more high, 1.45 times as wide, 1 MB",
    ),
    MenuKind.BAD_GRID: Wording(
        "「{value}」不是格子",
        "寫成「欄x列」，例如 3x2，而且項目數要剛好（{count} 項）",
        "“{value}” is no grid",
        "write columns x rows, for example 3x2, for exactly as many entries ({count})",
    ),
    MenuKind.BAD_AREA: Wording(
        "「{value}」不是圖片裡的一塊",
        "寫成「左,上,寬,高」四個像素數，不要超出圖片（{width}x{height}）",
        "“{value}” is no part of the picture",
        "write left,top,width,height in pixels, within the picture ({width}x{height})",
    ),
    MenuKind.TWO_DEFAULTS: Wording(
        "有兩個圖文選單都是 default，第一個在第 {first} 行",
        "只留一個 default: true",
        "two rich menus are the default, the first on line {first}",
        "keep one default: true",
    ),
}
