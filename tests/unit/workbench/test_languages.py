"""A text of the command line stands in both languages, with the same particulars in each."""

from string import Formatter

import pytest

from workbench import consent_words, links_words
from workbench.campaigns import report_words
from workbench.campaigns import words as campaign_words
from workbench.contacts import mistakes
from workbench.contacts import words as contact_words
from workbench.languages import Words
from workbench.rehearse import words as rehearse_words

SENTENCES: list[Words] = [
    *campaign_words.Said,
    *consent_words.Said,
    *contact_words.Said,
    *links_words.Said,
    *mistakes.Mistake,
    *rehearse_words.Said,
    *report_words.Line,
]


def particulars(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("sentence", SENTENCES, ids=str)
def test_a_sentence_has_the_same_particulars_in_both_languages(sentence: Words) -> None:
    assert sentence.zh and sentence.en

    assert particulars(sentence.zh) == particulars(sentence.en)


@pytest.mark.parametrize("language, told", [("zh-TW", "甲 7"), ("zh_HK", "甲 7"), ("fr", "a 7")])
def test_a_text_is_told_in_the_language_of_a_tag_and_in_english_for_any_other(
    language: str, told: str
) -> None:
    assert Words("甲 {number}", "a {number}").spoken(language, number=7) == told
    assert Words("甲 {0}", "a {0}").spoken(language, 7) == told


def test_braces_of_a_text_without_particulars_are_its_own() -> None:
    assert Words("{甲}", "{a").spoken("en") == "{a"
