"""What `towkay contacts` says, in Chinese and in English."""

from enum import Enum

from workbench.languages import Words


class Said(Words, Enum):
    """Every sentence of the command, but what is wrong in a list."""

    UNKNOWN = (
        "這位聯絡人從沒有傳過訊息，沒有紀錄。",
        "This contact never wrote: there is no record.",
    )
    BAD_TAG = (
        "「{value}」不能當標籤：40 字以內，不能有冒號、逗號、分號。",
        "“{value}” is no tag: at most 40 letters, no colon, comma or semicolon.",
    )
    BAD_FIELD = (
        "「{value}」不能當欄位名稱：小寫英文開頭，只用小寫英文、數字和底線。",
        "“{value}” is no field: small letters, digits and _, beginning with a letter.",
    )
    BAD_VALUE = ("內容太長或有換行（最多 100 字）。", "A value is one line of at most 100 letters.")
    NO_DAY = (
        "「{value}」不是日子，有活動照「{field}」送：要像 1990-02-28，不知道年份就寫 02-28。",
        "“{value}” is no day, and a campaign is timed by {field}: write it like 1990-02-28, or "
        "02-28 where the year is not known.",
    )
    NOTED = (
        "已記下。訂閱和停止沒有改變。",
        "Noted. Consent is as it was: nothing here changes it.",
    )
    STANDS = ("整體", "as a whole")
    NEVER_STOPPED = ("沒有停止", "no stop")
    STOPPED = ("已停止全部訊息（{day}）", "has stopped everything ({day})")
    SWITCHED_OFF = (
        "在平台上關閉行銷訊息（{day}）",
        "switched marketing off on the platform ({day})",
    )
    BLOCKED = ("封鎖或取消好友（{day}）", "blocked or unfollowed ({day})")
    TAGS = ("標籤", "tags")
    FIELDS = ("欄位", "fields")
    TOKENS = ("權杖", "tokens")
    ASKED = ("問過訂閱", "asked to subscribe")
    CAME = ("最近從哪裡來", "came by")
    TOPICS = ("訂閱", "topics")
    NOTHING = ("沒有", "none")
    LINE = ("第 {line} 列：{why}", "line {line}: {why}")
    MORE = ("…還有 {count} 個問題", "… and {count} more")
    NOT_WRITTEN = (
        "名單有 {count} 個問題，什麼都沒有寫入。",
        "{count} mistakes: nothing was written.",
    )
    ROWS = ("名單上有 {count} 位客人。", "The list names {count} people.")
    KNOWN = (
        "其中 {known} 位已有紀錄，{new} 位是新的。",
        "{known} of them are known here, {new} are new.",
    )
    WHAT = (
        "標籤 {tags} 個、欄位 {fields} 個、權杖 {tokens} 個。",
        "{tags} tags, {fields} fields, {tokens} tokens.",
    )
    STOPS = (
        "{count} 位退訂：會停止他們的全部訂閱。",
        "marked as stopped: {count}; all of theirs ends.",
    )
    CLAIMS = (
        "{count} 位寫著已同意：名單不能替客人同意，不會寫入；請他們在聊天裡自己按訂閱。",
        "marked as having agreed: {count}. No list can agree for them, so that is left out: "
        "they press the button in the chat themselves.",
    )
    TOKENS_IDLE = (
        "權杖只在平台規則還准許的地方有用，而且要客人自己訂閱了主題之後。",
        "A token is of use only where the platform's rules still allow it, and only once its "
        "person has subscribed to a topic themselves.",
    )
    TOKENS_OVER = (
        "{count} 個權杖已經過期，不會寫入。",
        "tokens that have run out and are left out: {count}.",
    )
    TOKENS_ENDLESS = (
        "{count} 個權杖沒有寫 token_expires，不會寫入：請補上到期日，例如 2027-03-01。",
        "tokens left out for want of a token_expires: {count}; write when each ends, as in "
        "2027-03-01.",
    )
    SAYS_NOTHING = (
        "{count} 列沒有要寫的內容，不會建立聯絡人。",
        "rows with nothing to write: {count}; no contact is made of them.",
    )
    NOT_READABLE = (
        "{file} 不是 UTF-8，讀不懂。請在 Excel 用「另存新檔」選「CSV UTF-8（逗號分隔）」，"
        "再試一次。",
        "{file} is not in UTF-8 and cannot be read. In Excel choose Save As, “CSV UTF-8 (Comma "
        "delimited)”, and try again.",
    )
    NO_FILE = (
        "讀不到 {file}。請看檔名和資料夾對不對。",
        "{file} cannot be read. See whether its name and folder are right.",
    )
    DRY = ("只是預演，什麼都沒有寫入。", "This was a dry run: nothing was written.")
    ASK = ("要寫入嗎？[y/N] ", "Write it? [y/N] ")
    WRITTEN = ("已寫入 {count} 位。", "{count} were written.")
    INDEXED = (
        "看過 {count} 位有訂閱紀錄的客人，補上 {written} 筆索引。",
        "{count} people with anything said about topics were looked at; {written} rows were "
        "missing.",
    )
    BROUGHT = (
        "{count} 個權杖是以前的名單帶來的，已改記為 recurring_notification。",
        "{count} tokens came with a list of before: they are recurring_notification now.",
    )
    FAILED = (
        "{count} 位沒有寫入（正好有人在寫），再跑一次就好：{lines}",
        "{count} were not written, somebody else was writing; run it again: lines {lines}",
    )
