"""A line of a terminal ends where a reader would pause."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.transcript import width_of, wrapped

PIECES = st.sampled_from(["茶", "，", "。", " 73", "1,520", "word ", " ", "(551)", "x", "…"])
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@given(TEXTS, st.integers(12, 40))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    lines = list(wrapped(text, width))

    assert all(width_of(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_number_before_a_comma_stays_whole() -> None:
    lines = list(wrapped("封鎖或找不到人 73，勿擾時段 60", width_of("封鎖或找不到人 73")))

    assert lines == ["封鎖或找不到人", "73，勿擾時段 60"]


def test_a_comma_never_begins_a_line() -> None:
    assert list(wrapped("茶茶茶，茶", 6)) == ["茶茶", "茶，茶"]
