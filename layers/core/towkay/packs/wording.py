"""What can be wrong in any file of a brand pack, in words, in Chinese and in English."""

from enum import StrEnum
from typing import NamedTuple


class Wording(NamedTuple):
    """The reason and the remedy of one kind of mistake; `{name}` stands for its particulars."""

    zh: str
    zh_remedy: str
    en: str
    en_remedy: str


class Kind(StrEnum):
    """Every kind of mistake and note; the value is its stable name in machine-read output."""

    FILE_MISSING = "file_missing"
    FILE_UNKNOWN = "file_unknown"
    NOT_UTF8 = "not_utf8"
    CONTROL_CHARACTER = "control_character"
    BAD_YAML = "bad_yaml"
    FULL_WIDTH_COLON = "full_width_colon"
    UNKNOWN_KEY = "unknown_key"
    MISSING_KEY = "missing_key"
    DUPLICATE_KEY = "duplicate_key"
    WRONG_TYPE = "wrong_type"
    EMPTY_VALUE = "empty_value"
    BAD_ID = "bad_id"
    BAD_NUMBER = "bad_number"
    BAD_LANGUAGE = "bad_language"
    UNKNOWN_LANGUAGE = "unknown_language"
    MISSING_LANGUAGE = "missing_language"
    LABEL_TOO_LONG = "label_too_long"
    TEXT_LONG = "text_long"
    TEXT_TOO_LONG = "text_too_long"
    BAD_ZONE = "bad_zone"
    BAD_TIME = "bad_time"
    BAD_DATE = "bad_date"
    EMPTY_SPAN = "empty_span"
    LONG_NIGHT = "long_night"
    OVERLAPPING_SPANS = "overlapping_spans"
    NEVER_OPEN = "never_open"
    COMMENT_CUTS_TEXT = "comment_cuts_text"
    PLACEHOLDER_UNKNOWN = "placeholder_unknown"
    PLACEHOLDER_MISSING = "placeholder_missing"
    UNKNOWN_CHANNEL = "unknown_channel"
    BAD_ACCOUNT = "bad_account"
    REPEATED_ENTRY = "repeated_entry"
    MENU_UNKNOWN_ID = "menu_unknown_id"
    MENU_TOO_LONG = "menu_too_long"
    BAD_CLOCK = "bad_clock"
    BAD_SWITCH = "bad_switch"
    QUIET_ALL_DAY = "quiet_all_day"
    QUIET_BY_DAY = "quiet_by_day"
    UNKNOWN_PURPOSE = "unknown_purpose"
    CAP_SPAN = "cap_span"
    CAPS_TOO_MANY = "caps_too_many"
    BAD_COUNTRY = "bad_country"
    UNKNOWN_SETTING = "unknown_setting"
    SETTING_IDLE = "setting_idle"
    NO_QUOTA = "no_quota"
    NO_TOPICS = "no_topics"
    TOO_MANY_TOPICS = "too_many_topics"
    TOPIC_NAME_TOO_LONG = "topic_name_too_long"
    TOPIC_NAME_STOPS_ALL = "topic_name_stops_all"
    BAD_CSV = "bad_csv"
    CSV_SEPARATOR = "csv_separator"
    CSV_HEADER = "csv_header"
    ROW_CELLS = "row_cells"
    FAQ_EMPTY = "faq_empty"
    FAQ_LONG = "faq_long"
    FAQ_TOO_LONG = "faq_too_long"
    DUPLICATE_ID = "duplicate_id"
    DUPLICATE_PHRASE = "duplicate_phrase"
    COMMAND_WORD = "command_word"
    EMPTY_QUESTION = "empty_question"
    EMPTY_ANSWER = "empty_answer"
    NO_WORDS = "no_words"
    FEW_PHRASES = "few_phrases"
    QUESTION_AS_BUTTON = "question_as_button"
    UNTRANSLATED = "untranslated"
    BAD_LINK = "bad_link"
    LINK_NOT_HTTPS = "link_not_https"
    LINK_NOT_ENCODED = "link_not_encoded"
    LINK_TOO_LONG = "link_too_long"
    LINK_NOT_PUBLIC = "link_not_public"
    IMAGE_NOT_PUBLIC = "image_not_public"
    IMAGE_FORMAT = "image_format"
    ALT_WITHOUT_IMAGE = "alt_without_image"
    BAD_LINKS_CELL = "bad_links_cell"
    TEXT_ABOVE_LINKS_LONG = "text_above_links_long"
    ANSWER_TOO_BIG = "answer_too_big"
    UNKNOWN_CARDS = "unknown_cards"
    CARDS_DIFFER = "cards_differ"
    UNUSED_CARDS = "unused_cards"
    CARD_ONLY_TITLE = "card_only_title"
    CARD_TITLE_TOO_LONG = "card_title_too_long"
    CARD_TEXT_LONG = "card_text_long"
    TOO_MANY_CARDS = "too_many_cards"
    TOO_MANY_BUTTONS = "too_many_buttons"
    BUTTON_NO_TARGET = "button_no_target"
    BUTTON_TWO_TARGETS = "button_two_targets"
    BUTTON_UNKNOWN_ID = "button_unknown_id"
    BUTTON_ASKS_ITSELF = "button_asks_itself"


# A note is worth knowing and stops nothing.
NOTES = frozenset(
    {
        Kind.FILE_UNKNOWN,
        Kind.SETTING_IDLE,
        Kind.TEXT_LONG,
        Kind.LONG_NIGHT,
        Kind.QUIET_BY_DAY,
        Kind.TOPIC_NAME_STOPS_ALL,
        Kind.COMMENT_CUTS_TEXT,
        Kind.FAQ_LONG,
        Kind.FEW_PHRASES,
        Kind.QUESTION_AS_BUTTON,
        Kind.UNTRANSLATED,
        Kind.IMAGE_FORMAT,
        Kind.ALT_WITHOUT_IMAGE,
        Kind.TEXT_ABOVE_LINKS_LONG,
        Kind.UNUSED_CARDS,
        Kind.CARD_TEXT_LONG,
        Kind.BUTTON_ASKS_ITSELF,
    }
)

FILES_AND_YAML: dict[Kind, Wording] = {
    Kind.FILE_MISSING: Wording(
        "找不到 {name}",
        "請在品牌資料夾裡放一個 {name}，可從 brands/demo 複製一份來改",
        "{name} is missing",
        "put a {name} into the brand's folder; copy the one of brands/demo to begin",
    ),
    Kind.FILE_UNKNOWN: Wording(
        "不認得「{name}」這個檔案，裡面的內容不會生效",
        "檔名若打錯請更正（最接近的檔名：{nearest}），用不到就移走",
        "“{name}” is not a file of a brand pack, nothing in it takes effect",
        "correct its name (nearest: {nearest}) or move it away",
    ),
    Kind.NOT_UTF8: Wording(
        "檔案不是 UTF-8 編碼（看起來是 {guess}）",
        "請另存成 UTF-8；Excel 選「CSV UTF-8（逗號分隔）」",
        "the file is not UTF-8 (it looks like {guess})",
        "save it as UTF-8; in Excel choose “CSV UTF-8 (comma delimited)”",
    ),
    Kind.CONTROL_CHARACTER: Wording(
        "含有看不見的控制字元 {code}",
        "請刪掉那個字元，重新打字最保險",
        "there is an invisible control character, {code}",
        "delete it; typing the text anew is the surest way",
    ),
    Kind.BAD_YAML: Wording(
        "YAML 格式讀不懂：{problem}",
        "請檢查這一行和上一行的縮排、冒號和引號；文字含冒號時用引號包起來",
        "the YAML cannot be read: {problem}",
        "check indentation, colons and quotes here and one line up; quote a text with a colon",
    ),
    Kind.FULL_WIDTH_COLON: Wording(
        "「{key}」後面是全形冒號「：」，電腦讀不懂",
        "請把全形冒號「：」改成半形「:」再加一個空格",
        "“{key}” is followed by a full-width colon “：”, which is no colon to YAML",
        "write an ordinary colon “:” and a space instead of “：”",
    ),
    Kind.UNKNOWN_KEY: Wording(
        "不認得「{key}」這個名稱",
        "是不是打錯了？最接近的名稱：{nearest}",
        "“{key}” is not a known key",
        "is it misspelt? The nearest: {nearest}",
    ),
    Kind.MISSING_KEY: Wording(
        "「{parent}」少了「{key}」",
        "請補上「{key}」；寫法見 {page}",
        "“{parent}” lacks “{key}”",
        "add “{key}”; {page} shows how",
    ),
    Kind.DUPLICATE_KEY: Wording(
        "「{key}」寫了兩次，第一次在第 {first} 行",
        "只留一個，另一個刪掉",
        "“{key}” is there twice, first on line {first}",
        "keep one of them",
    ),
    Kind.WRONG_TYPE: Wording(
        "「{key}」這裡應該是{wanted_zh}，卻寫成了{found_zh}",
        "請改成{wanted_zh}；寫法見 {page}",
        "“{key}” should be {wanted_en}, but is {found_en}",
        "make it {wanted_en}; {page} shows how",
    ),
    Kind.EMPTY_VALUE: Wording(
        "「{key}」是空的",
        "請填上內容",
        "“{key}” is empty",
        "fill it in",
    ),
}
