"""A text is cut where a reader would pause, and a shortened one shows that it was cut."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.said import ANY_WORDS
from towkay.domain.capabilities import LengthUnit
from towkay.domain.fitting.cutting import shortened, split_tail, split_text

CODE_POINTS, UTF16, UTF8 = LengthUnit


def cut(text: str, limit: int) -> str:
    """The first part of a text that has to be cut."""
    return split_text(text, limit, CODE_POINTS)[0]


@pytest.mark.parametrize(
    ("text", "limit", "first"),
    [
        ("我們週一公休。其他時間都在", 10, "我們週一公休。"),
        ("我們週一公休！！！其他時間都在", 12, "我們週一公休！！！"),
        ("他說「明天到貨。」我們等等看", 12, "他說「明天到貨。」"),
        ("（週一公休。）其他時間都在這裡", 12, "（週一公休。）"),
        ("真的假的?!我不知道喔真的不知道", 10, "真的假的?!"),
        ("We are closed. Come again soon", 20, "We are closed."),
        ('He said "Closed." We came again', 20, 'He said "Closed."'),
        ("我們等你……改天再聊吧謝謝", 10, "我們等你……"),
        ("第一行說明\n第二行說明在這裡", 10, "第一行說明"),
        ("凍頂烏龍，高山烏龍還有紅茶都有", 9, "凍頂烏龍，"),
        ("It weighs 3.5 kilograms", 14, "It weighs 3.5"),
        ("只要 NT$1.200 元就能買到一整盒喔", 9, "只要"),
        ("請看看這裡 https://x.tw/?a=1&b=2", 16, "請看看這裡"),
        ("請看看這裡https://x.tw/?a=1&b=2", 16, "請看看這裡"),
        ("請到官方網站看看https://x.tw/a", 14, "請到官方網站看看"),
        ("茶" * 12, 10, "茶" * 10),
        ("https://x.tw/" + "a" * 20, 10, "https://x."),
    ],
)
def test_a_text_is_cut_where_a_reader_would_pause(text: str, limit: int, first: str) -> None:
    assert cut(text, limit) == first


def test_a_pause_too_early_is_passed_over_for_a_better_filled_part() -> None:
    assert cut("好。" + "茶" * 20, 10) == "好。" + "茶" * 8


def test_the_last_part_is_filled_from_the_end() -> None:
    text = "第一句話。第二句話。第三句話。"

    assert split_tail(text, 11, CODE_POINTS) == ("第一句話。", "第二句話。第三句話。")
    assert split_tail(text, 15, CODE_POINTS) == ("", text)


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("運費怎麼算", 5, "運費怎麼算"),
        ("運費怎麼算呢", 5, "運費怎麼…"),
        ("  運費  ", 5, "運費"),
        ("ab cd ef", 4, "ab…"),
        ("🇹🇼🇯🇵🇰🇷", 5, "🇹🇼🇯🇵…"),
    ],
)
def test_a_shortened_text_ends_in_an_ellipsis(text: str, limit: int, short: str) -> None:
    assert shortened(text, limit, CODE_POINTS) == short


def test_emoji_count_twice_where_the_channel_counts_so() -> None:
    assert shortened("🍵🍵🍵", 5, UTF16) == "🍵🍵…"
    assert split_text("🍵" * 5, 4, UTF16) == ["🍵🍵", "🍵🍵", "🍵"]


@given(ANY_WORDS, st.integers(4, 500), st.sampled_from(LengthUnit))  # 4: one letter in any unit
@settings(deadline=None)
def test_no_letter_is_lost_and_no_part_too_long(text: str, limit: int, unit: LengthUnit) -> None:
    parts = split_text(text, limit, unit)
    earlier, last = split_tail(text, limit, unit)

    assert "".join("".join(parts).split()) == "".join(text.split())
    assert "".join((earlier + last).split()) == "".join(text.split())
    assert all(0 < unit.measure(part) <= limit for part in parts)
    assert unit.measure(last) <= limit and unit.measure(shortened(text, limit, unit)) <= limit
    assert bool(last) == bool(text.strip())


def test_a_letter_longer_than_the_limit_goes_out_whole_and_no_part_is_empty() -> None:
    assert split_text("🍵茶🍵", 3, UTF8) == ["🍵", "茶", "🍵"]
    assert shortened("🍵茶", 3, UTF8) == "…"
    assert shortened("茶", 2, UTF8) == ""


@pytest.mark.parametrize("unit", LengthUnit)
def test_a_sign_longer_than_the_limit_is_cut_between_its_letters_and_nowhere_else(
    unit: LengthUnit,
) -> None:
    stacked = "z" + "\u0335" * 1500  # somebody stacked accents on one letter
    family = "👨‍👩‍👧‍👦"

    parts = split_text(f"茶{family}好。{stacked}{family}", 1000, unit)

    assert "".join(parts) == f"茶{family}好。{stacked}{family}"
    assert all(unit.measure(part) <= 1000 for part in parts)
    assert parts[0].startswith(f"茶{family}好。") and parts[-1].endswith(family)


@pytest.mark.parametrize("unit", LengthUnit)
@pytest.mark.parametrize("sign", ["👨‍👩‍👧‍👦", "🇹🇼", "e\u0301", "1\ufe0f\u20e3", "한", "🍵", "क्षि"])
def test_no_sign_at_the_limit_is_ever_parted(sign: str, unit: LengthUnit) -> None:
    for pad in range(1000 - unit.measure(sign) - 3, 1001):
        parts = split_text("a" * pad + sign * 3, 1000, unit)

        assert sum(part.count(sign) for part in parts) == 3
        assert all(unit.measure(part) <= 1000 for part in parts)


@pytest.mark.parametrize("unit", LengthUnit)
def test_a_hundred_thousand_letters_are_cut_at_sentence_ends(unit: LengthUnit) -> None:
    text = "泡茶的水要剛滾，等一分鐘再沖。We are closed on Mondays. " * 2500

    parts = split_text(text, 1000, unit)

    assert len(text) > 100_000
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(part.endswith(("。", ".")) and unit.measure(part) <= 1000 for part in parts)


@pytest.mark.parametrize("sign", ["!", "。", ".", "!)", '?"', "a.", "\u0301", "🇹", "\u094dक", " "])
def test_no_text_takes_long_to_cut(sign: str) -> None:
    """Each part is found in one look: a text of the greatest length ends here at once."""
    assert len(split_text(sign * 8000 + "a", 1999, UTF16)) <= 10
