"""What is said of a parcel where a brand has no words of its own?

Each stands alone, says what is and what to do, and sells nothing: a platform approves the very same
words as a template, and takes back one that advertises. So no gap is first or last, and none stands
next to another.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from towkay.domain.languages import Language
from towkay.domain.shipping.rules import Occasion

_ZH, _EN = "zh-TW", "en"

_WORDS: Mapping[Occasion, Mapping[Language, str]] = MappingProxyType(
    {
        Occasion.LABEL_MADE: {
            _ZH: "您的訂單 {order} 已經包裝好，接著會交給{carrier}寄送。",
            _EN: "Your order {order} is packed and will be handed to {carrier} next.",
        },
        Occasion.HANDED_OVER: {
            _ZH: "您的訂單 {order} 已經交給{carrier}（物流單號：{tracking}），準備出發了。",
            _EN: "Your order {order} has been handed to {carrier} "
            "(tracking number: {tracking}) and is about to leave for you.",
        },
        Occasion.IN_TRANSIT: {
            _ZH: "您的訂單 {order} 正由{carrier}運送，已經在路上了。",
            _EN: "Your order {order} is travelling with {carrier} and is on its way to you.",
        },
        Occasion.AT_PICKUP_STORE: {
            _ZH: "您的訂單 {order} 已經送到{place}，請在 {collect_by} 前領取，逾期會退回。",
            _EN: "Your order {order} is waiting for you at {place}. "
            "Please collect it by {collect_by} at the latest, before it is sent back.",
        },
        Occasion.OUT_FOR_DELIVERY: {
            _ZH: "您的訂單 {order} 今天由{carrier}配送，請留意送貨電話。",
            _EN: "Your order {order} is out for delivery with {carrier} today. "
            "Please keep your phone within reach.",
        },
        Occasion.ATTEMPTED: {
            _ZH: "您的訂單 {order} 這次沒有送成，{carrier}通常會再送一次。"
            "需要協助的話，請直接回覆這則訊息。",
            _EN: "Your order {order} could not be handed over this time. Usually {carrier} tries "
            "again; if you need help, please reply to this message.",
        },
        Occasion.DELAYED: {
            _ZH: "您的訂單 {order} 會比預計晚到，包裹還在{carrier}運送途中，不好意思讓您久等。",
            _EN: "Your order {order} is taking longer than planned and is still with {carrier} "
            "at the moment. We are sorry for the wait.",
        },
        Occasion.DELIVERED: {
            _ZH: "您的訂單 {order} 已經簽收或取貨完成。如果您還沒有拿到，請直接回覆這則訊息。",
            _EN: "Your order {order} has been delivered or collected. "
            "If you do not have it, please reply to this message.",
        },
        Occasion.RETURNED: {
            _ZH: "您的訂單 {order} 的包裹沒有送成，會退回我們這裡。"
            "需要重新寄送或取消，請直接回覆這則訊息。",
            _EN: "The parcel of your order {order} could not be handed over and goes back to us. "
            "To have it sent again or cancelled, please reply to this message.",
        },
        Occasion.LOST: {
            _ZH: "很抱歉，您的訂單 {order} 的包裹在{carrier}運送途中遺失了。"
            "請直接回覆這則訊息，我們會為您處理。",
            _EN: "We are sorry: the parcel of your order {order} was lost on its way with "
            "{carrier} this time. Please reply to this message and we will put it right.",
        },
        Occasion.REMINDER: {
            _ZH: "提醒您，訂單 {order} 的包裹還在{place}，請在 {collect_by} 前領取，逾期會退回。",
            _EN: "A reminder that the parcel of your order {order} is still at {place}. "
            "Please collect it by {collect_by} at the latest, before it is sent back.",
        },
    }
)

# The topic that whoever ticks the box agrees to, where topics.yaml has none of that name.
TOPIC_NAME: Mapping[Language, str] = MappingProxyType({_ZH: "出貨通知", _EN: "Parcel news"})
TOPIC_WORDING: Mapping[Language, str] = MappingProxyType(
    {
        _ZH: "我同意在這裡收到我的訂單的出貨通知：寄出、在路上、到店、送達，以及取貨期限前的提醒。"
        "不收費，也不會傳廣告。隨時回覆「停止」就不再傳。",
        _EN: "I agree to get news of my orders here: sent, on the way, ready to collect, "
        "delivered, and a reminder before a pick-up ends. It is free of charge and brings no "
        "advertising. Reply “stop” at any time and it ends.",
    }
)


def default_words(occasion: Occasion, language: Language) -> str:
    """The product's words; empty in a language that it has none in."""
    return in_language(_WORDS[occasion], language)


def in_language(said: Mapping[Language, str], language: Language) -> str:
    """What is said in `language`, or in one that its readers read as well; else nothing."""
    if language in said:
        return said[language]
    near = {"zh": _ZH, "en": _EN}.get(language.partition("-")[0].lower())
    return said[near] if near else ""


def words_in(languages: Iterable[Language]) -> dict[Occasion, dict[Language, str]]:
    """The product's words for every occasion, in those of the languages that it has words in."""
    known = [language for language in languages if default_words(Occasion.DELIVERED, language)]
    return {one: {language: default_words(one, language) for language in known} for one in Occasion}
