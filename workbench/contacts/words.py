"""What `towkay contacts` says, in Chinese and in English."""

from collections.abc import Mapping
from enum import StrEnum, auto

from workbench.languages import both


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
    TOKENS_OVER = auto()
    TOKENS_ENDLESS = auto()
    SAYS_NOTHING = auto()
    NOT_READABLE = auto()
    NO_FILE = auto()
    DRY = auto()
    ASK = auto()
    WRITTEN = auto()
    FAILED = auto()
    INDEXED = auto()


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
    Said.TOKENS_OVER: both(
        "{count} 個權杖已經過期，不會寫入。", "{count} tokens have run out and are left out."
    ),
    Said.TOKENS_ENDLESS: both(
        "{count} 個權杖沒有寫 token_expires，不會寫入：請補上到期日，例如 2027-03-01。",
        "{count} tokens have no token_expires and are left out: write when each ends, as in "
        "2027-03-01.",
    ),
    Said.SAYS_NOTHING: both(
        "{count} 列沒有要寫的內容，不會建立聯絡人。",
        "{count} rows hold nothing to write: no contact is made of them.",
    ),
    Said.NOT_READABLE: both(
        "{file} 不是 UTF-8，讀不懂。請在 Excel 用「另存新檔」選「CSV UTF-8（逗號分隔）」，"
        "再試一次。",
        "{file} is not in UTF-8 and cannot be read. In Excel choose Save As, “CSV UTF-8 (Comma "
        "delimited)”, and try again.",
    ),
    Said.NO_FILE: both(
        "讀不到 {file}。請看檔名和資料夾對不對。",
        "{file} cannot be read. See whether its name and folder are right.",
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


def said(sentence: Said, language: str, **particulars: object) -> str:
    return _SENTENCES[sentence][language].format(**particulars)
