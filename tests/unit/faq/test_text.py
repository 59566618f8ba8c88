"""Which ways of writing a message are the same message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from towkay.domain.faq.text import is_mostly_chinese, normalise

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ＳＨＩＰＰＩＮＧ　ｆｅｅ", "shipping fee"),
        ("Shipping\u200b fee", "shipping fee"),
        ("shipping   fee!!!", "shipping fee"),
        ("shipping-fee", "shipping fee"),
        ("café", "cafe"),
        ("cafe\u0301", "cafe"),
        ("h\u0335\u0336\u0337\u0338\u0334\u0321e\u0335llo", "hello"),
        ("sto\u202ep", "stop"),
        ("STOPPPPP", "stop"),
        ("退貨", "退货"),
        ("退货", "退货"),
        ("退 貨", "退货"),
        ("退😀貨👍🏽❤️㊙️", "退货"),
        ("臺灣", "台湾"),
        ("後天、什麼時候", "后天什么时候"),
        ("可以用 LINE Pay 付款", "可以用line pay付款"),
        ("可以用LINE Pay付款", "可以用line pay付款"),
        ("我ㄉ訂單", "我的订单"),
        ("壞惹", "坏了"),
        ("1000元", "1000元"),
        ("①號", "1号"),
        ("ｶﾞ", "ガ"),
        ("\ud800退貨\udfff\x00", "退货"),
    ],
)
def test_ways_of_writing_are_set_aside(written: str, meant: str) -> None:
    assert normalise(written) == meant


@pytest.mark.parametrize(
    ("polite", "plain"),
    [
        ("你好～想請問一下運費喔", "運費"),
        ("不好意思請問可以退貨嗎？謝謝小編！", "可以退貨"),
        ("可以退貨ㄇ", "可以退貨"),
        ("Hi there, shipping fee please, thank you so much", "shipping fee"),
        ("請問 shipping fee thanks", "shipping fee"),
    ],
)
def test_courtesy_at_either_end_is_trimmed(polite: str, plain: str) -> None:
    assert normalise(polite) == normalise(plain)


@pytest.mark.parametrize(
    "courtesy", ["謝謝", "哈囉", "嗎", "hi", "thank you", "請問", "hello thanks"]
)
def test_courtesy_is_never_trimmed_to_nothing(courtesy: str) -> None:
    assert normalise(courtesy) != ""


@pytest.mark.parametrize("word", ["hidden", "history", "okra", "please2", "pleasethx", "pretty"])
def test_a_word_that_begins_or_ends_like_a_courtesy_stays_whole(word: str) -> None:
    assert normalise(word) == word


@pytest.mark.parametrize(
    "silence", ["", "   ", "？？？", "😀😀", "\ufe0f\u200d", "\ud83d", "\x00\x01"]
)
def test_what_has_no_letter_is_empty(silence: str) -> None:
    assert normalise(silence) == ""


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("可以退貨嗎", True),
        ("可以用 LINE Pay 嗎", True),
        ("有賣 teapot 嗎", True),
        ("ㄏㄏ", True),
        ("ok 嗎", True),
        ("do you sell 烏龍 tea", False),
        ("shipping fee", False),
        ("", False),
        ("😀 123 !!", False),
    ],
)
def test_chinese_is_told_from_english_by_letters_and_words(text: str, chinese: bool) -> None:
    assert is_mostly_chinese(text) is chinese


def test_marks_stacked_beyond_reading_are_dropped() -> None:
    assert len(normalise("ก" + "\u0e31\u0e34" * 50)) == 5


@given(ANY_TEXT)
def test_any_text_normalises_to_lower_case_letters_digits_and_single_spaces(text: str) -> None:
    normalised = normalise(text)

    assert normalised == normalised.strip()
    assert "  " not in normalised
    assert not any("A" <= char <= "Z" or "\ud800" <= char <= "\udfff" for char in normalised)


@given(ANY_TEXT)
def test_case_and_width_never_matter_for_latin_text(text: str) -> None:
    latin = "".join(char for char in text if "!" <= char <= "~")
    wide = "".join(chr(ord(char) + 0xFEE0) for char in latin)

    assert normalise(wide) == normalise(latin) == normalise(latin.upper())
