"""However long what a channel sends is, an event fits its queue, and what was cut is told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from towkay.adapters.channels.bounding import bounded
from towkay.adapters.codec import to_json
from towkay.domain.attachments import Attachment, AttachmentKind
from towkay.domain.doings import CartSent, Commented, EntryPoint, FormFilled, OrderedItem
from towkay.domain.events import Happening, MessageReceived
from towkay.domain.optins import OptedIn, TokenKind

MOST_BYTES = 200_000
TEA = "🍵" * 100_000
WAY_IN = EntryPoint(TEA, TEA, TEA, TEA, is_ad=True)
CART = CartSent(TEA, (OrderedItem(TEA, 10**400, TEA, TEA),) * 2_000, TEA, TEA)
HUGE: list[Happening] = [
    MessageReceived(TEA, TEA, (Attachment(AttachmentKind.FILE, TEA),) * 300, TEA, WAY_IN, TEA, TEA),
    CART,
    FormFilled(TEA, TEA, TEA),
    Commented(TEA, TEA, TEA, TEA),
]


@pytest.mark.parametrize("happening", HUGE, ids=lambda one: type(one).__name__)
def test_the_longest_of_every_kind_fits_and_says_that_it_was_cut(happening: Happening) -> None:
    kept, cut = bounded(happening)
    assert cut
    assert len(to_json(kept)) <= MOST_BYTES
    assert type(kept) is type(happening)


def test_what_is_of_an_ordinary_length_is_left_alone() -> None:
    cart = CartSent("m", (OrderedItem("TEA-01", 2, "350", "TWD"),) * 30, "請快點寄", "c")
    assert bounded(cart) == (cart, False)


def test_a_cart_keeps_its_first_hundred_lines() -> None:
    cart = CartSent("m", tuple(OrderedItem(f"s{number}", 1) for number in range(120)))
    kept, cut = bounded(cart)
    assert cut
    assert [item.sku for item in kept.items] == [f"s{number}" for number in range(100)]


def test_a_number_beyond_any_order_is_brought_back_to_one_that_can_be_stored() -> None:
    kept, cut = bounded(CartSent("m", (OrderedItem("s", 10**400),)))
    assert (kept.items[0].quantity, cut) == (1_000_000_000, True)


def test_a_token_too_long_to_be_one_is_dropped_and_not_shortened() -> None:
    kept, cut = bounded(OptedIn(TokenKind.NOTIFICATION, "t" * 1_001, "news"))
    assert (kept.token, kept.title, cut) == ("", "news", True)


@given(st.text(max_size=60_000), st.integers(0, 200))
def test_any_message_is_cut_to_what_a_queue_and_a_row_hold(text: str, attachments: int) -> None:
    happening = MessageReceived("m", text, (Attachment(AttachmentKind.LINK, text),) * attachments)
    kept, cut = bounded(happening)
    assert len(json.dumps(kept.text)) <= MOST_BYTES
    assert len(to_json(kept)) <= MOST_BYTES
    assert cut is (kept != happening)
