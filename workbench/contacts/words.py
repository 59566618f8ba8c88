"""What `towkay contacts` says, in Chinese and in English."""

from collections.abc import Mapping
from enum import StrEnum, auto

from workbench.languages import both


class Mistake(StrEnum):
    """What can be wrong in a list."""

    NO_CSV = auto()
    COLUMN_MISSING = auto()
    COLUMN_UNKNOWN = auto()
    COLUMN_TWICE = auto()
    TOO_MANY_CELLS = auto()
    NOBODYS_ACCOUNT = auto()
    NO_USER = auto()
    CONSENT_UNREADABLE = auto()
    NO_TAG = auto()
    NO_VALUE = auto()
    NO_TOKEN = auto()
    NO_TOKEN_KIND = auto()
    NO_MOMENT = auto()
    NO_DAY = auto()
    TWICE = auto()


class Said(StrEnum):
    """Every other sentence of the command."""

    UNKNOWN = auto()
    NO_NAME = auto()
    BAD_TAG = auto()
    BAD_FIELD = auto()
    BAD_VALUE = auto()
    NO_DAY = auto()
    NOTED = auto()
    TAGS = auto()
    FIELDS = auto()
    TOKENS = auto()
    ASKED = auto()
    CAME = auto()
    TOPICS = auto()
    NOTHING = auto()
    LINE = auto()
    MORE = auto()
    NOT_WRITTEN = auto()
    ROWS = auto()
    KNOWN = auto()
    WHAT = auto()
    STOPS = auto()
    CLAIMS = auto()
    TOKENS_IDLE = auto()
    DRY = auto()
    ASK = auto()
    WRITTEN = auto()
    FAILED = auto()
    INDEXED = auto()


_MISTAKES: Mapping[Mistake, Mapping[str, str]] = {
    Mistake.NO_CSV: both("不是 CSV：引號沒有成對", "no CSV: a quotation mark is not closed"),
    Mistake.COLUMN_MISSING: both("缺少欄位「{value}」", "the column “{value}” is missing"),
    Mistake.COLUMN_UNKNOWN: both(
        "「{value}」不能當欄位名稱：自訂欄位只用小寫英文、數字和底線",
        "“{value}” is no column: a field of your own has small letters, digits and _",
    ),
    Mistake.COLUMN_TWICE: both("欄位「{value}」出現兩次", "the column “{value}” is there twice"),
    Mistake.TOO_MANY_CELLS: both("這一列的格子比標題多", "more cells than the header has"),
    Mistake.NOBODYS_ACCOUNT: both(
        "{value} 不是存在這裡的帳號", "{value} is no account that is stored here"
    ),
    Mistake.NO_USER: both("客人編號「{value}」不能用", "“{value}” is no user id"),
    Mistake.CONSENT_UNREADABLE: both(
        "consent 寫的「{value}」看不懂：用 stopped、yes 或 no",
        "consent says “{value}”: it is stopped, yes or no",
    ),
    Mistake.NO_TAG: both(
        "「{value}」不能當標籤：40 字以內，不能有冒號、逗號",
        "“{value}” is no tag: at most 40 letters, no colon or comma",
    ),
    Mistake.NO_VALUE: both(
        "欄位「{value}」的內容太長或有換行（最多 100 字）",
        "the field “{value}” holds too much: one line of at most 100 letters",
    ),
    Mistake.NO_TOKEN: both(
        "這個通路沒有這種權杖，或權杖太長", "this channel has no such tokens, or it is too long"
    ),
    Mistake.NO_TOKEN_KIND: both(
        "token_kind「{value}」不認得：notification_messages 或 one_time_notification",
        "token_kind “{value}” is notification_messages or one_time_notification",
    ),
    Mistake.NO_MOMENT: both(
        "token_expires「{value}」不是日期：要像 2027-03-01", "“{value}” is no date like 2027-03-01"
    ),
    Mistake.NO_DAY: both(
        "「{value}」不是日子，有活動照它的時間送：要像 1990-02-28 或 02-28",
        "“{value}” is no day, and a campaign is timed by it: like 1990-02-28 or 02-28",
    ),
    Mistake.TWICE: both("客人「{value}」出現兩次", "the user “{value}” is there twice"),
}
_SENTENCES: Mapping[Said, Mapping[str, str]] = {
    Said.UNKNOWN: both(
        "這位聯絡人從沒有傳過訊息，沒有紀錄。", "This contact never wrote: there is no record."
    ),
    Said.NO_NAME: both(
        "請用 --by 寫下是誰做的（64 個字以內）。",
        "Say with --by who does it, in at most 64 letters.",
    ),
    Said.BAD_TAG: both(
        "「{value}」不能當標籤：40 字以內，不能有冒號、逗號、分號。",
        "“{value}” is no tag: at most 40 letters, no colon, comma or semicolon.",
    ),
    Said.BAD_FIELD: both(
        "「{value}」不能當欄位名稱：小寫英文開頭，只用小寫英文、數字和底線。",
        "“{value}” is no field: small letters, digits and _, beginning with a letter.",
    ),
    Said.BAD_VALUE: both(
        "內容太長或有換行（最多 100 字）。", "A value is one line of at most 100 letters."
    ),
    Said.NO_DAY: both(
        "「{value}」不是日子，有活動照「{field}」送：要像 1990-02-28，不知道年份就寫 02-28。",
        "“{value}” is no day, and a campaign is timed by {field}: write it like 1990-02-28, or "
        "02-28 where the year is not known.",
    ),
    Said.NOTED: both(
        "已記下。訂閱和停止沒有改變。", "Noted. Consent is as it was: nothing here changes it."
    ),
    Said.TAGS: both("標籤", "tags"),
    Said.FIELDS: both("欄位", "fields"),
    Said.TOKENS: both("權杖", "tokens"),
    Said.ASKED: both("問過訂閱", "asked to subscribe"),
    Said.CAME: both("最近從哪裡來", "came by"),
    Said.TOPICS: both("訂閱", "topics"),
    Said.NOTHING: both("沒有", "none"),
    Said.LINE: both("第 {line} 列：{why}", "line {line}: {why}"),
    Said.MORE: both("…還有 {count} 個問題", "… and {count} more"),
    Said.NOT_WRITTEN: both(
        "名單有 {count} 個問題，什麼都沒有寫入。", "{count} mistakes: nothing was written."
    ),
    Said.ROWS: both("名單上有 {count} 位客人。", "The list names {count} people."),
    Said.KNOWN: both(
        "其中 {known} 位已有紀錄，{new} 位是新的。",
        "{known} of them are known here, {new} are new.",
    ),
    Said.WHAT: both(
        "標籤 {tags} 個、欄位 {fields} 個、權杖 {tokens} 個。",
        "{tags} tags, {fields} fields, {tokens} tokens.",
    ),
    Said.STOPS: both(
        "{count} 位退訂：會停止他們的全部訂閱。",
        "{count} are marked as stopped: all of theirs ends.",
    ),
    Said.CLAIMS: both(
        "{count} 位寫著已同意：名單不能替客人同意，不會寫入；請他們在聊天裡自己按訂閱。",
        "{count} are marked as having agreed. No list can agree for them, so that is left out: "
        "they press the button in the chat themselves.",
    ),
    Said.TOKENS_IDLE: both(
        "權杖只在平台規則還准許的地方有用，而且要客人自己訂閱了主題之後。",
        "A token is of use only where the platform's rules still allow it, and only once its "
        "person has subscribed to a topic themselves.",
    ),
    Said.DRY: both("只是預演，什麼都沒有寫入。", "This was a dry run: nothing was written."),
    Said.ASK: both("要寫入嗎？[y/N] ", "Write it? [y/N] "),
    Said.WRITTEN: both("已寫入 {count} 位。", "{count} were written."),
    Said.INDEXED: both(
        "看過 {count} 位有訂閱紀錄的客人，補上 {written} 筆索引。",
        "{count} people with anything said about topics were looked at; {written} rows were "
        "missing.",
    ),
    Said.FAILED: both(
        "{count} 位沒有寫入（正好有人在寫），再跑一次就好：{lines}",
        "{count} were not written, somebody else was writing; run it again: lines {lines}",
    ),
}


def mistaken(mistake: Mistake, language: str, value: str) -> str:
    return _MISTAKES[mistake][language].format(value=value)


def said(sentence: Said, language: str, **particulars: object) -> str:
    return _SENTENCES[sentence][language].format(**particulars)
