"""Whatever a shopper writes and a brand answers, events fit a queue and turns fit their budget."""

import json

import pytest

from tests.support.builders import a_contact_key, a_turn_key
from tests.support.shop import NOW
from tests.support.webhook_bodies import line_body, line_event, line_text, messaging, page_body
from towkay.adapters.channels.inbound import INBOUND
from towkay.adapters.dynamodb.items import LEAST_RETENTION, contact_item, turn_item
from towkay.adapters.event_messages import event_entry
from towkay.domain.channels import CAPABILITIES, Channel, ContactKey, every_channel
from towkay.domain.consent import Consent
from towkay.domain.contacts import Contact, Handover, HandoverState
from towkay.domain.events import Event
from towkay.domain.messages import (
    Button,
    Card,
    Carousel,
    Choices,
    ConsentRequest,
    Image,
    LinkButton,
    Message,
    PostbackButton,
    Purpose,
    QuickReply,
    ReceiptShown,
    Text,
)
from towkay.domain.offers import Choice, Receipt, ReceiptLine, Section
from towkay.domain.packing import pack
from towkay.domain.sends import plan_sends
from towkay.domain.turns import Inbound, Reasoning, Rule, Turn
from towkay.packs.limits import limits_of
from towkay.packs.together import ANSWER_LIMIT

EVERYWHERE = limits_of(())
HUGE = "🍵" * 60_000
LONGEST_ANSWER = "茶" * 8_000  # what a pack may hold
LARGEST_EVENT = 200_000  # bytes: five fit one batch request to the queue
LARGEST_TURN = 64 * 1024
LARGEST_CONTACT = 4 * 1024


def huge_bodies() -> list[tuple[Channel, dict[str, object]]]:
    link = {"type": "fallback", "payload": {"url": HUGE, "title": HUGE}}
    message = {"mid": "m" * 5_000, "text": HUGE, "attachments": [link] * 200}
    tap = {"title": HUGE, "payload": HUGE, "mid": "m"}
    postback = line_event("postback", postback={"data": HUGE}, replyToken=HUGE)
    return [
        (Channel.MESSENGER, page_body(messaging(message=message))),
        (Channel.MESSENGER, page_body(messaging(postback=tap))),
        (Channel.LINE, line_body(line_text(HUGE))),
        (Channel.LINE, line_body(postback)),
    ]


@pytest.mark.parametrize(("channel", "body"), huge_bodies())
def test_the_largest_event_a_parser_lets_through_fits_a_batch(
    channel: Channel, body: dict[str, object]
) -> None:
    (item,) = INBOUND[channel].parse(body, app_id="1")
    event = Event(
        contact=ContactKey(channel, item.account, item.user or ""),
        brand="demo",
        endpoint="demo",
        cause=item.cause,
        occurred_at=item.occurred_at,
        received_at=NOW,
        happening=item.happening,
        reply_token=item.reply_token,
        trimmed=item.trimmed,
    )
    assert event.trimmed
    assert event_entry(event).size < LARGEST_EVENT


REPLIES = tuple(QuickReply("茶" * 20, f"{one:0200}") for one in range(13))


def richest_answer() -> list[Message]:
    """All that an answer can show, its letters as many bytes as a pack lets it have."""
    link = "https://shop.example.com/"
    shop = LinkButton("茶" * 20, link.ljust(200, "a"))
    asks = (PostbackButton("茶" * 19 + sign, f"tk:answer:{sign:x>62}") for sign in "一二")
    card = Card(
        "茶" * EVERYWHERE.card_title.most,
        "茶" * 80,
        link.ljust(400, "a"),
        link.ljust(400, "a"),
        (shop, *asks),
    )
    cards = Carousel((card,) * EVERYWHERE.cards.most, REPLIES)
    image = Image(link.ljust(2000, "a"), "茶" * 100)
    rest = ANSWER_LIMIT - written(cards) - written(image) - written(Text("", (), (shop,) * 3))
    return [Text("茶" * (rest // 3), buttons=(shop,) * 3), image, cards]


def richest_offers() -> list[list[Message]]:
    """A long order, a consent, and much to choose from, each in a turn of its own."""
    line = ReceiptLine("茶" * 40, "1290.50", 2, "茶" * 20)
    receipt = Receipt("TW-20418", "茶" * 20, "TWD", "129050", (line,) * 100, payment="茶" * 20)
    rows = tuple(Choice(f"{'茶' * 60}{one}", f"{one:0200}", "茶" * 72) for one in range(20))
    answers = (QuickReply("茶" * 20, "y" * 200), QuickReply("茶" * 20, "n" * 200))
    return [
        [ReceiptShown(receipt)],
        [ConsentRequest("news", "茶" * 60, "茶" * 1_000, *answers)],
        [Choices("茶" * 200, "茶" * 20, (Section("茶" * 20, rows),))],
    ]


def written(message: Message) -> int:
    """Bytes of the brand's own words and links in a message."""
    match message:
        case Text(text=text, buttons=buttons):
            return len((text + "".join(map(letters, buttons))).encode())
        case Image(url=url, alt=alt):
            return len((url + alt).encode())
        case Card(title=title, text=text, image_url=image, url=url, buttons=buttons):
            said = title + text + image + url + "".join(map(letters, buttons))
            return len(said.encode())
        case Carousel(cards=cards):
            return sum(map(written, cards))
        case _:
            return 0


def letters(button: Button) -> str:
    return button.label + (button.url if isinstance(button, LinkButton) else button.payload)


@pytest.mark.parametrize(
    "said", [[Text(LONGEST_ANSWER, REPLIES)], richest_answer(), *richest_offers()]
)
@pytest.mark.parametrize("channel", every_channel())
def test_the_largest_turn_stays_within_its_budget(channel: Channel, said: list[Message]) -> None:
    packed = pack(said, CAPABILITIES[channel])
    turn = Turn(
        key=a_turn_key(a_contact_key("U" * 140, channel), "c" * 200),
        brand="b" * 40,
        endpoint="e" * 64,
        inbound=Inbound("MessageReceived", "茶" * 8_000, "m" * 200),
        reasoning=Reasoning(Rule.ANSWERED, "answer", 0.5, ("entry",) * 3),
        created_at=NOW,
        received_at=NOW,
        sends=plan_sends(Purpose.REPLY, packed.requests),
        reply_token="t" * 500,
    )
    assert size(turn_item(turn, LEAST_RETENTION)) <= LARGEST_TURN


def test_the_largest_contact_stays_within_its_budget() -> None:
    contact = Contact(
        key=a_contact_key("茶" * 42),
        brand="b" * 40,
        endpoint="e" * 64,
        version=10**9,
        language="zh-TW",
        consent=Consent(True, NOW, NOW, "c" * 200, reachable=False),
        handover=Handover(HandoverState.HELD, "c" * 200, NOW, NOW),
        window_closes_at=NOW,
        last_event_at=NOW,
        greeted=True,
    )
    assert size(contact_item(contact)) <= LARGEST_CONTACT


def size(item: dict[str, object]) -> int:
    """Bytes of the item as JSON, which is more than DynamoDB counts."""
    return len(json.dumps(item, ensure_ascii=False).encode())
