"""What can be wrong in a list, in Chinese and in English?"""

from enum import Enum

from workbench.languages import Words


class Mistake(Words, Enum):
    """What can be wrong in a list."""

    NO_CSV = ("不是 CSV：引號沒有成對，請補上", "no CSV: a quotation mark is not closed; close it")
    COLUMN_MISSING = (
        "缺少欄位「{value}」：請加在第一列",
        "the column “{value}” is missing: add it to the first line",
    )
    COLUMN_UNKNOWN = (
        "「{value}」不能當欄位名稱：自訂欄位只用小寫英文、數字和底線",
        "“{value}” is no column: a field of your own has small letters, digits and _",
    )
    COLUMN_TWICE = (
        "欄位「{value}」出現兩次：請留一欄",
        "the column “{value}” is there twice: keep one of them",
    )
    TOO_MANY_CELLS = (
        "這一列的格子比標題多：內容有逗號的，前後要加雙引號",
        "more cells than the header has: what holds a comma stands in quotation marks",
    )
    TOO_FEW_CELLS = (
        "這一列的格子比標題少：沒有內容的欄位也要留空格（逗號）",
        "fewer cells than the header has: a column with nothing in it still takes its comma",
    )
    NOBODYS_ACCOUNT = (
        "{value} 不是存在這裡的帳號：先用 towkay secrets put 存好，或改 channel 和 account",
        "{value} is no account that is stored here: store it first, by towkay secrets put, or mend "
        "channel and account",
    )
    NO_USER = (
        "客人編號「{value}」不能用：要有 1 到 200 個看得見的字",
        "“{value}” is no user id: that is 1 to 200 letters that can be seen",
    )
    NO_LINE_USER = (
        "「{value}」不是 LINE 的客人編號：要是 U 加 32 個數字或 a 到 f，不是 LINE ID",
        "“{value}” is no user id of LINE: that is U and 32 digits or letters a to f, not a LINE ID",
    )
    CONSENT_UNREADABLE = (
        "consent 寫的「{value}」看不懂：用 stopped、yes 或 no",
        "consent says “{value}”: it is stopped, yes or no",
    )
    NO_TAG = (
        "「{value}」不能當標籤：40 字以內，不能有冒號、逗號",
        "“{value}” is no tag: at most 40 letters, no colon or comma",
    )
    NO_VALUE = (
        "欄位「{value}」的內容太長或有換行（最多 100 字）",
        "the field “{value}” holds too much: one line of at most 100 letters",
    )
    NO_TOKEN = (
        "這個通路沒有這種權杖，或權杖超過 200 字：請把 token 留空",
        "this channel has no such tokens, or it is longer than 200 letters: leave token empty",
    )
    NO_TOKEN_KIND = (
        "token_kind「{value}」不認得：recurring_notification 或 one_time_notification",
        "token_kind “{value}” is recurring_notification or one_time_notification",
    )
    NO_MOMENT = (
        "token_expires「{value}」不是日期：要像 2027-03-01",
        "“{value}” is no date like 2027-03-01",
    )
    NO_DAY = (
        "「{value}」不是日子，有活動照它的時間送：要像 1990-02-28 或 02-28",
        "“{value}” is no day, and a campaign is timed by it: like 1990-02-28 or 02-28",
    )
    TWICE = ("客人「{value}」出現兩次：請留一列", "the user “{value}” is there twice: keep one row")
