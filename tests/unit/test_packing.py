"""Long texts are split where a reader would, and nothing is lost."""

from hypothesis import given
from hypothesis import strategies as st

from towkay.domain.capabilities import Capabilities, LengthUnit
from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.fitting.cutting import split_text
from towkay.domain.messages import QuickReply, Text
from towkay.domain.packing import pack

LINE, MESSENGER = CAPABILITIES[Channel.LINE], CAPABILITIES[Channel.MESSENGER]


def parts_of(text: str, limits: Capabilities) -> list[str]:
    return split_text(text, limits.text_limit, limits.length_unit)


def test_a_short_answer_is_one_message() -> None:
    assert pack([Text("好")], LINE).requests == ((Text("好"),),)


def test_a_long_text_is_cut_at_a_sentence_end() -> None:
    sentence = "泡茶的水要剛滾，等一分鐘再沖。"
    parts = parts_of(sentence * 300, MESSENGER)
    assert all(part.endswith("。") for part in parts)
    assert "".join(parts) == sentence * 300


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=9000))
def test_splitting_keeps_every_letter_and_every_limit(text: str) -> None:
    for limits in (LINE, MESSENGER):
        parts = parts_of(text, limits)
        assert all(0 < limits.length_unit.measure(part) <= limits.text_limit for part in parts)
        assert "".join("".join(parts).split()) == "".join(text.split())


def test_an_emoji_sequence_is_never_parted() -> None:
    family = "👨‍👩‍👧‍👦"
    for padding in range(8):
        parts = parts_of("茶" * (MESSENGER.text_limit - padding) + family * 2, MESSENGER)
        assert sum(part.count(family) for part in parts) == 2


def test_a_line_reply_takes_five_messages_and_the_tail_is_another_send() -> None:
    packed = pack([Text(str(number)) for number in range(7)], LINE)
    assert [len(request) for request in packed.requests] == [5, 2]


def test_messenger_takes_one_message_a_request() -> None:
    packed = pack([Text("一"), Text("二")], MESSENGER)
    assert [len(request) for request in packed.requests] == [1, 1]


def test_quick_replies_stand_under_the_very_last_message() -> None:
    reply = QuickReply("選單", "tk:menu")
    packed = pack([Text("一", (reply,)), Text("二")], MESSENGER)
    assert packed.requests[0][0].quick_replies == ()
    assert packed.requests[-1][-1].quick_replies == (reply,)


def test_what_does_not_fit_is_named_and_not_silently_cut() -> None:
    replies = tuple(QuickReply(f"按鈕{number}", f"tk:answer:{number}") for number in range(15))
    packed = pack([Text("選", replies)], LINE)
    assert len(packed.requests[0][0].quick_replies) == 13
    assert [loss.detail for loss in packed.losses] == [
        "left out: tk:answer:13",
        "left out: tk:answer:14",
    ]


def test_a_long_label_is_shortened_to_fit_and_named() -> None:
    packed = pack([Text("選", (QuickReply("茶" * 30, "tk:menu"),))], LINE)
    label = packed.requests[0][0].quick_replies[0].label
    assert label == "茶" * 19 + "…"
    assert packed.losses[0].what == "label"


def test_an_emoji_counts_twice_on_line() -> None:
    assert LengthUnit.UTF16.measure("茶🍵") == 3
    assert LengthUnit.CODE_POINTS.measure("茶🍵") == 2
