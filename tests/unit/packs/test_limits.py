"""What a brand may write is what every channel can show, whatever their limits are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shop import BRAND, FAQ, ITEMS, NOW, event
from towkay.domain.channels import CAPABILITIES, CONNECTED, Channel
from towkay.domain.contacts import met
from towkay.domain.conversation.decide import decide
from towkay.domain.messages import Choices, QuickReply, Text
from towkay.domain.packing import pack
from towkay.packs.brand_file import MENU_LIMIT
from towkay.packs.texts import LABEL_LIMIT, MESSAGE_LIMIT, fits_label, shortened, size_of


@pytest.mark.parametrize("channel", CONNECTED)
def test_the_longest_menu_is_shown_whole_with_a_person_at_its_end(channel: Channel) -> None:
    items = tuple(replace(ITEMS[0], id=f"item{number}") for number in range(MENU_LIMIT))
    brand = replace(BRAND, faq=items, menu=tuple(item.id for item in items))
    asked = event("選單")

    said = decide(asked, met(asked), brand, FAQ, NOW).messages

    packed = pack(said, CAPABILITIES[channel])
    assert packed.losses == ()
    shown = packed.requests[-1][-1]
    listed = shown.sections[0].choices if isinstance(shown, Choices) else shown.quick_replies
    assert len(listed) == MENU_LIMIT + 1


def test_one_more_entry_would_not_fit_the_tightest_channel() -> None:
    assert min(limits.quick_reply_limit for limits in CAPABILITIES.values()) < MENU_LIMIT + 2


@given(st.text(min_size=LABEL_LIMIT + 1, max_size=60))
def test_a_shortened_label_loses_nothing_more_on_any_channel(text: str) -> None:
    label = shortened(text)

    assert fits_label(label)
    for limits in CAPABILITIES.values():
        assert pack([Text("茶", (QuickReply(label, "tk:menu"),))], limits).losses == ()


@pytest.mark.parametrize("channel", CONNECTED)
@pytest.mark.parametrize("letter", ["茶", "a", "🍵"])
def test_a_text_without_a_note_is_one_message_everywhere(channel: Channel, letter: str) -> None:
    text = letter * (MESSAGE_LIMIT // size_of(letter))

    packed = pack([Text(text)], CAPABILITIES[channel])

    assert [len(request) for request in packed.requests] == [1]
