"""Which words, pictures, links and buttons does a message consist of, on which kind of thing?"""

from collections import Counter
from collections.abc import Iterable

from towkay.domain.messages import (
    Button,
    Card,
    Carousel,
    Choices,
    ConsentRequest,
    CouponOffer,
    Image,
    LinkButton,
    LocationRequest,
    Message,
    Products,
    QuickReply,
    ReceiptShown,
    TemplateMessage,
    Text,
)
from towkay.domain.offers import Coupon, Receipt

Part = object  # a letter is a text of its own; all else is a tuple that says what it is


def everything(messages: Iterable[Message]) -> Counter[Part]:
    return Counter(part for message in messages for part in parts(message))


def parts(message: Message) -> list[Part]:
    replies: list[Part] = [answer(one.label, one.payload) for one in message.quick_replies]
    match message:
        case Text():
            return [*letters(message.text), *pressed(message.buttons), *replies]
        case Image():
            return [("image", message.url), ("preview", message.preview_url), *replies]
        case Card():
            return [*face(message), *replies]
        case Carousel():
            faces = [part for card in message.cards for part in face(card)]
            return [*faces, *letters(message.text), *replies]
        case _:
            return [*rich(message), *replies]


def rich(message: Message) -> list[Part]:
    match message:
        case Choices():
            return listed(message)
        case Products(products=products, title=title, text=text):
            return [*(("product", one.sku, one.id) for one in products), *letters(title + text)]
        case CouponOffer(coupon=coupon):
            return ["coupon", *offered(coupon)]
        case ReceiptShown(receipt=receipt):
            return [("receipt",), *bought(receipt)]
        case LocationRequest(text=text, button=button):
            return [
                ("place",),
                *([f"button {button.strip()}"] if button.strip() else []),
                *letters(text),
            ]
        case ConsentRequest(title=title, text=text, image_url=image):
            asked = [answer(one.label, one.payload) for one in (message.accept, message.decline)]
            return [("consent", image), *asked, *letters(title + text)]
        case TemplateMessage(template=template):
            return [("template", template)]
        case _:
            return []


def listed(message: Choices) -> list[Part]:
    rows = [row for section in message.sections for row in section.choices]
    titles = "".join(section.title for section in message.sections if section.choices)
    said = message.text + titles + (message.button if rows else "")  # without rows it opens nothing
    details = [part for row in rows for part in letters(row.detail)]
    pressed = [answer(row.label, row.payload) for row in rows]
    return [*(["list"] if rows else []), *pressed, *details, *letters(said)]


def offered(coupon: Coupon) -> list[Part]:
    shown = [("image", coupon.image_url), ("link", coupon.url), ("reveals", coupon.payload)]
    until = f"{coupon.ends_at:%Y-%m-%d %H:%M}" if coupon.ends_at else ""
    return [*shown, *letters(coupon.title + coupon.code + coupon.text + until)]


def bought(receipt: Receipt) -> list[Part]:
    images = [("image", line.image_url) for line in receipt.lines]
    return [*images, ("link", receipt.url), *letters(receipt.order + receipt.name)]


def face(card: Card) -> list[Part]:
    shown = (*(" ".join(one.split()) for one in (card.title, card.text)), card.image_url, card.url)
    drawn = [("on a card", part) for part in shown if part]
    on_it = [*letters(card.title + card.text), *drawn, *pressed(card.buttons)]
    return [("card",), *on_it] if on_it else []


def letters(text: str) -> list[Part]:
    return list("".join(text.split()))


def pressed(buttons: Iterable[Button]) -> list[Part]:
    return [
        ("link button", one.label.strip(), one.url)
        if isinstance(one, LinkButton)
        else answer(one.label, one.payload)
        for one in buttons
    ]


def answer(label: str, payload: str) -> Part:
    """What is pressed for an answer, whether it stands under a message, on it or in a list."""
    return ("answer", label.strip(), payload)


def replies_of(messages: Iterable[Message]) -> list[QuickReply]:
    return [reply for message in messages for reply in message.quick_replies]


def answers_of(messages: Iterable[Message]) -> list[str]:
    """The payloads of all that can be pressed, in order."""
    return [
        part[2]
        for message in messages
        for part in parts(message)
        if isinstance(part, tuple) and part[0] == "answer"
    ]
