"""The example events of `events/faq`, `delivery`, `receipts` and of what ticks.

`python -m tests.support.queue_events` writes the folders: SQS records as Lambda's event source
mapping hands them over, and the ticks as schedules send them.
"""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.support.template import ACCOUNT, REGION, ROOT
from towkay.adapters.event_messages import Entry, FifoEntry, event_entry, receipt_entry, turn_entry
from towkay.domain.account_news import TemplateReviewed, TemplateState
from towkay.domain.attachments import Attachment, AttachmentKind
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.doings import (
    CartSent,
    Commented,
    EntryPoint,
    FormFilled,
    IdentityChanged,
    OrderedItem,
)
from towkay.domain.events import (
    Event,
    Followed,
    Happening,
    HumanReplied,
    MessageEdited,
    MessageReceived,
    MessageUnsent,
    OptedOut,
    PostbackPressed,
    ReceiptArrived,
    ReceiptKind,
)
from towkay.domain.optins import PreferenceStated
from towkay.domain.outcomes import Refusal
from towkay.domain.send_ids import send_id
from towkay.domain.turns import TurnKey

AT = datetime(2026, 11, 21, 3, 20, tzinfo=UTC)
LINE_CONTACT = ContactKey(
    Channel.LINE, "U00112233445566778899aabbccddeeff", "Ua1b2c3d4e5f60718293a4b5c6d7e8f90"
)
PAGE_CONTACT = ContactKey(Channel.MESSENGER, "104512398760021", "6843310927715504")
INSTAGRAM_CONTACT = ContactKey(Channel.INSTAGRAM, "17841400000000001", "1784555000111222")
WHATSAPP_CONTACT = ContactKey(Channel.WHATSAPP, "209911887700123", "TW.13491208655302741918")
CONTACTS = {
    one.channel: one for one in (PAGE_CONTACT, INSTAGRAM_CONTACT, WHATSAPP_CONTACT, LINE_CONTACT)
}


def event_of(name: str, happening: Happening) -> Event:
    """What the webhook function would have queued; the name begins with the channel."""
    channel = Channel(name.partition("-")[0])
    return Event(
        contact=CONTACTS[channel],
        brand="demo",
        endpoint=f"demo-{channel}",
        cause=f"sample-{name}",
        occurred_at=AT,
        received_at=AT,
        happening=happening,
        reply_token="c0ffee00c0ffee00c0ffee00c0ffee00" if channel is Channel.LINE else None,
    )


def _message(text: str, *attachments: Attachment) -> MessageReceived:
    return MessageReceived("612345678901234567", text, attachments)


def faq_events() -> dict[str, Event]:
    """One event for each file of `events/faq`."""
    sticker = Attachment(AttachmentKind.STICKER, "love")
    happenings: dict[str, Happening] = {
        "text": _message("運費怎麼算？"),
        "english": _message("How long does delivery take?"),
        "unknown": _message("你們缺工讀生嗎"),
        "stop": _message("取消訂閱"),
        "human": _message("找真人"),
        "sticker": _message("", sticker),
        "follow": Followed(),
        "unfollow": OptedOut(),
        "pressed": PostbackPressed("tk:answer:shipping_fee", "運費怎麼算"),
        "edited": MessageEdited("612345678901234567", "運費怎麼算？"),
        "unsent": MessageUnsent("612345678901234567"),
    }
    events = {f"line-{name}": event_of(f"line-{name}", said) for name, said in happenings.items()}
    events |= {name: event_of(name, said) for name, said in _on_meta().items()}
    stale = event_of("line-stale", _message("運費怎麼算？"))
    events["line-stale"] = replace(stale, occurred_at=datetime(2026, 10, 1, tzinfo=UTC))
    return events


def _on_meta() -> dict[str, Happening]:
    """What is told on Meta's channels; of what each of them has alone, an example."""
    pot = OrderedItem("POT-1", 2, "1280", "TWD")
    from_ad = EntryPoint("ad", ad="120210000000001", is_ad=True)
    return {
        "messenger-text": _message("可以退貨嗎"),
        "messenger-human-replied": HumanReplied(),
        "messenger-comment": Commented("104512398760021_7", "多少錢？", "104512398760021_1"),
        "instagram-text": _message("運費怎麼算？"),
        "instagram-comment": Commented("17950000000000007", "多少錢？", "17900000000000001"),
        "whatsapp-text": _message("運費怎麼算？"),
        "whatsapp-stop": _message("取消訂閱"),
        "whatsapp-from-ad": MessageReceived("wamid.A", "運費怎麼算？", entry=from_ad),
        "whatsapp-cart": CartSent("wamid.B", (pot,), catalog="7788"),
        "whatsapp-form": FormFilled("wamid.C", "size", '{"size": "M"}'),
        "whatsapp-number-changed": IdentityChanged("TW.00000000000000000001"),
        "whatsapp-marketing-stopped": PreferenceStated(wanted=False),
    }


def receipts() -> dict[str, Event]:
    """What Messenger tells of the answer to `faq/messenger-text`, a second after it was sent."""
    sent = send_id(TurnKey(PAGE_CONTACT, AT, "sample-messenger-text"), 0)
    seen = AT + timedelta(seconds=3)
    happenings: dict[str, Happening] = {
        "messenger-echoed": ReceiptArrived(ReceiptKind.ECHOED, sent, "m_gW7"),
        "messenger-delivered": ReceiptArrived(ReceiptKind.DELIVERED, up_to=seen),
        "messenger-read": ReceiptArrived(ReceiptKind.READ, up_to=seen),
        "messenger-failed": ReceiptArrived(ReceiptKind.FAILED, sent, code="1545041"),
        "messenger-echoed-elsewhere": ReceiptArrived(ReceiptKind.ECHOED, "", "m_hX8"),
    }
    happenings |= _told_elsewhere(seen)
    events = {name: event_of(name, told) for name, told in happenings.items()}
    return {name: replace(event, received_at=seen) for name, event in events.items()}


def _told_elsewhere(seen: datetime) -> dict[str, Happening]:
    """The same of the answers on the other channels, and news of a whole account."""
    whatsapp, instagram, line = (
        send_id(TurnKey(CONTACTS[one], AT, f"sample-{one}-text"), 0)
        for one in (Channel.WHATSAPP, Channel.INSTAGRAM, Channel.LINE)
    )
    late = Refusal.WINDOW_CLOSED
    return {
        "whatsapp-sent": ReceiptArrived(
            ReceiptKind.ECHOED, whatsapp, "wamid.1", billed="service/regular"
        ),
        "whatsapp-delivered": ReceiptArrived(ReceiptKind.DELIVERED, whatsapp, "wamid.1", seen),
        "whatsapp-failed": ReceiptArrived(
            ReceiptKind.FAILED, whatsapp, code="131047", refusal=late
        ),
        # LINE tells it of notification messages only.
        "line-delivered": ReceiptArrived(ReceiptKind.DELIVERED, line, up_to=seen),
        "instagram-echoed": ReceiptArrived(ReceiptKind.ECHOED, instagram, "aWdfZAGe"),
        "instagram-read": ReceiptArrived(ReceiptKind.READ, up_to=seen),
        "whatsapp-template-reviewed": TemplateReviewed(
            "order_shipped", "zh_TW", TemplateState.APPROVED, "utility"
        ),
    }


def record(entry: Entry, queue: str, name: str) -> dict[str, Any]:
    """An SQS record as Lambda sees it."""
    milliseconds = str(round(AT.timestamp() * 1000))
    in_order = {}
    if isinstance(entry, FifoEntry):
        queue = f"{queue}.fifo"
        in_order = {
            "SequenceNumber": "18849496460467696128",
            "MessageGroupId": entry.group,
            "MessageDeduplicationId": entry.deduplication,
        }
    return {
        "messageId": f"{name}-0000-4000-8000-000000000000",
        "receiptHandle": "AQEB-sample-receipt",
        "body": entry.body,
        "attributes": {
            "ApproximateReceiveCount": "1",
            "SentTimestamp": milliseconds,
            **in_order,
            "SenderId": "AIDASAMPLE",
            "ApproximateFirstReceiveTimestamp": milliseconds,
        },
        "messageAttributes": {},
        "md5OfBody": "",
        "eventSource": "aws:sqs",
        "eventSourceARN": f"arn:aws:sqs:{REGION}:{ACCOUNT}:towkay-{queue}",
        "awsRegion": REGION,
    }


def samples() -> dict[str, dict[str, Any]]:
    """Every file, by its path below `events/`."""
    files: dict[str, dict[str, Any]] = {}
    for name, event in faq_events().items():
        files[f"faq/{name}"] = {"Records": [record(event_entry(event), "conversations", name)]}
    foreign = record(event_entry(faq_events()["line-text"]), "conversations", "foreign-queue")
    foreign["eventSourceARN"] = f"arn:aws:sqs:{REGION}:{ACCOUNT}:somebody-elses.fifo"
    files["faq/foreign-queue"] = {"Records": [foreign]}
    files["faq/no-records"] = {"Records": []}
    for name, contact in CONTACTS.items():
        key = TurnKey(contact, AT, f"sample-{name}-text")
        files[f"delivery/{name}-turn"] = {
            "Records": [record(turn_entry(key, "0"), "outbound", name)]
        }
    for name, event in receipts().items():
        files[f"receipts/{name}"] = {"Records": [record(receipt_entry(event), "receipts", name)]}
    files["receipts/one-unreadable-of-three"] = _one_unreadable_of_three()
    files["sweeper/tick"] = {"scheduled_at": "2026-11-21T03:21:00Z"}
    files["notifications/tick"] = {"scheduled_at": "2026-11-21T03:21:00Z"}
    return files


def _one_unreadable_of_three() -> dict[str, Any]:
    read = receipt_entry(receipts()["messenger-read"])
    entries = {"first": read, "unreadable": Entry("{}"), "third": read}
    return {"Records": [record(entry, "receipts", name) for name, entry in entries.items()]}


def write() -> None:
    """Write every file."""
    for path, event in samples().items():
        file = ROOT / "events" / f"{path}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(event, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
