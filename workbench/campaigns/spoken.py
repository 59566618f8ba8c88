"""What does a campaign say, step by step, to whoever is to approve it?"""

from collections.abc import Iterator

from towkay.domain.campaigns import Campaign, Said, Step
from towkay.domain.messages import (
    Card,
    Carousel,
    CouponOffer,
    Image,
    Message,
    TemplateMessage,
    Text,
)
from workbench.transcript import block


def spoken_lines(campaign: Campaign) -> Iterator[str]:
    """Every message in every language, and what is said otherwise on one channel."""
    for step in campaign.steps:
        for variant in step.variants:
            head = _head(campaign, step, f"{variant.id} {variant.share}%", len(step.variants))
            for said in variant.said:
                yield block("    ", " · ".join(filter(None, (head, _place(said)))))
                for message in said.messages:
                    yield block("      │ ", "\n".join(_words(message)))


def _head(campaign: Campaign, step: Step, variant: str, variants: int) -> str:
    parts = (step.id if len(campaign.steps) > 1 else "", variant if variants > 1 else "")
    return " · ".join(filter(None, parts))


def _place(said: Said) -> str:
    return " · ".join(filter(None, (said.language, said.channel)))


def _words(message: Message) -> Iterator[str]:
    match message:
        case Text(text=text):
            yield text
        case Card() | Carousel():
            cards = message.cards if isinstance(message, Carousel) else (message,)
            yield from map(_card, cards)
        case _:
            yield _other(message)
    buttons = (*getattr(message, "buttons", ()), *message.quick_replies)
    if buttons:
        yield " ".join(f"〔{button.label}〕" for button in buttons)


def _other(message: Message) -> str:
    match message:
        case Image(alt=alt, url=url):
            return f"[{alt or 'image'}] {url}"
        case CouponOffer(coupon=coupon):
            return f"{coupon.title} · {coupon.code} {coupon.text}".strip()
        case TemplateMessage(template=template):
            gaps = ", ".join(gap.text for gap in template.body)
            return f"[{template.name} {template.language}] {template.words or gaps}".strip()
        case _:
            return f"[{type(message).__name__}]"


def _card(card: Card) -> str:
    return " · ".join(filter(None, (card.title, card.text, card.url)))
