"""What a brand may write is what every channel can show, whatever their limits are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shop import BRAND, FAQ, ITEMS, NOW, event
from tests.unit.packs.sample import BRAND_YAML
from towkay.domain.channels import CAPABILITIES, Channel, every_channel
from towkay.domain.contacts import met
from towkay.domain.conversation.decide import decide
from towkay.domain.messages import Choices, QuickReply, Text
from towkay.domain.packing import pack
from towkay.packs.accounts_file import channels_named
from towkay.packs.limits import limits_of
from towkay.packs.texts import fits_label, shortened

EVERYWHERE = limits_of(())
MENU_LIMIT = EVERYWHERE.menu.most
LABEL_LIMIT = EVERYWHERE.quick_reply_label.most
MESSAGE_LIMIT = EVERYWHERE.message.most


@pytest.mark.parametrize("channel", every_channel())
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


@pytest.mark.parametrize(
    ("on", "menu", "tightest"),
    [
        (("line",), 12, "LINE"),
        (("line", "messenger"), 12, "Messenger, LINE"),
        (("line", "messenger", "whatsapp"), 9, "WhatsApp"),
        (("no_such_channel",), 9, "WhatsApp"),
        ((), 9, "WhatsApp"),
    ],
)
def test_the_limits_of_a_brand_are_those_of_the_channels_it_is_on(
    on: tuple[str, ...], menu: int, tightest: str
) -> None:
    assert limits_of(on).menu == (menu, tightest)


def test_a_length_is_counted_as_the_strictest_of_its_channels_counts() -> None:
    assert limits_of(["messenger"]).length("🍵") <= limits_of(["messenger", "line"]).length("🍵")
    assert limits_of(["line"]).length("🍵") == 2


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (BRAND_YAML, {"messenger", "line"}),
        ("accounts:\n  - channel: line\n  - {channel: [], account: x}\n  - line\n", {"line"}),
        ("accounts: line", set()),
        ("[", set()),
        ("", set()),
    ],
)
def test_the_channels_of_a_brand_are_read_whatever_else_is_wrong(
    text: str, named: set[str]
) -> None:
    assert channels_named(text) == named


@given(st.text(min_size=LABEL_LIMIT + 1, max_size=60))
def test_a_shortened_label_loses_nothing_more_on_any_channel(text: str) -> None:
    label = shortened(text, EVERYWHERE)

    assert fits_label(label, EVERYWHERE)
    for limits in CAPABILITIES.values():
        assert pack([Text("茶", (QuickReply(label, "tk:menu"),))], limits).losses == ()


@pytest.mark.parametrize("channel", every_channel())
@pytest.mark.parametrize("letter", ["茶", "a", "🍵"])
def test_a_text_without_a_note_is_one_message_everywhere(channel: Channel, letter: str) -> None:
    text = letter * (MESSAGE_LIMIT // EVERYWHERE.size_of(letter))

    packed = pack([Text(text)], CAPABILITIES[channel])

    assert [len(request) for request in packed.requests] == [1]
