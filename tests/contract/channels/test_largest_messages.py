"""What is as large as a channel's table allows is taken, and what is larger is not."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contract.channels.simulated import call_on, made, shopper_on
from tests.support.messages import PLAIN_MESSAGE
from tests.support.webhook_bodies import BOT, LINE_USER
from tests.unit.simulators.rig import Rig
from towkay.adapters.channels.line.outbound import LineOutbound
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import CAPABILITIES, Channel, ContactKey, every_channel
from towkay.domain.fitting.sliding import card_bytes
from towkay.domain.messages import (
    Button,
    Card,
    Carousel,
    LinkButton,
    Message,
    PostbackButton,
    QuickReply,
    Text,
)
from towkay.domain.outcomes import Verdict
from towkay.domain.packing import pack
from towkay.domain.routes import Route

_KB = 1024
PHOTO = "https://cdn.example.com/a.jpg"
PLAIN_TURNS = st.lists(PLAIN_MESSAGE, max_size=3)


def line_body(*messages: Message) -> bytes:
    contact = ContactKey(Channel.LINE, BOT, LINE_USER)
    return LineOutbound().body_of(ChannelCall(contact, "tea", "1.0", Route.PUSH, messages))


@given(PLAIN_TURNS)
@settings(max_examples=60, deadline=None)
def test_no_bubble_is_larger_than_reckoned(said: list[Message]) -> None:
    for request in pack(said, CAPABILITIES[Channel.LINE]).requests:
        body = json.loads(line_body(*request))

        for message, content in zip(request, body["messages"], strict=True):
            assert_no_flex_is_too_big(content)
            assert_not_larger_than_reckoned(message, content)


def assert_no_flex_is_too_big(message: dict[str, Any]) -> None:
    """Measured on the very bytes that are sent, whose escapes LINE may or may not count."""
    if message["type"] == "flex":
        contents = message["contents"]
        assert sent_bytes(contents) <= 50 * _KB
        bubbles = contents["contents"] if contents["type"] == "carousel" else [contents]
        assert all(sent_bytes(bubble) <= 30 * _KB for bubble in bubbles)


def assert_not_larger_than_reckoned(message: Message, content: dict[str, Any]) -> None:
    """What a card takes is reckoned before it is written, to know how many stand side by side."""
    if isinstance(message, Card):
        assert sent_bytes(content["contents"]) <= card_bytes(message)
    if isinstance(message, Carousel):
        bubbles = content["contents"]["contents"]
        for card, bubble in zip(message.cards, bubbles, strict=True):
            assert sent_bytes(bubble) < card_bytes(card)  # and a comma


def sent_bytes(part: Any) -> int:
    return len(json.dumps(part, separators=(",", ":")))


def largest_card() -> Card:
    limits = CAPABILITIES[Channel.LINE]
    start = "https://shop.example.com/"
    label = "茶" * limits.button_label_limit
    presses: list[Button] = [
        PostbackButton(label, "茶" * limits.payload_limit),
        LinkButton(label, start.ljust(limits.link_limit, "a")),
    ]
    return Card(
        "茶" * limits.card_title_limit,
        "茶" * limits.card_text_limit,
        start.ljust(limits.image_url_limit, "a"),
        start.ljust(limits.link_limit, "a"),
        tuple((presses * limits.button_limit)[: limits.button_limit]),
    )


def test_the_largest_card_fits_a_bubble() -> None:
    card = largest_card()

    assert pack([card], CAPABILITIES[Channel.LINE]).losses == ()
    assert sent_bytes(json.loads(line_body(card))["messages"][0]["contents"]) <= 30 * _KB


def test_a_card_of_many_parts_and_few_letters_is_not_larger_than_reckoned() -> None:
    url = "https://x.tw/"
    card = Card("a", "b", url, url, (PostbackButton("c", "d"), LinkButton("e", url)) * 2)

    (content,) = json.loads(line_body(card))["messages"]

    assert_not_larger_than_reckoned(card, content)


def test_many_large_cards_become_carousels_that_fit_with_nothing_lost() -> None:
    cards = (largest_card(),) * 12

    packed = pack([Carousel(cards)], CAPABILITIES[Channel.LINE])

    shown = [
        card
        for request in packed.requests
        for message in request
        if isinstance(message, Carousel | Card)
        for card in (message.cards if isinstance(message, Carousel) else (message,))
    ]
    assert (tuple(shown), packed.losses) == (cards, ())
    for request in packed.requests:
        for message in json.loads(line_body(*request))["messages"]:
            assert_no_flex_is_too_big(message)


@pytest.mark.parametrize("channel", every_channel())
def test_a_dozen_cards_alike_stand_side_by_side_as_far_as_the_channel_goes(
    channel: Channel,
) -> None:
    limits = CAPABILITIES[channel]
    ask = (PostbackButton("買", "tk:menu"),)
    cards = tuple(
        Card(f"茶 {number}", "好茶", PHOTO, buttons=ask)
        for number in range(limits.carousel_limit + 2)
    )

    packed = pack([Carousel(cards)], limits)

    sizes = [
        len(message.cards)
        for request in packed.requests
        for message in request
        if isinstance(message, Carousel)
    ]
    assert (sizes, packed.losses) == ([limits.carousel_limit, 2], ())


@pytest.mark.parametrize("channel", every_channel())
def test_one_sign_more_than_the_table_allows_is_refused_by_the_channel(
    rig: Rig, channel: Channel
) -> None:
    """The table is not tighter than need be where a number is the platform's own."""
    limits = CAPABILITIES[channel]
    label = "茶" * (limits.button_label_limit + 1)
    too_long = Text("茶", buttons=(PostbackButton(label, "x"),))
    replies = tuple(
        QuickReply(f"茶 {one}", f"x{one}") for one in range(limits.quick_reply_limit + 1)
    )
    shopper_on(rig, channel).say("hi")

    for message in (too_long, Text("茶", replies)):
        assert made(rig, call_on(channel, message)).verdict is Verdict.REFUSED
