"""Which messages is an answer: its words with their links, its image, its cards?"""

from towkay.domain.actions import Action, Verb
from towkay.domain.brands import Brand, Entry
from towkay.domain.cards import BrandCard, CardButton
from towkay.domain.languages import Language
from towkay.domain.messages import (
    Button,
    Card,
    Carousel,
    Image,
    LinkButton,
    Message,
    PostbackButton,
    Text,
)


def reply(brand: Brand, item: Entry, language: Language) -> tuple[Message, ...]:
    """The answer of an entry in words, and after them what there is to see."""
    spoken = brand.nearest(item.answers, language)
    links = item.links.get(spoken, ())
    buttons = tuple(LinkButton(one.label, one.link) for one in links)
    said: tuple[Message, ...] = (Text(item.answers[spoken], buttons=buttons),)
    if item.images:
        seen = brand.nearest(item.images, spoken)
        alt = item.images[seen].alt if seen == spoken else ""
        # Where an image cannot be shown, its question still tells what it would have shown.
        said += (Image(item.images[seen].link, alt or brand.question(item, spoken)),)
    return said + _cards(brand, brand.cards.get(item.cards, ()), language)


def _cards(
    brand: Brand, cards: tuple[BrandCard, ...], language: Language
) -> tuple[Card | Carousel, ...]:
    """One card stands alone, several side by side."""
    shown = tuple(_card(brand, card, language) for card in cards)
    return (Carousel(shown),) if len(shown) > 1 else shown


def _card(brand: Brand, card: BrandCard, language: Language) -> Card:
    return Card(
        title=brand.best(card.title, language),
        text=brand.best(card.text, language) if card.text else "",
        image_url=card.image,
        url=card.link,
        buttons=tuple(_button(brand, button, language) for button in card.buttons),
    )


def _button(brand: Brand, button: CardButton, language: Language) -> Button:
    label = brand.best(button.label, language)
    if button.asks:
        return PostbackButton(label, Action(Verb.ANSWER, button.asks).payload())
    return LinkButton(label, button.link)
