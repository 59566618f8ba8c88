"""Where buttons, links and quick replies cannot stand together, each finds its own place."""

from dataclasses import replace

import pytest

from tests.support.spoken import answers_of
from tests.support.within import LIMITS, assert_within
from towkay.domain.capabilities import LengthUnit
from towkay.domain.messages import (
    Card,
    Carousel,
    Choices,
    Image,
    LinkButton,
    Lossy,
    Message,
    PostbackButton,
    Products,
    QuickReply,
    Text,
)
from towkay.domain.offers import Choice, Product, Section
from towkay.domain.packing import pack

WHATSAPP = LIMITS["whatsapp, all forms"]
INSTAGRAM = LIMITS["instagram"]
PHOTO, SHOP = "https://cdn.example.com/a.jpg", "https://shop.example.com/p/1"
OPEN, ASK = LinkButton("官網", SHOP), PostbackButton("運費", "tk:answer:fee")
MENU, HUMAN = QuickReply("選單", "tk:menu"), QuickReply("真人", "tk:human")
TEA = Card("高山烏龍", "75 克", PHOTO, "", (PostbackButton("買", "tk:buy:1"),))


def shown(*said: Message) -> list[Message]:
    packed = pack(said, WHATSAPP)
    assert_within(packed, WHATSAPP)
    return [one for request in packed.requests for one in request]


def lost(*said: Message) -> list[Lossy]:
    return [loss.what for loss in pack(said, WHATSAPP).losses]


def replies(many: int) -> tuple[QuickReply, ...]:
    return tuple(QuickReply(f"鈕 {one}", f"tk:{one}") for one in range(many))


def test_a_link_and_an_answer_stand_under_messages_of_their_own() -> None:
    assert shown(Text("好", buttons=(OPEN, ASK, replace(OPEN, label="地圖")))) == [
        Text("好", buttons=(OPEN,)),
        Text("…", buttons=(ASK,)),
        Text("…", buttons=(replace(OPEN, label="地圖"),)),
    ]
    assert lost(Text("好", buttons=(OPEN, ASK))) == []


def test_the_same_label_never_stands_twice_under_one_message() -> None:
    twice = (ASK, replace(ASK, payload="tk:other"), replace(ASK, label="另一個"))

    assert [one.buttons for one in shown(Text("好", buttons=twice)) if isinstance(one, Text)] == [
        twice[:1],
        twice[1:],
    ]


def test_quick_replies_share_the_place_of_buttons_while_there_is_room() -> None:
    assert shown(Text("好", (MENU, HUMAN), (ASK,))) == [Text("好", (MENU, HUMAN), (ASK,))]
    assert shown(Text("好", replies(3), (ASK,))) == [
        Text("好", buttons=(ASK,)),
        Text("請選一個：", replies(3)),
    ]
    assert shown(Text("好", (MENU,), (OPEN,))) == [
        Text("好", buttons=(OPEN,)),
        Text("請選一個：", (MENU,)),
    ]


@pytest.mark.parametrize("last", [Image(PHOTO), Carousel((TEA, TEA), text="茶")])
def test_what_can_hold_no_quick_reply_is_followed_by_a_message_that_can(last: Message) -> None:
    assert shown(replace(last, quick_replies=(MENU,))) == [last, Text("請選一個：", (MENU,))]


def test_more_quick_replies_than_buttons_become_one_list() -> None:
    (listed,) = shown(Text("要找什麼？", replies(10)))

    assert isinstance(listed, Choices)
    assert (listed.text, listed.button) == ("要找什麼？", "看選項")
    assert answers_of([listed]) == [f"tk:{one}" for one in range(10)]
    assert lost(Text("要找什麼？", replies(10))) == []


def test_a_text_above_quick_replies_is_as_short_as_one_above_buttons() -> None:
    text = "泡茶的水要剛滾，等一分鐘再沖。" * 100

    first, last = shown(Text(text, (MENU,)))

    assert isinstance(first, Text) and isinstance(last, Text)
    assert first.text + last.text == text
    assert len(last.text) <= 1024 and last.quick_replies == (MENU,)


def test_the_tap_on_a_card_becomes_a_button_that_opens_the_same() -> None:
    assert shown(Card("茶", "好茶", PHOTO, SHOP)) == [
        Card("茶", "好茶", PHOTO, "", (LinkButton("看更多", SHOP),))
    ]
    assert shown(Card("茶", "好茶", PHOTO, SHOP, (OPEN,))) == [
        Card("茶", "好茶", PHOTO, "", (OPEN,))
    ]
    assert lost(Card("茶", "好茶", PHOTO, SHOP)) == [Lossy.LINK]


def test_cards_that_are_alike_stand_side_by_side_and_none_is_left_alone() -> None:
    eleven = Carousel((TEA,) * 11, text="今天的茶：")

    assert [len(one.cards) for one in shown(eleven) if isinstance(one, Carousel)] == [9, 2]
    assert lost(eleven) == []


@pytest.mark.parametrize(
    "unlike",
    [
        replace(TEA, image_url=""),
        replace(TEA, buttons=()),
        replace(TEA, buttons=(OPEN,)),
        replace(TEA, buttons=(PostbackButton("買", "tk:" + "x" * 20),)),
        replace(TEA, buttons=(*TEA.buttons, ASK)),
    ],
)
def test_a_card_unlike_those_beside_it_is_shown_by_itself(unlike: Card) -> None:
    said = Carousel((TEA, TEA, unlike, TEA, TEA))

    two = Carousel((TEA, TEA), text="看看這些：")
    assert shown(said) == [two, unlike, two]
    assert lost(said) == [Lossy.CARD]


def test_words_before_cards_stand_above_them_in_one_message() -> None:
    assert shown(Text("今天的茶：", (MENU,)), Carousel((TEA, TEA)))[0] == Carousel(
        (TEA, TEA), text="今天的茶："
    )
    long = "茶" * 1025
    assert shown(Text(long), Carousel((TEA, TEA))) == [
        Text(long),
        Carousel((TEA, TEA), text="看看這些："),
    ]


def test_a_text_on_too_many_lines_keeps_its_words_in_a_carousel() -> None:
    lines = replace(TEA, text="一\n二\n三")

    assert shown(Carousel((lines, lines), text="茶")) == [
        Carousel((replace(TEA, text="一\n二 三"),) * 2, text="茶")
    ]


def test_a_list_holds_ten_rows_and_goes_on_in_another() -> None:
    rows = tuple(Choice(f"選項 {one}", f"tk:{one}") for one in range(14))
    said = Choices("哪一個？", "", (Section("茶", rows[:8]), Section("", rows[8:])))

    first, second = shown(said)

    assert isinstance(first, Choices) and isinstance(second, Choices)
    assert [section.title for section in first.sections] == ["茶", "其他"]
    assert (first.text, second.text, second.sections) == (
        "哪一個？",
        "…",
        (Section("", rows[10:]),),
    )
    assert lost(said) == []


def test_a_row_too_long_for_a_list_is_whole_beneath_itself_or_above_the_list() -> None:
    long = "一個怎麼樣也放不進清單裡面的很長很長的名字喔"
    beneath = Choices("哪一個？", "看", (Section("", (Choice(long * 2, "tk:1"),)),))
    above = Choices("哪一個？", "看", (Section("", (Choice(long * 2, "tk:1", "明天到"),)),))

    (one,), (other,) = shown(beneath), shown(above)

    assert isinstance(one, Choices) and isinstance(other, Choices)
    assert one.sections[0].choices[0].detail == long * 2
    assert other.text == f"哪一個？\n\n{long * 2} — 明天到"
    assert lost(beneath) == lost(above) == [Lossy.LABEL]


def test_products_of_the_catalogue_are_listed_under_a_title() -> None:
    tea = Product("SKU-1", "茶")

    assert shown(Products((tea, tea), catalog="7788")) == [
        Products((tea, tea), "商品", "請選一個：", "7788")
    ]
    assert shown(Products((tea,), catalog="7788")) == [Products((tea,), catalog="7788")]


def test_instagram_counts_a_text_in_bytes_and_a_label_in_letters() -> None:
    text = "泡茶的水要剛滾，等一分鐘再沖。" * 60
    label = PostbackButton("茶" * 20, "x")

    packed = pack([Text(text), Text("好", buttons=(label,))], INSTAGRAM)

    parts = [one.text for request in packed.requests for one in request if isinstance(one, Text)]
    assert "".join(parts) == text + "好" and packed.losses == ()
    assert all(LengthUnit.UTF8.measure(part) <= 1000 for part in parts)
    assert all(part.endswith("。") for part in parts[:-1])
