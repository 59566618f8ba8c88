"""What a tea shop answers to shoppers who never read its FAQ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.faq.tea_shop import ENTRIES, INDEX, PHRASES
from towkay.domain.faq.confidence import Signals
from towkay.domain.faq.entries import FaqEntry
from towkay.domain.faq.folding import fold
from towkay.domain.faq.index import Band, Match, build, judge

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)
EMOJI = st.text(st.sampled_from("😀😭👍🏽❤️🥺🙏✨🍵🇹🇼㊙️"), min_size=1, max_size=5)
ORDER = (Band.HANDOVER, Band.SUGGEST, Band.ANSWER)


def best(match: Match) -> str:
    return match.hits[0].entry_id


@pytest.mark.parametrize(("phrase", "entry_id"), PHRASES)
def test_a_phrase_of_the_list_is_always_answered_and_certain(phrase: str, entry_id: str) -> None:
    match = INDEX.answer(phrase)

    assert (match.band, match.confidence, best(match)) == (Band.ANSWER, 1.0, entry_id)


@pytest.mark.parametrize(
    ("question", "entry_id"),
    [
        ("你好想請問一下運費喔", "shipping-fee"),
        ("宅配多少錢", "shipping-fee"),
        ("shiping fee", "shipping-fee"),
        ("茶壺裂開了😭😭", "broken"),
        ("茶要怎麼保存", "storage"),
        ("退", "returns"),
        ("我想換貨可以嗎", "exchange"),
        ("可以微波ㄇ", "microwave"),
        ("刷卡可以ㄇ", "pay"),
        ("what payment methods do you accept", "pay"),
    ],
)
def test_a_question_in_other_words_is_answered(question: str, entry_id: str) -> None:
    match = INDEX.answer(question)

    assert (match.band, best(match)) == (Band.ANSWER, entry_id)


@pytest.mark.parametrize(
    ("question", "entry_id"),
    [
        ("能用街口嗎", "pay"),
        ("i want my money back", "refund"),
        ("do you have gift boxes", "gift"),
        ("哪邊有店", "store"),
        ("where can i find your shop", "store"),
        ("shelf life?", "storage"),
    ],
)
def test_a_question_in_the_shops_other_language_or_vocabulary_finds_its_entry(
    question: str, entry_id: str
) -> None:
    match = INDEX.answer(question)

    assert match.band is not Band.HANDOVER
    assert best(match) == entry_id


@pytest.mark.parametrize("question", ["可以退或換嗎", "什麼時候", "多久"])
def test_entries_that_come_close_are_offered_and_not_chosen_between(question: str) -> None:
    match = INDEX.answer(question)

    assert match.band is Band.SUGGEST
    assert len(match.hits) >= 2


@pytest.mark.parametrize("vote", [0.0, 0.5, 1.0, 3.0])
def test_a_second_entry_close_behind_is_never_outvoted(vote: float) -> None:
    tie = Signals(vote=vote, vote_lead=vote, lead=0.049, shared_concepts=1.0)
    clear = Signals(vote=vote, vote_lead=vote, lead=0.05, shared_concepts=1.0)

    assert judge(tie) < 0.72
    assert judge(tie) <= judge(clear)
    assert vote < 1.0 or judge(clear) >= 0.72


@pytest.mark.parametrize("question", ["可以用LinePay嗎", "HOW MUCHIS shipping"])
def test_spaces_between_latin_words_may_be_left_out_of_a_phrase(question: str) -> None:
    assert INDEX.answer(question).confidence == 1.0


@pytest.mark.parametrize(
    "question", ["陪我聊天", "誰是總統", "how are you", "你是機器人嗎", "12345"]
)
def test_what_the_shop_does_not_know_is_handed_over(question: str) -> None:
    assert INDEX.answer(question).band is Band.HANDOVER


def test_a_long_message_with_one_known_word_is_not_answered() -> None:
    text = (
        "昨天跟朋友去爬山結果下大雨全身濕透回家還感冒現在只想躺在床上看電影什麼都不想做順便問個運費"
    )

    assert INDEX.answer(text).band is not Band.ANSWER


@pytest.mark.parametrize(
    "silence", ["", " ", "😀", "???", "\u200f\u200e", "\ud83d", "\x00", "龘龘"]
)
def test_nothing_known_means_no_hits_and_a_handover(silence: str) -> None:
    assert INDEX.answer(silence) == Match(Band.HANDOVER, 0.0, ())


def test_a_phrase_claimed_by_two_entries_is_left_to_the_shopper() -> None:
    index = build([*ENTRIES, FaqEntry("returns-abroad", ("可以退貨嗎", "國外可以退貨嗎"))])

    match = index.answer("可以退貨嗎")

    assert match.band is Band.SUGGEST
    assert {hit.entry_id for hit in match.hits[:2]} == {"returns", "returns-abroad"}


def test_an_entry_may_repeat_itself_without_becoming_its_own_rival() -> None:
    index = build([FaqEntry("returns", ("可以退貨嗎", "可以退貨？", "可以退货吗")), *ENTRIES[3:]])

    assert index.answer("可以退貨").band is Band.ANSWER


@pytest.mark.parametrize(
    "entries", [(), (FaqEntry("mute", ("？？", "")),), (FaqEntry("bare", ()),)]
)
def test_a_list_without_a_readable_phrase_knows_nothing(entries: tuple[FaqEntry, ...]) -> None:
    assert build(entries).answer("可以退貨嗎") == Match(Band.HANDOVER, 0.0, ())


def test_a_tag_leads_to_its_entry_but_is_no_phrase_of_it() -> None:
    index = build([FaqEntry("pickup", ("可以自取嗎",), ("蝦皮",)), *ENTRIES])

    match = index.answer("蝦皮")

    assert best(match) == "pickup"
    assert match.confidence < 1.0


def test_the_same_list_always_gives_the_same_answers() -> None:
    questions = ["茶壺裂開了", "多久", "where is my order", "可以退或換嗎"]

    first, second = build(ENTRIES), build(ENTRIES)

    assert [first.answer(q) for q in questions] == [second.answer(q) for q in questions]


@given(ANY_TEXT)
def test_any_text_gets_a_match_whose_band_follows_its_confidence(text: str) -> None:
    match = INDEX.answer(text)

    scores = [hit.score for hit in match.hits]
    assert 0.0 <= match.confidence <= 1.0
    assert len(scores) <= 10
    assert scores == sorted(scores, reverse=True)
    assert len({hit.entry_id for hit in match.hits}) == len(scores)
    assert match.hits or match.band is Band.HANDOVER


@given(st.lists(ANY_TEXT | st.sampled_from([phrase for phrase, _ in PHRASES]), min_size=2))
def test_more_confidence_never_means_a_lower_band(texts: list[str]) -> None:
    matches = sorted(map(INDEX.answer, texts), key=lambda match: match.confidence)

    bands = [ORDER.index(match.band) for match in matches]
    assert bands == sorted(bands)


@given(st.sampled_from(PHRASES), EMOJI, EMOJI)
def test_emoji_around_a_phrase_change_nothing(
    phrase: tuple[str, str], before: str, after: str
) -> None:
    text, _ = phrase

    assert INDEX.answer(before + text + after) == INDEX.answer(text)


@given(
    st.text(st.sampled_from("可以退貨換茶壺運費怎麼多久禮盒門市 abcLINEpay"), max_size=30), EMOJI
)
def test_emoji_within_chinese_change_nothing(text: str, emoji: str) -> None:
    assert INDEX.answer(text + emoji) == INDEX.answer(text)


@given(st.text(st.sampled_from("可以退貨換茶壺運費怎麼買後臺禮盒門市 abcLINEpay"), max_size=30))
def test_script_and_case_and_width_change_nothing(text: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)

    assert INDEX.answer(fold(text)) == INDEX.answer(wide) == INDEX.answer(text.upper())
