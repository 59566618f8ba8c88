"""What can be wrong in notices.yaml, in words, in Chinese and in English."""

from enum import StrEnum

from towkay.packs.wording import Wording


class NoticeKind(StrEnum):
    """Every kind of mistake and note that only what is said of parcels can have."""

    UNKNOWN_MILESTONE = "unknown_milestone"
    UNKNOWN_GAP = "unknown_gap"
    GAP_AT_EDGE = "gap_at_edge"
    GAPS_TOUCH = "gaps_touch"
    TOO_MANY_GAPS = "too_many_gaps"
    NOTICE_TOO_LONG = "notice_too_long"
    NO_READY_WORDS = "no_ready_words"
    BAD_TEMPLATE = "bad_template"
    TEMPLATE_LANGUAGE = "template_language"
    UPDATES_NOT_SERVICE = "updates_not_service"
    UPDATES_TWICE = "updates_twice"
    UPDATES_CAMPAIGN = "updates_campaign"
    WORDS_SELL = "words_sell"


NOTICE_NOTES: frozenset[str] = frozenset({NoticeKind.WORDS_SELL})

NOTICES: dict[StrEnum, Wording] = {
    NoticeKind.UNKNOWN_MILESTONE: Wording(
        "「{value}」不是包裹的進度",
        "最接近的：{nearest}；全部都要就寫 tells: all，照一般的寫 tells: usual",
        "“{value}” is no milestone of a parcel",
        "the nearest: {nearest}; tells: all means every one, tells: usual the usual ones",
    ),
    NoticeKind.UNKNOWN_GAP: Wording(
        "「{key}」裡的「{value}」不會被換成任何內容",
        "可以用的有：{allowed}",
        "“{value}” in “{key}” stands for nothing",
        "these can be filled in: {allowed}",
    ),
    NoticeKind.GAP_AT_EDGE: Wording(
        "「{key}」用 {{{gap}}} 開頭或結尾，{channel} 不接受這樣的範本",
        "請在 {{{gap}}} 前後都加上字，例如「您的訂單 {{order}} 已經…」；標點不算",
        "“{key}” begins or ends with {{{gap}}}, and {channel} refuses such a template",
        "put words on both sides, as in “Your order {{order}} has …”; a full stop is none",
    ),
    NoticeKind.GAPS_TOUCH: Wording(
        "「{key}」裡 {{{gap}}} 和前一個代換之間沒有字，{channel} 不接受這樣的範本",
        "請在兩個代換中間加上字",
        "in “{key}” no word stands between {{{gap}}} and the gap before it: {channel} refuses that",
        "put words between the two",
    ),
    NoticeKind.TOO_MANY_GAPS: Wording(
        "「{key}」有 {count} 個代換，以它的字數最多 {limit} 個，{channel} 才會接受",
        "請多寫一些字，或少用幾個代換",
        "“{key}” has {count} gaps; with so few words {channel} takes {limit}",
        "write more words, or take some of the gaps away",
    ),
    NoticeKind.NOTICE_TOO_LONG: Wording(
        "「{key}」有 {length} 位元組，最多 {limit}（一個中文字算三個）",
        "請縮短：每個通路都要能一次說完",
        "“{key}” is {length} bytes, {limit} fit (a Chinese character is three)",
        "shorten it: every channel has to say it in one message",
    ),
    NoticeKind.NO_READY_WORDS: Wording(
        "{language} 沒有現成的話：{missing}",
        "請在 {part} 寫上 {language}；現成的只有中文和英文",
        "there are no ready words in “{language}” for {missing}",
        "write them under {part} in every language; ready words are Chinese and English alone",
    ),
    NoticeKind.BAD_TEMPLATE: Wording(
        "「{value}」不是{what_zh}",
        "{remedy_zh}",
        "“{value}” is not {what_en}",
        "{remedy_en}",
    ),
    NoticeKind.TEMPLATE_LANGUAGE: Wording(
        "平台沒有 {language} 這個語言的範本",
        "請用 language 寫上平台的語言代碼，例如 {{zh-TW: zh_TW}}",
        "the platforms have no templates in “{language}”",
        "write the platform's own code under language, for example {{zh-TW: zh_TW}}",
    ),
    NoticeKind.UPDATES_NOT_SERVICE: Wording(
        "主題「{value}」是出貨通知，purpose 卻不是 service",
        "請改成 purpose: service；廣告請用別的主題",
        "the topic “{value}” is for news of orders, but its purpose is not service",
        "write purpose: service, and use another topic for what sells",
    ),
    NoticeKind.UPDATES_TWICE: Wording(
        "主題「{value}」在 topics.yaml 已經有了，這裡又寫了一次",
        "只留一個地方",
        "the topic “{value}” is in topics.yaml already, and here once more",
        "keep one of the two",
    ),
    NoticeKind.UPDATES_CAMPAIGN: Wording(
        "主題「{value}」只給出貨通知，活動不能用：客人勾選時只同意收自己訂單的消息",
        "請換一個主題",
        "the topic “{value}” is for news of orders alone, and no campaign may be for it: whoever "
        "ticked the box agreed to hear of their own order",
        "choose another topic",
    ),
    NoticeKind.WORDS_SELL: Wording(
        "「{key}」裡有「{value}」，像是廣告：平台會退回，或改成行銷範本收費",
        "出貨通知只說包裹的事；要推薦請另外做活動",
        "“{value}” in “{key}” sounds like advertising: platforms refuse it, or charge it as such",
        "say only what concerns the parcel; what sells belongs into a campaign",
    ),
}
