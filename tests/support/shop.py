"""A very small shop, and conversations in it, for tests of what is decided."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from towkay.domain.brands import Brand, Entry, Phrase
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.contacts import Contact, met
from towkay.domain.conversation.decide import decide
from towkay.domain.conversation.scene import Decision
from towkay.domain.events import Event, Happening, MessageReceived
from towkay.domain.faq.entries import FaqEntry
from towkay.domain.faq.index import FaqIndex, build
from towkay.domain.hours import OpeningHours, Span
from towkay.domain.messages import Text

# A Wednesday, 11:00 in Taipei: open.
NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 25, 15, 30, tzinfo=UTC)
LINE_SHOPPER = ContactKey(Channel.LINE, "U00112233445566778899aabbccddeeff", "Ua1")
PAGE_SHOPPER = ContactKey(Channel.MESSENGER, "104512398760021", "6843310927715504")

_DAY = (Span(time(10), time(12, 30)), Span(time(13, 30), time(19)))
ITEMS = (
    Entry(
        "shipping_fee",
        {"zh-TW": "運費怎麼算？", "en": "How much is shipping?"},
        {
            "zh-TW": ("運費多少錢", "滿多少免運", "寄送要錢嗎"),
            "en": ("shipping fee", "delivery cost"),
        },
        {"zh-TW": "宅配 100 元，滿 1,200 免運。", "en": "NT$100; free from NT$1,200."},
        {"zh-TW": "運費怎麼算", "en": "Shipping fee"},
    ),
    Entry(
        "returns",
        {"zh-TW": "可以退貨嗎？"},
        {"zh-TW": ("怎麼退貨", "不喜歡可以退嗎", "退貨流程")},
        {"zh-TW": "收到後七天內可以退貨。"},
        {"zh-TW": "退貨"},
    ),
    Entry(
        "exchange",
        {"zh-TW": "可以換貨嗎？"},
        {"zh-TW": ("怎麼換貨", "想換一個可以嗎", "換貨流程")},
        {"zh-TW": "收到後七天內可以換貨。"},
        {"zh-TW": "換貨"},
    ),
    Entry(
        "teapot",
        {"zh-TW": "新的茶壺要怎麼開壺？"},
        {"zh-TW": ("開壺怎麼做", "茶壺第一次用要怎麼處理", "紫砂壺開壺")},
        {"zh-TW": "先用清水煮 30 分鐘。"},
        {"zh-TW": "茶壺開壺"},
    ),
)


def words(phrase: Phrase, language: str) -> str:
    """A stand-in for the shop's voice that names the phrase and the language."""
    return f"{language}:{phrase}" + (
        " {opens}" if phrase in (Phrase.AWAY, Phrase.NOBODY_NOW) else ""
    )


BRAND = Brand(
    brand="demo",
    version="0" * 64,
    name={"zh-TW": "小店"},
    languages=("zh-TW", "en"),
    zone="Asia/Taipei",
    hours=OpeningHours(week=(_DAY,) * 7),
    voice={phrase: {tag: words(phrase, tag)[:28] for tag in ("zh-TW", "en")} for phrase in Phrase},
    menu=("shipping_fee", "returns"),
    faq=ITEMS,
    accounts=(),
    handover_hours=12,
)
FAQ: FaqIndex = build(FaqEntry(item.id, item.all_phrases(), item.tags) for item in ITEMS)


def event(
    happening: Happening | str,
    *,
    at: datetime = NOW,
    contact: ContactKey = LINE_SHOPPER,
    cause: str = "",
    may_answer: bool = True,
) -> Event:
    """An event that arrived as it happened; a plain string is a text message."""
    if isinstance(happening, str):
        happening = MessageReceived(message_id=f"m-{at:%d%H%M%S%f}", text=happening)
    return Event(
        contact=contact,
        brand="demo",
        endpoint="demo-line",
        cause=cause or f"{type(happening).__name__}-{at:%d%H%M%S%f}",
        occurred_at=at,
        received_at=at,
        happening=happening,
        may_answer=may_answer,
    )


class Conversation:
    """Decides one event after another, keeping the contact as the store would."""

    def __init__(self, key: ContactKey = LINE_SHOPPER, at: datetime = NOW) -> None:
        self.key = key
        self.at = at
        self.contact: Contact | None = None

    def after(self, **time: float) -> "Conversation":
        """Let time pass."""
        self.at += timedelta(**time)
        return self

    def hear(self, happening: Happening | str, **about: object) -> Decision:
        """Decide the next event, one second later."""
        self.at += timedelta(seconds=1)
        heard = event(happening, at=self.at, contact=self.key)
        heard = replace(heard, **about)  # type: ignore[arg-type]  # fields of Event
        decision = decide(heard, self.contact or met(heard), BRAND, FAQ, self.at)
        self.contact = decision.contact
        return decision


def texts(decision: Decision) -> str:
    return "\n".join(message.text for message in decision.messages if isinstance(message, Text))


def payloads(decision: Decision) -> list[str]:
    messages = decision.messages
    return [reply.payload for message in messages for reply in message.quick_replies]
