"""A bubble of the demo shows what a shopper would see, and never runs off its lines."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.builders import NOW
from workbench.demo_bubble import drawn
from workbench.simulators.conversation import Author, Bubble, Button, Face
from workbench.transcript import width_of

SEE = Button("看商品", "web_url", "https://example.com/pot")
ASK = Button("運費", "postback", "tk:answer:shipping")
POT = Face("朱泥壺", "NT$2,880 · 適合烏龍", "https://cdn.example.com/a/pot.jpg", "", (SEE, ASK))
CUP = Face("品茗杯", "NT$320")
# What a kind of message has: as the simulators keep it.
TEXT_WITH_BUTTONS = Face(text="開壺的步驟", buttons=(SEE,))


def bubble(**shown: object) -> Bubble:
    return Bubble(NOW, Author.SHOP, "any", **{"text": "", **shown})  # type: ignore[arg-type]


def test_cards_stand_side_by_side_with_all_they_have() -> None:
    lines = list(drawn(bubble(cards=(POT, CUP)), 67))

    assert lines[0].count("┌") == lines[-1].count("└") == 2
    assert "朱泥壺" in lines[2] and "NT$320" in lines[2]
    told = "\n".join(lines)
    assert all(piece in told for piece in ("▣ pot.jpg", "[看商品 ↗]", "[運費]"))
    assert {width_of(line) for line in lines} == {width_of(lines[0])}


def test_more_cards_than_fit_begin_another_row() -> None:
    lines = list(drawn(bubble(cards=(POT,) * 4), 68))

    assert [line.count("┌") for line in lines if "┌" in line] == [3, 1]


def test_words_with_buttons_are_not_drawn_as_a_card() -> None:
    said = bubble(text="開壺的步驟", cards=(TEXT_WITH_BUTTONS,), buttons=(SEE, ASK))

    assert list(drawn(said, 67)) == ["開壺的步驟", "[看商品 ↗]  [運費]"]


def test_a_picture_is_named_and_quick_replies_come_last() -> None:
    shown = bubble(image="https://cdn.example.com/shop/door.jpg", quick_replies=(ASK,))

    assert list(drawn(shown, 67)) == ["▣ door.jpg", "[運費]"]


@pytest.mark.parametrize("width", [40, 67])
@given(words=st.text("茶壺 abc，🍵\n", max_size=80), count=st.integers(1, 7))
@example(words="aaaaaaa壺壺壺壺壺壺壺壺壺壺壺 ", count=2)
def test_no_line_is_wider_than_there_is_room(width: int, words: str, count: int) -> None:
    face = Face(words[:20], words, "https://cdn.example.com/a.jpg", "", (SEE, ASK))

    lines = list(drawn(bubble(cards=(face,) * count), width))

    assert max(map(width_of, lines)) <= width
