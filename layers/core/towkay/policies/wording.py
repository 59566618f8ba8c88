"""What can be wrong in the files of policy/, in words, in Chinese and in English."""

from collections.abc import Mapping
from enum import StrEnum

from towkay.packs.findings import WORDINGS as PACK_WORDINGS
from towkay.packs.wording import Kind, Wording


class PolicyKind(StrEnum):
    """Every kind of mistake that only policy knows; the value is its stable name."""

    UNKNOWN_WORD = "unknown_word"
    UNKNOWN_REGION = "unknown_region"
    BAD_DAY = "bad_day"
    BAD_SPAN = "bad_span"
    BAD_AMOUNT = "bad_amount"
    BAD_CURRENCY = "bad_currency"
    NO_COUNTRIES = "no_countries"
    ON_BY_ITSELF = "on_by_itself"
    BAD_RULE_ID = "bad_rule_id"
    SAME_ID = "same_id"
    ENDS_FIRST = "ends_first"
    OVERLAP = "overlap"
    PERSONS_ROUTE = "persons_route"
    HALF_WINDOW = "half_window"
    SPACING_WITHOUT_TOKEN = "spacing_without_token"  # noqa: S105  # a kind of mistake
    ONCE_WITHOUT_COMMENT = "once_without_comment"
    UNUSED_SETTING = "unused_setting"
    UNUSED_PRICE = "unused_price"
    TWO_CURRENCIES = "two_currencies"


_FILES_AND_KEYS: dict[StrEnum, Wording] = {
    Kind.FILE_MISSING: Wording(
        "找不到 {name}",
        "請在 policy 資料夾裡放一個 {name}",
        "{name} is missing",
        "put a {name} into the folder policy",
    ),
    Kind.MISSING_KEY: Wording(
        "「{parent}」少了「{key}」",
        "請補上「{key}」；同一個檔案裡別的列有寫法",
        "“{parent}” lacks “{key}”",
        "add “{key}”; another row of the file shows how",
    ),
    Kind.WRONG_TYPE: Wording(
        "「{key}」這裡應該是{wanted_zh}，卻寫成了{found_zh}",
        "請改成{wanted_zh}",
        "“{key}” should be {wanted_en} here, and is {found_en}",
        "write {wanted_en}",
    ),
}

_VALUES: dict[StrEnum, Wording] = {
    PolicyKind.UNKNOWN_WORD: Wording(
        "「{key}」不認得「{value}」",
        "最接近的：{nearest}",
        "“{key}” knows no “{value}”",
        "the nearest: {nearest}",
    ),
    PolicyKind.UNKNOWN_REGION: Wording(
        "「{value}」不是國家代碼，也不是前面定義過的地區",
        "國家寫兩個大寫字母（英國是 GB）；地區寫在 policy/regions.yaml，最接近的：{nearest}",
        "“{value}” is neither a country nor a set of countries that was named before",
        "a country has two capital letters (GB, not UK); sets are in policy/regions.yaml, the "
        "nearest: {nearest}",
    ),
    PolicyKind.BAD_DAY: Wording(
        "「{value}」不是日期",
        "請寫成 2026-04-27",
        "“{value}” is not a date",
        "write it like 2026-04-27",
    ),
    PolicyKind.BAD_SPAN: Wording(
        "「{value}」不是一段時間",
        "請寫成 24h 或 7d",
        "“{value}” is not a length of time",
        "write it like 24h or 7d",
    ),
    PolicyKind.BAD_AMOUNT: Wording(
        "「{value}」不是金額",
        '請照來源寫成十進位數字並加引號，例如 "0.2"',
        "“{value}” is not an amount",
        'write the decimal number of the source in quotes, like "0.2"',
    ),
    PolicyKind.BAD_CURRENCY: Wording(
        "「{value}」不是幣別代碼",
        "請寫平台計費的幣別，最接近的是：{nearest}",
        "“{value}” is not a currency that a channel bills in",
        "the nearest: {nearest}",
    ),
    PolicyKind.NO_COUNTRIES: Wording(
        "「{key}」是空的，會變成到處都適用",
        "請列出國家，或刪掉「{key}」",
        "“{key}” lists no country, which would mean everywhere",
        "list the countries, or remove “{key}”",
    ),
    PolicyKind.ON_BY_ITSELF: Wording(
        "設定「{value}」預設就開著，沒有人確認過",
        "請寫 default: false；由品牌確認後自己開啟",
        "the setting “{value}” is on by itself, and nobody has confirmed it",
        "write default: false; a brand switches it on once it has confirmed it",
    ),
    PolicyKind.BAD_RULE_ID: Wording(
        "「{value}」不能當作規則的 id",
        "用小寫英文、數字和連字號，開頭是 {begins}-",
        "“{value}” cannot be the id of a rule",
        "small letters, digits and hyphens, beginning with {begins}-",
    ),
}

_ROWS: dict[StrEnum, Wording] = {
    PolicyKind.SAME_ID: Wording(
        "id「{value}」已經用過，在 {first}",
        "每一列要有自己的 id：決定裡記的就是它",
        "the id “{value}” is already taken, at {first}",
        "give each row its own: decisions are stored under it",
    ),
    PolicyKind.ENDS_FIRST: Wording(
        "結束日 {until} 不在開始日 {since} 之後，這一列永遠不生效",
        "until 是第一個不再生效的日子，要比 from 晚",
        "it ends on {until}, not after it begins on {since}: it never holds",
        "until is the first day on which it holds no longer, and comes after from",
    ),
    PolicyKind.OVERLAP: Wording(
        "「{value}」和 {first} 的「{other}」從 {day} 起同時適用，看不出該用哪一列",
        "讓日期接起來不重疊，或寫出兩列不同的條件",
        "“{value}” and “{other}” of {first} both hold from {day} on, and nothing tells them apart",
        "let the one end where the other begins, or write the condition that differs",
    ),
    PolicyKind.PERSONS_ROUTE: Wording(
        "{route} 只給真人使用，程式不能走這條路",
        "senders 只留 human",
        "{route} is for people; no program may take it",
        "leave only human in senders",
    ),
    PolicyKind.HALF_WINDOW: Wording(
        "時間窗要有長度，也要有從什麼開始算",
        "window 和 opener 要一起寫；also_within 只能加在它們之後",
        "a window has a length, and something that it is counted from",
        "write window and opener together; also_within only beside them",
    ),
    PolicyKind.SPACING_WITHOUT_TOKEN: Wording(
        "間隔是用同一個權杖的兩則訊息之間的時間，這一列沒有權杖",
        "請寫 token，或刪掉 spacing",
        "spacing lies between two messages on one token, and this row takes none",
        "write the token, or remove spacing",
    ),
    PolicyKind.ONCE_WITHOUT_COMMENT: Wording(
        "once 是每則留言或每個權杖一次，這一列兩者都沒有",
        "請寫 opener: comment 或 token，或刪掉 once",
        "once is once for each comment or token, and this row has neither",
        "write opener: comment or a token, or remove once",
    ),
    PolicyKind.UNUSED_SETTING: Wording(
        "設定「{value}」沒有任何一列用到，開了也沒有作用",
        "在需要它的列寫 settings，或刪掉它",
        "no row reads the setting “{value}”: switching it does nothing",
        "name it in the settings of a row, or remove it",
    ),
    PolicyKind.UNUSED_PRICE: Wording(
        "{channel} 沒有任何一列的 price 是「{value}」",
        "最接近的：{nearest}",
        "no row of {channel} has the price “{value}”",
        "the nearest: {nearest}",
    ),
    PolicyKind.TWO_CURRENCIES: Wording(
        "{channel} 的價格有兩種幣別：{value} 和 {other}，無法比較哪個便宜",
        "同一個頻道用同一種幣別",
        "the prices of {channel} are in {value} and in {other}: which is cheaper?",
        "keep to one currency for a channel",
    ),
}

WORDINGS: Mapping[StrEnum, Wording] = {**PACK_WORDINGS, **_FILES_AND_KEYS, **_VALUES, **_ROWS}
