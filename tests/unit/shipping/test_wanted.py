"""Which templates platforms are asked to approve, and that they would."""

import re
from dataclasses import replace

import pytest

from tests.support.said_of_parcels import LANGUAGES, USUAL
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.pickups import PickUps
from towkay.domain.shipping.platform_languages import platform_language
from towkay.domain.shipping.rules import ApprovedWords, Filled, Gap, Occasion
from towkay.domain.shipping.wanted import (
    BODY_LIMIT,
    WantedTemplate,
    gaps_in,
    numbered,
    wanted_templates,
)
from towkay.domain.templates import TemplateKind

WANTED = wanted_templates(USUAL, LANGUAGES)
EVERY = replace(USUAL, tells=frozenset(Milestone))
_GAP = re.compile(r"\{\{(\d+)\}\}")


def test_every_occasion_is_wanted_in_every_language_on_each_channel_with_templates() -> None:
    wanted = {(one.channel, one.name.split("_", 1)[1][:-13], one.language) for one in WANTED}
    occasions = [one for one in Occasion if one is not Occasion.LABEL_MADE]
    assert wanted == {
        (channel, occasion.value, code)
        for channel in ("messenger", "whatsapp")
        for occasion in occasions
        for code in ("zh_TW", "en")
    }
    assert len(WANTED) == len(wanted)


def test_what_a_brand_does_not_tell_needs_no_template() -> None:
    quiet = replace(USUAL, tells=frozenset({Milestone.DELIVERED}))
    names = {one.name.rsplit("_", 1)[0] for one in wanted_templates(quiet, LANGUAGES)}
    assert names == {"towkay_delivered"}


def test_who_reminds_nobody_needs_no_template_for_it() -> None:
    quiet = replace(USUAL, pick_ups=PickUps("Asia/Taipei", remind_at=""))
    assert not [one for one in wanted_templates(quiet, LANGUAGES) if "reminder" in one.name]


@pytest.mark.parametrize(
    "wanted", wanted_templates(EVERY, LANGUAGES), ids=lambda one: f"{one.channel}-{one.name}"
)
def test_a_template_of_the_product_keeps_the_rules_of_the_platforms(wanted: WantedTemplate) -> None:
    assert re.fullmatch(r"[a-z0-9_]{1,512}", wanted.name)
    assert wanted.kind is TemplateKind.UTILITY
    numbers = [int(number) for number in _GAP.findall(wanted.body)]
    assert numbers == list(range(1, len(wanted.examples) + 1)), "numbered from 1 in their order"
    assert all(wanted.examples)
    around = _GAP.split(wanted.body)[::2]
    assert re.search(r"\w", around[0]), "no gap is first"
    assert re.search(r"\w", around[-1]), "no gap is last"
    assert all(re.search(r"\w", text) for text in around), "none stands next to another"
    assert len(wanted.body) <= BODY_LIMIT // 2
    words = re.findall(r"[一-鿿]|[A-Za-z]+", "".join(around))
    assert len(words) >= 3 * len(numbers), "not too many gaps for so few words"


def test_other_words_are_another_template_and_the_same_words_are_the_same() -> None:
    words = {**USUAL.words, Occasion.DELIVERED: {"en": "Order {order} has come to you."}}
    other = replace(USUAL, words=words)
    names = {one.name for one in wanted_templates(other, ["en"])}
    before = {one.name for one in wanted_templates(USUAL, ["en"])}
    assert {name.rsplit("_", 1)[0] for name in names ^ before} == {"towkay_delivered"}
    assert wanted_templates(USUAL, LANGUAGES) == WANTED


def test_an_own_template_of_the_brand_is_instead_of_the_derived_one() -> None:
    own = ApprovedWords("shop_sent", "en", (Filled(Gap.ORDER),))
    rules = replace(USUAL, approved={"whatsapp": {Occasion.DELIVERED: {"en": own}}})
    missing = set(WANTED) - set(wanted_templates(rules, LANGUAGES))
    assert [(one.channel, one.language) for one in missing] == [("whatsapp", "en")]


def test_beside_an_own_template_with_a_button_a_derived_one_stands_ready() -> None:
    own = ApprovedWords("shop_sent", "en", (Filled(Gap.ORDER),), button=Filled(Gap.TRACKING))
    rules = replace(USUAL, approved={"whatsapp": {Occasion.DELIVERED: {"en": own}}})
    assert wanted_templates(rules, LANGUAGES) == WANTED


def test_a_gap_that_comes_twice_is_numbered_twice() -> None:
    words = "Order {order}: {order} is {here}."
    assert numbered(words) == "Order {{1}}: {{2}} is {here}."
    assert gaps_in(words) == (Gap.ORDER, Gap.ORDER)


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("zh-TW", "zh_TW"),
        ("zh-HK", "zh_HK"),
        ("zh-Hant", "zh_TW"),
        ("en", "en"),
        ("en-AU", "en"),
        ("ja-JP", "ja"),
        ("nan", ""),
    ],
)
def test_a_language_is_written_as_the_platforms_write_it(language: str, code: str) -> None:
    assert platform_language(language) == code


def test_a_language_that_platforms_do_not_know_has_no_template() -> None:
    words = {one: {**said, "nan": said["zh-TW"]} for one, said in USUAL.words.items()}
    assert wanted_templates(replace(USUAL, words=words), ["nan"]) == ()
