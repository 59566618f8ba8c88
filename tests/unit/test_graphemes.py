"""No sign that a reader sees as one is ever parted."""

import unicodedata

import pytest
import regex  # type: ignore[import-untyped]  # it comes without types
from hypothesis import example, given, settings
from hypothesis import strategies as st

from towkay.domain.capabilities import LengthUnit
from towkay.domain.fitting.cutting import shortened, split_tail, split_text
from towkay.domain.graphemes import last_cut, may_cut

ENGLAND = "🏴" + "".join(chr(0xE0000 + ord(letter)) for letter in "gbeng") + "\U000e007f"
WHOLE = {
    "an accent": "e\u0301",
    "a family": "👨‍👩‍👧‍👦",
    "a flag": "🇹🇼",
    "a flag of tags": ENGLAND,
    "a skin colour": "👍🏽",
    "a keycap": "1\ufe0f\u20e3",
    "a heart in colour": "❤\ufe0f",
    "jamo": "\u1112\u1161\u11ab",
    "a syllable with jamo": "하\u11ab",
    "a line end": "\r\n",
    "a vowel sign": "ไ\u0e19\u0e33"[1:],
    "a Devanagari conjunct": "क्षि",
    "a conjunct over a joiner": "क्\u200dष",
    "a spacing mark": "கா",
    "kana with half-width voice marks": "ｶ\uff9e",
    "an Arabic number sign": "\u0600\u0661",
    "a profession": "👩🏽\u200d💻",
    "a script variant": "葛\U000e0100",
}
PARTED = {
    "no virama": "कष",
    "a virama that joins nothing": "क्\u200cष",
    "a vowel after a virama": "क्िष",
    "another script after a virama": "क्茶",
    "a virama of Tamil": "க\u0bcdष",
    "a Thai vowel after a virama": "क्ำष",
    "two joiners": "👍\u200d\u200d👍",
    "a joiner between letters": "茶\u200d茶",
    "a letter and a picture": "茶\u200d👍",
    "a picture and a flag": "👍\u200d🇹🇼",
}
# Characters that join in one way or another, among some that never do.
JOINING = "".join(WHOLE.values()) + "\u200c\u200d\ufe0e각갂각\U0001f1f9\U0001f3fd्്ัo\u0315\u0489"
LONE = "茶a1 。\n\x07\u200b\u00ad🍵"
TEXTS = st.text(st.sampled_from(JOINING + LONE), max_size=60)
ANY = st.characters(exclude_categories=["Cs"])  # also what this Python's Unicode does not know yet
MARKS = "".join(
    chr(code)
    for code in range(0x110000)
    if unicodedata.category(chr(code)) in ("Mn", "Mc", "Me", "Cf")
)
# Viramas of each kind, marks of all scripts, letters and pictures that might be joined over them.
JOINERS = st.sampled_from(
    "\u094d\u0bcd\u0d4d\u1039\u1b44\ua9c0\U0001193e\U000113d0\u200d\u200d\u200c"
)
BESIDE = st.sampled_from("कअகഅកᬓꦏᬅ\U00011390\u0e19ａ😀❤↔⌘‼©\u0d4e\U0001f1f9")
OVER_MARKS = st.text(st.one_of(JOINERS, BESIDE, st.sampled_from(MARKS)), max_size=12)


def true_cuts(text: str) -> set[int]:
    """Where an implementation of the whole standard would part the text."""
    return {match.end() for match in regex.finditer(r"\X", text)}


@pytest.mark.parametrize("sign", WHOLE.values(), ids=WHOLE.keys())
def test_a_sign_is_whole_however_it_is_made(sign: str) -> None:
    assert not any(may_cut(sign, at) for at in range(1, len(sign)))
    assert may_cut(sign + "茶", len(sign))
    assert last_cut("茶" + sign + "茶", len(sign)) == 1


def test_between_two_flags_is_a_place_to_cut_and_within_one_is_none() -> None:
    assert [at for at in range(1, 8) if may_cut("🇹🇼🇯🇵🇰🇷🇭🇰", at)] == [2, 4, 6]


@given(TEXTS)
@settings(max_examples=500, deadline=None)
def test_the_cuts_of_what_people_write_are_those_of_the_standard(text: str) -> None:
    ours = {at for at in range(1, len(text) + 1) if may_cut(text, at)}

    assert ours == true_cuts(text)


@given(st.text(ANY, max_size=12) | OVER_MARKS)
@settings(max_examples=1000, deadline=None)
def test_every_cut_is_one_of_the_standard_in_any_script(text: str) -> None:
    ours = {at for at in range(1, len(text) + 1) if may_cut(text, at)}

    assert ours <= true_cuts(text)


@pytest.mark.parametrize("among", ["क्{}ष", "{}\u0301ष", "👍{}\u200d👍", "क{}ष", "茶{}茶"])
def test_no_character_makes_a_cut_that_the_standard_has_not(among: str) -> None:
    """Each of them, between what joins over some; and of the marks hardly one hinders a cut."""
    codes = (*range(0xD800), *range(0xE000, 0x20000), *range(0xE0000, 0xE0200))
    refused = marks = 0
    for text, character in ((among.format(chr(code)), chr(code)) for code in codes):
        ours = {at for at in range(1, len(text) + 1) if may_cut(text, at)}
        assert ours <= true_cuts(text), ascii(text)
        if unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf"):
            marks += 1
            refused += ours != true_cuts(text)
    assert refused < marks * 0.03


@pytest.mark.parametrize("text", PARTED.values(), ids=PARTED.keys())
def test_what_only_follows_what_joins_is_cut_off(text: str) -> None:
    sign, _ = regex.findall(r"\X", text)
    assert may_cut(text, len(sign))


def test_few_cuts_of_the_standard_are_refused() -> None:
    """Of all neighbours in the plane that people write in, beside a letter of each kind."""
    texts = [
        before + chr(code)
        for before in "茶하"
        for code in range(0x10000)
        if unicodedata.category(chr(code)) not in ("Cs", "Cn")
    ]

    refused = [text for text in texts if 1 in true_cuts(text) and not may_cut(text, 1)]

    assert len(refused) < len(texts) * 0.001


# A virama that joins nothing: no cut before it is refused.
LONE_VIRAMA = "\u0301\u0301\u093f\u094d\u0e19\U000e0062"
# A sign that fits the limit, and not with an ellipsis after it.
LONG_SIGN = "e" + "\u0301" * 7 + "茶"


@given(TEXTS, st.integers(16, 60), st.sampled_from(LengthUnit))
@example(LONE_VIRAMA, 16, LengthUnit.UTF8)
@example(LONE_VIRAMA, 17, LengthUnit.UTF8)
@example(LONG_SIGN, 16, LengthUnit.UTF8)
@settings(max_examples=500, deadline=None)
def test_parts_of_a_text_hold_whole_signs(text: str, limit: int, unit: LengthUnit) -> None:
    whole = regex.findall(r"\X", text.strip())
    if any(unit.measure(sign) > limit for sign in whole):
        return  # one sign longer than a message has to be cut somewhere

    parts = split_text(text, limit, unit)
    earlier, last = split_tail(text, limit, unit)
    short = shortened(text, limit, unit)

    for pieces in (parts, [earlier, last]):
        assert [sign for piece in pieces for sign in signs(piece)] == signs(text)
    assert signs(text)[: len(signs(short.removesuffix("…")))] == signs(short.removesuffix("…"))
    assert all(0 < unit.measure(piece) <= limit for piece in (*parts, *filter(None, [short])))
    assert unit.measure(last) <= limit


def signs(text: str) -> list[str]:
    """What a reader sees; blanks are no sign, and a cut may take those at its edges away."""
    return [sign.strip() for sign in regex.findall(r"\X", text) if sign.strip()]


def test_a_sign_longer_than_the_limit_is_cut_rather_than_lost() -> None:
    zalgo = "e" + "\u0301" * 5000

    parts = split_text(zalgo, 1999, LengthUnit.CODE_POINTS)

    assert "".join(parts) == zalgo
    assert max(map(len, parts)) == 1999
