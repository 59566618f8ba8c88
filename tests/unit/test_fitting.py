"""What a channel cannot show as written is shown in another way, and said to be."""

from collections.abc import Iterable

import pytest

from towkay.domain.capabilities import Capabilities
from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.messages import (
    Button,
    Card,
    Carousel,
    Image,
    LinkButton,
    Lossy,
    Message,
    PostbackButton,
    QuickReply,
    Text,
)
from towkay.domain.packing import pack

LINE, MESSENGER = CAPABILITIES[Channel.LINE], CAPABILITIES[Channel.MESSENGER]
SHOP = "https://shop.example.com/p/1"
PHOTO = "https://cdn.example.com/a.jpg"
ASK = PostbackButton("運費", "tk:answer:fee")
OPEN = LinkButton("官網", SHOP)


def bubbles(said: Iterable[Message], limits: Capabilities) -> list[Message]:
    return [message for request in pack(list(said), limits).requests for message in request]


def lost(said: Message, limits: Capabilities) -> list[Lossy]:
    return [loss.what for loss in pack([said], limits).losses]


def test_buttons_stand_under_the_last_part_of_a_long_text() -> None:
    sentence = "泡茶的水要剛滾，等一分鐘再沖。"
    said = Text(sentence * 100, buttons=(ASK,))

    first, last = bubbles([said], MESSENGER)

    assert isinstance(first, Text) and isinstance(last, Text)
    assert (first.buttons, last.buttons) == ((), (ASK,))
    assert first.text + last.text == said.text
    assert first.text.endswith("。")
    assert 600 < len(last.text) <= MESSENGER.button_text_limit
    assert lost(said, MESSENGER) == []


def test_more_buttons_than_fit_go_on_under_another_message() -> None:
    buttons = tuple(PostbackButton(f"選項 {number}", f"p{number}") for number in range(7))

    shown = bubbles([Text("選一個", buttons=buttons)], MESSENGER)

    assert [message.buttons for message in shown if isinstance(message, Text)] == [
        buttons[:3],
        buttons[3:6],
        buttons[6:],
    ]
    assert lost(Text("選一個", buttons=buttons), MESSENGER) == []


def test_buttons_without_words_get_their_labels_as_words() -> None:
    assert bubbles([Text(" ", buttons=(ASK, OPEN))], LINE) == [
        Text("運費 · 官網", buttons=(ASK, OPEN))
    ]


@pytest.mark.parametrize("limits", [LINE, MESSENGER])
@pytest.mark.parametrize(
    "button",
    [
        LinkButton("官網", "http://shop.example.com/"),
        LinkButton("官網", "https://169.254.169.254/latest/meta-data/"),
        LinkButton("官網", "javascript:alert(1)"),
        LinkButton(" ", SHOP),
        PostbackButton("", "tk:menu"),
        PostbackButton("選單", ""),
        PostbackButton("選單", "x" * 1001),
    ],
)
def test_a_button_that_cannot_be_shown_is_left_out_and_named(
    limits: Capabilities, button: Button
) -> None:
    said = Text("好", buttons=(button, ASK))

    assert bubbles([said], limits) == [Text("好", buttons=(ASK,))]
    assert lost(said, limits) == [Lossy.BUTTON]


def test_a_safe_link_too_long_for_a_button_is_said_to_be_tapped() -> None:
    long = LinkButton("官網", SHOP.ljust(1500, "a"))

    assert bubbles([Text("好", buttons=(long,))], LINE) == [Text("好"), Text(f"官網\n{long.url}")]
    assert lost(Text("好", buttons=(long,)), LINE) == [Lossy.BUTTON]
    assert bubbles([Text("好", buttons=(long,))], MESSENGER) == [Text("好", buttons=(long,))]


@pytest.mark.parametrize(
    "button",
    [
        LinkButton("茶" * 4000, SHOP.ljust(1500, "a")),  # too long for a line of text as well
        PostbackButton("選單", "🍵" * 151),  # 302 units where emoji count twice
    ],
)
def test_a_button_a_little_too_long_for_line_is_left_out(button: Button) -> None:
    assert bubbles([Text("好", buttons=(button,))], LINE) == [Text("好")]
    assert lost(Text("好", buttons=(button,)), LINE) == [Lossy.BUTTON]


def test_a_link_too_long_for_a_card_s_button_is_said_after_the_card() -> None:
    long = LinkButton("官網", SHOP.ljust(1500, "a"))

    assert bubbles([Card("茶", "好茶", buttons=(ASK, long))], LINE) == [
        Card("茶", "好茶", buttons=(ASK,)),
        Text(f"官網\n{long.url}"),
    ]


def test_a_long_label_is_shortened_between_two_signs() -> None:
    family = "👨‍👩‍👧‍👦"

    (shown,) = bubbles([Text("好", buttons=(PostbackButton(family * 4, "x"),))], MESSENGER)

    assert isinstance(shown, Text)
    assert shown.buttons[0].label == family * 2 + "…"
    assert lost(Text("好", buttons=(PostbackButton(family * 4, "x"),)), MESSENGER) == [Lossy.LABEL]


@pytest.mark.parametrize("url", ["http://cdn.example.com/a.jpg", "https://10.0.0.8/a.jpg", ""])
def test_a_picture_that_must_not_be_fetched_is_said_in_words(url: str) -> None:
    assert bubbles([Image(url, "一罐茶")], LINE) == [Text("一罐茶")]
    assert bubbles([Image(url)], LINE) == []
    assert lost(Image(url), LINE) == [Lossy.IMAGE]


def test_an_unsafe_preview_costs_the_preview_only() -> None:
    said = Image(PHOTO, "一罐茶", "https://localhost/a.jpg")

    assert bubbles([said], LINE) == [Image(PHOTO, "一罐茶")]
    assert lost(said, LINE) == [Lossy.IMAGE]


def test_a_card_too_long_shows_its_beginning_and_is_said_whole_after_it() -> None:
    said = Card("高山烏龍", "茶" * 200, PHOTO, SHOP, (OPEN,))

    card, text = bubbles([said], MESSENGER)

    assert card == Card("高山烏龍", "茶" * 79 + "…", PHOTO, SHOP, (OPEN,))
    assert text == Text("高山烏龍\n" + "茶" * 200)
    assert lost(said, MESSENGER) == [Lossy.CARD_TEXT]
    assert bubbles([said], LINE) == [said]


def test_a_card_with_more_buttons_than_fit_has_the_rest_under_its_title() -> None:
    buttons = tuple(PostbackButton(f"選項 {number}", f"p{number}") for number in range(5))
    said = Card("高山烏龍", "好茶", buttons=buttons)

    assert bubbles([said], MESSENGER) == [
        Card("高山烏龍", "好茶", buttons=buttons[:3]),
        Text("高山烏龍", buttons=buttons[3:]),
    ]
    assert lost(said, MESSENGER) == []


def test_a_card_loses_an_unsafe_picture_and_an_unsafe_link_but_not_its_words() -> None:
    said = Card("茶", "好茶", "http://cdn.example.com/a.jpg", "http://shop.example.com/")

    assert bubbles([said], LINE) == [Card("茶", "好茶")]
    assert lost(said, LINE) == [Lossy.IMAGE, Lossy.LINK]


def test_a_mere_title_is_a_card_only_where_the_channel_has_such_cards() -> None:
    assert bubbles([Card("茶")], LINE) == [Card("茶")]
    assert bubbles([Card("茶")], MESSENGER) == [Text("茶")]
    assert lost(Card("茶"), MESSENGER) == [Lossy.CARD]
    unsafe = Card("茶", buttons=(LinkButton("官網", "http://x"),))
    assert bubbles([unsafe], MESSENGER) == [Text("茶")]


def test_a_card_without_a_title_is_said_in_other_messages_in_its_place() -> None:
    said = Carousel((Card("一", "1"), Card("", "好茶", PHOTO, SHOP, (ASK,)), Card("三", "3")))

    assert bubbles([said], LINE) == [
        Card("一", "1"),
        Image(PHOTO),
        Text(f"好茶\n{SHOP}", buttons=(ASK,)),
        Card("三", "3"),
    ]
    assert lost(said, LINE) == [Lossy.CARD]


def test_what_cards_leave_unsaid_follows_all_of_them() -> None:
    long, short = Card("長", "茶" * 100), Card("短", "好")

    carousel, after = bubbles([Carousel((long, short))], MESSENGER)

    assert isinstance(carousel, Carousel)
    assert [card.title for card in carousel.cards] == ["長", "短"]
    assert after == Text("長\n" + "茶" * 100)


@pytest.mark.parametrize("empty", [Text(" \n"), Carousel(()), Card("", " "), Carousel((Card(""),))])
@pytest.mark.parametrize("limits", [LINE, MESSENGER])
def test_what_is_empty_leads_to_no_request(empty: Message, limits: Capabilities) -> None:
    assert pack([empty], limits) == pack([], limits)


def test_quick_replies_under_nothing_are_named_as_lost() -> None:
    assert lost(Text("", (QuickReply("選單", "tk:menu"),)), LINE) == [Lossy.QUICK_REPLY]


@pytest.mark.parametrize("last", [Image(PHOTO), Card("茶", "好茶"), Text("好", buttons=(ASK,))])
@pytest.mark.parametrize("limits", [LINE, MESSENGER])
def test_quick_replies_stand_under_the_last_message_whatever_its_kind(
    last: Message, limits: Capabilities
) -> None:
    reply = QuickReply("選單", "tk:menu")

    *_, shown = bubbles([Text("一", (reply,)), last], limits)

    assert type(shown) is type(last)
    assert shown.quick_replies == (reply,)
