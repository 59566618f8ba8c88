"""An answer is said in words, and shows its links, its picture and its cards after them."""

from dataclasses import replace

from tests.support.shop import BRAND, FAQ, ITEMS, NOW, event
from towkay.domain.brands import Brand, Entry
from towkay.domain.cards import BrandCard, BrandImage, BrandLink, CardButton
from towkay.domain.contacts import met
from towkay.domain.conversation.decide import decide
from towkay.domain.conversation.replies import reply
from towkay.domain.events import PostbackPressed
from towkay.domain.messages import (
    Card,
    Carousel,
    Image,
    LinkButton,
    Message,
    PostbackButton,
    Text,
)

POT = BrandCard({"zh-TW": "壺", "en": "Pot"}, {"zh-TW": "好壺"}, "https://cdn.example.com/pot.jpg")
CUP = BrandCard(
    {"zh-TW": "杯"},
    link="https://example.com/cup",
    buttons=(
        CardButton({"zh-TW": "買", "en": "Buy"}, link="https://example.com/buy"),
        CardButton({"zh-TW": "運費"}, asks="shipping_fee"),
    ),
)
TEAPOT = replace(
    ITEMS[3],
    images={"zh-TW": BrandImage("https://cdn.example.com/a.jpg")},
    links={"zh-TW": (BrandLink("教學", "https://example.com/how"),)},
    cards="pots",
)


def shop(item: Entry, *cards: BrandCard) -> Brand:
    return replace(BRAND, faq=(*ITEMS[:3], item), cards={"pots": cards})


def said(item: Entry, *cards: BrandCard, language: str = "zh-TW") -> tuple[Message, ...]:
    return reply(shop(item, *cards), item, language)


def test_an_answer_of_words_is_one_text() -> None:
    assert said(ITEMS[1]) == (Text("收到後七天內可以退貨。"),)


def test_words_come_first_then_the_picture_then_the_cards() -> None:
    text, image, carousel = said(TEAPOT, POT, CUP)

    link = LinkButton("教學", "https://example.com/how")
    assert text == Text("先用清水煮 30 分鐘。", buttons=(link,))
    assert image == Image("https://cdn.example.com/a.jpg", "新的茶壺要怎麼開壺？")
    assert carousel == Carousel(
        (
            Card("壺", "好壺", "https://cdn.example.com/pot.jpg"),
            Card(
                "杯",
                url="https://example.com/cup",
                buttons=(
                    LinkButton("買", "https://example.com/buy"),
                    PostbackButton("運費", "tk:answer:shipping_fee"),
                ),
            ),
        )
    )


def test_a_single_card_stands_alone() -> None:
    assert said(replace(ITEMS[1], cards="pots"), POT)[1:] == (
        Card("壺", "好壺", "https://cdn.example.com/pot.jpg"),
    )


def test_a_card_set_that_is_gone_leaves_the_words() -> None:
    assert said(replace(ITEMS[1], cards="cups"), POT) == said(ITEMS[1])


def test_links_are_those_of_the_language_that_is_answered_in() -> None:
    english = {"en": (BrandLink("Rates", "https://example.com/rates"),)}
    both = replace(ITEMS[0], links={**english, **TEAPOT.links})

    assert [m.buttons for m in said(both, language="en") if isinstance(m, Text)] == [
        (LinkButton("Rates", "https://example.com/rates"),)
    ]
    # Answered in Chinese for want of English, so its English link would come out of the blue.
    only_chinese = replace(ITEMS[1], links=english)
    assert said(only_chinese, language="en") == (Text("收到後七天內可以退貨。"),)


def test_a_picture_is_shown_in_any_language_and_told_in_the_shoppers() -> None:
    teapot = {"zh-TW": BrandImage("https://cdn.example.com/a.jpg", "一把茶壺")}

    _, image = said(replace(ITEMS[0], images=teapot), language="en")

    assert image == Image("https://cdn.example.com/a.jpg", "How much is shipping?")


def test_cards_are_in_the_shoppers_language_where_there_is_one() -> None:
    (_, pot) = said(replace(ITEMS[0], cards="pots"), POT, language="en")

    assert isinstance(pot, Card)
    assert (pot.title, pot.text) == ("Pot", "好壺")


def test_a_question_and_a_pressed_button_are_answered_alike() -> None:
    brand = shop(TEAPOT, POT, CUP)
    asked, pressed = event("新的茶壺要怎麼開壺？"), event(PostbackPressed("tk:answer:teapot"))

    answers = [decide(one, met(one), brand, FAQ, NOW).messages for one in (asked, pressed)]

    assert answers[0] == answers[1] == reply(brand, TEAPOT, "zh-TW")


def test_the_button_of_a_card_leads_to_the_entry_it_asks() -> None:
    _, _, carousel = said(TEAPOT, POT, CUP)
    assert isinstance(carousel, Carousel)
    (press,) = (one for one in carousel.cards[1].buttons if isinstance(one, PostbackButton))
    pressed = event(PostbackPressed(press.payload))

    decision = decide(pressed, met(pressed), shop(TEAPOT, POT, CUP), FAQ, NOW)

    assert decision.reasoning.entries == ("shipping_fee",)
