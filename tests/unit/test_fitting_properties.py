"""Whatever is said, every channel is given what it takes, and told losses are the true ones."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.messages import ANY_MESSAGE, TURNS
from tests.support.said import ANY_WORDS
from tests.support.spoken import everything
from tests.support.within import LIMITS, assert_within
from towkay.domain.messages import (
    Card,
    Carousel,
    Choices,
    ConsentRequest,
    Message,
    QuickReply,
    Text,
)
from towkay.domain.offers import Choice, Section
from towkay.domain.packing import pack

EVERY_CHANNEL = pytest.mark.parametrize("channel", LIMITS)
# Losses of where something stands or how often it is said, not of what is said.
OF_PLACE = (
    "shown by itself",
    "shortened, whole after it",
    "shortened, whole above it",
    "detail shortened, whole above it",
)

YES, NO = QuickReply("好", "tk:yes"), QuickReply("不用", "tk:no")
LONG_TITLE = ConsentRequest("news", "每週優惠" * 20, "要收嗎？", YES, NO)
LONG_DETAIL = Choices("哪一個？", "看", (Section("茶", (Choice("烏龍", "tk:1", "高山的" * 30),)),))


@EVERY_CHANNEL
@given(said=TURNS)
@settings(max_examples=60, deadline=None)
def test_whatever_is_said_every_request_is_within_the_limits(
    channel: str, said: list[Message]
) -> None:
    assert_within(pack(said, LIMITS[channel]), LIMITS[channel])


@EVERY_CHANNEL
@given(said=TURNS)
@settings(max_examples=60, deadline=None)
def test_what_was_packed_packs_to_the_same_and_loses_nothing_more(
    channel: str, said: list[Message]
) -> None:
    limits = LIMITS[channel]
    once = pack(said, limits)
    again = pack([message for request in once.requests for message in request], limits)

    assert (again.requests, again.losses) == (once.requests, ())
    assert pack(said, limits) == once


@EVERY_CHANNEL
@given(said=ANY_MESSAGE)
@example(said=LONG_TITLE)
@example(said=LONG_DETAIL)
@settings(max_examples=100, deadline=None)
def test_a_loss_is_stated_when_and_only_when_something_written_is_not_shown_so(
    channel: str, said: Message
) -> None:
    packed = pack([said], LIMITS[channel])
    shown = [message for request in packed.requests for message in request]
    is_card = isinstance(said, Card | Carousel)  # what is shortened on a card is told by its parts
    told = OF_PLACE[:1] if is_card else OF_PLACE
    losses = [loss for loss in packed.losses if not loss.detail.startswith(told)]

    written, seen = everything([said]), everything(shown)
    assert (written <= seen) == (losses == [])
    assert all(isinstance(more, str) for more in seen - written if not losses)


@EVERY_CHANNEL
@given(text=ANY_WORDS, times=st.integers(1, 40), pad=st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_no_letter_of_a_text_is_lost_added_or_moved(
    channel: str, text: str, times: int, pad: int
) -> None:
    written = "茶" * pad + text * times

    packed = pack([Text(written)], LIMITS[channel])

    shown = [one.text for request in packed.requests for one in request if isinstance(one, Text)]
    assert "".join("".join(shown).split()) == "".join(written.split())
    assert packed.losses == ()


@EVERY_CHANNEL
@given(said=ANY_MESSAGE, more=ANY_WORDS)
@settings(max_examples=30, deadline=None)
def test_the_language_changes_only_words_of_ours(channel: str, said: Message, more: str) -> None:
    limits = LIMITS[channel]
    chinese, english = pack([said], limits, "zh-TW"), pack([said], limits, "en")

    assert_within(english, limits)
    assert [loss.what for loss in chinese.losses] == [loss.what for loss in english.losses]
    assert (
        pack([replace(said, quick_replies=())], limits, "zh-TW").requests[:-1]
        == (pack([replace(said, quick_replies=())], limits).requests[:-1])
    )
