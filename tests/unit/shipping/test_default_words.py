"""The words that a shop has before it writes any are ones that it would be glad of."""

import json
import re
from itertools import product
from pathlib import Path

import pytest

from tests.support.said_of_parcels import LANGUAGES
from towkay.domain.shipping.carrier_names import carrier_name
from towkay.domain.shipping.default_words import (
    TOPIC_NAME,
    TOPIC_WORDING,
    default_words,
    in_language,
)
from towkay.domain.shipping.rules import Gap, Occasion
from towkay.domain.shipping.wanted import gaps_in
from towkay.packs.findings import Findings, Place
from towkay.packs.notice_words import WORDS_LIMIT, check_words
from towkay.packs.topics_file import WORDING_LIMIT

EVERY = list(product(Occasion, LANGUAGES))
COMPILED = Path(__file__).parents[3] / "layers/core/towkay/adapters/shipping/compiled"


@pytest.mark.parametrize(("occasion", "language"), EVERY)
def test_a_ready_text_has_nothing_that_the_check_would_find(
    occasion: Occasion, language: str
) -> None:
    findings = Findings()
    check_words(occasion, default_words(occasion, language), Place("notices.yaml", 1), findings)
    assert findings.mistakes == findings.notes == []


@pytest.mark.parametrize(("occasion", "language"), EVERY)
def test_a_ready_text_names_the_order_calmly_and_politely(
    occasion: Occasion, language: str
) -> None:
    text = default_words(occasion, language)
    assert gaps_in(text)[0] is Gap.ORDER
    assert not re.search("[!！?？~～]", text)
    assert text.endswith("." if language == "en" else "。")
    assert len(text.encode()) <= WORDS_LIMIT // 2
    if language == "zh-TW":
        assert "您" in text
        assert "你" not in text


@pytest.mark.parametrize("occasion", [Occasion.AT_PICKUP_STORE, Occasion.REMINDER])
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_to_collect_hears_where_and_until_when(occasion: Occasion, language: str) -> None:
    assert {Gap.PLACE, Gap.COLLECT_BY} <= set(gaps_in(default_words(occasion, language)))


def test_the_consent_says_what_comes_what_it_costs_and_how_to_stop_it() -> None:
    assert all(word in TOPIC_WORDING["zh-TW"] for word in ("出貨通知", "不收費", "「停止」"))
    assert all(word in TOPIC_WORDING["en"] for word in ("orders", "free of charge", "“stop”"))
    assert all(len(text) <= WORDING_LIMIT for text in TOPIC_WORDING.values())


def test_a_variety_of_a_language_reads_the_words_of_that_language() -> None:
    assert in_language(TOPIC_NAME, "zh-HK") == TOPIC_NAME["zh-TW"]
    assert in_language(TOPIC_NAME, "en-GB") == TOPIC_NAME["en"]
    assert in_language(TOPIC_NAME, "ja") == ""


@pytest.mark.parametrize(
    ("code", "chinese", "english"),
    [
        ("UNIMARTC2C", "7-ELEVEN 交貨便", "7-ELEVEN"),
        ("TCAT", "黑貓宅急便", "T-CAT"),
        ("sf-express", "順豐速運", "SF Express"),
        ("DHL Express", "DHL", "DHL"),
        ("新竹物流", "新竹物流", "新竹物流"),
        ("Kerry Express", "Kerry Express", "Kerry Express"),
        ("20011", "", ""),
        ("XYZC2C", "", ""),
        ("", "", ""),
    ],
)
def test_a_carrier_is_called_as_people_call_it(code: str, chinese: str, english: str) -> None:
    assert carrier_name(code, "zh-TW") == chinese
    assert carrier_name(code, "en") == english


def test_every_carrier_of_ecpays_table_has_a_name() -> None:
    table = json.loads((COMPILED / "ecpay.json").read_text(encoding="utf-8"))
    found = {code for row in table["statuses"].values() for code in row.get("carriers", ())}
    assert {"UNIMARTC2C", "FAMIC2C", "TCAT", "POST"} <= found
    assert not [code for code in found if not carrier_name(code, "zh-TW")]
