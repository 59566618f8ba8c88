"""Words packed before their gaps are filled in read like words packed afterwards."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.builders import a_contact
from tests.support.messages import ANY_MESSAGE
from tests.support.said import BUTTONS, REPLIES
from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.copying import changed
from towkay.domain.gaps import Pack, Packed, filled_in, with_gaps
from towkay.domain.messages import Message, Purpose, Text
from towkay.domain.notices import led_by
from towkay.domain.packing import pack
from towkay.domain.personal import filled
from towkay.domain.profile import FieldValue
from towkay.domain.sends import plan_sends

CHANNELS = [Channel.MESSENGER, Channel.INSTAGRAM, Channel.WHATSAPP, Channel.LINE]
GAPS = st.sampled_from(["{name|朋友}", "{name|}", "{tea| 茶 }"])
PIECES = st.sampled_from(["早安。", " ", "\n", "茶" * 30, "好茶！" * 300, "🧧", "\u0301"])
TEXTS = st.lists(st.one_of(GAPS, PIECES), min_size=1, max_size=9).map("".join)
GAPPED = st.builds(Text, TEXTS, buttons=BUTTONS, quick_replies=REPLIES)
VALUES = st.text(max_size=70)
LINE = "要停收請回「停止」"


def packing(channel: Channel, line: str) -> Pack:
    """As a notice is packed, a line above it that stands where there is room."""
    limits = CAPABILITIES[channel]

    def packed(messages: tuple[Message, ...]) -> Packed:
        said = led_by(line, messages, limits.text_limit) if line else messages
        found = pack(said, limits)
        return plan_sends(Purpose.MARKETING, found.requests), found.losses

    return packed


@pytest.mark.parametrize("channel", CHANNELS)
@given(
    st.one_of(st.tuples(GAPPED), st.tuples(GAPPED, ANY_MESSAGE), st.tuples(ANY_MESSAGE, GAPPED)),
    *(VALUES, VALUES, st.sampled_from(["", LINE])),
)
@example((Text("{name|} 早安"),), "", "", "")
@example((Text("{name|}" + "茶" * 1990),), "客人", "", "")
def test_gaps_filled_in_afterwards_come_to_the_same(
    channel: Channel, said: tuple[Message, ...], name: str, tea: str, line: str
) -> None:
    packs = packing(channel, line)
    known = (FieldValue("name", name), FieldValue("tea", tea))
    reader = changed(a_contact(), fields=known)

    gapped = with_gaps(said, a_contact(), packs)

    if gapped is not None:
        assert filled_in(gapped, reader) == packs(filled(said, reader))


def test_a_name_in_a_text_with_room_is_filled_in_afterwards() -> None:
    said = (Text("早安，{name|朋友}！今天的茶好了。"),)

    gapped = with_gaps(said, a_contact(), packing(Channel.LINE, LINE))

    assert gapped is not None
    (send,), _ = filled_in(gapped, changed(a_contact(), fields=(FieldValue("name", "小美"),)))
    assert send.messages == (Text(f"{LINE}\n早安，小美！今天的茶好了。"),)


@pytest.mark.parametrize("length", [1940, 1999, 2500])
def test_words_that_a_long_name_would_split_are_packed_for_each(length: int) -> None:
    said = (Text("茶" * length + "{name|朋友}"),)

    assert with_gaps(said, a_contact(), packing(Channel.MESSENGER, "")) is None
