"""The demo shop is a pack a brand could begin from: complete, consistent, true to its words."""

import re
from pathlib import Path

import pytest

from towkay.adapters.campaigns_json import load_campaigns
from towkay.adapters.packs_json import load_pack
from towkay.domain.brands import BUTTONS, Brand, Phrase
from towkay.domain.schedules import AfterEntry, AfterSilence, OnDate, OnHoliday, Repeated
from towkay.domain.words import Word, spoken_word
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.compiler import CompiledPack
from towkay.packs.wording import Kind
from workbench.compiling import compile_folder

DEMO = Path(__file__).parents[3] / "brands" / "demo"


@pytest.fixture(scope="module")
def pack() -> CompiledPack:
    result = compile_folder(DEMO)
    assert isinstance(result, CompiledPack), [found.text("en") for found in result.mistakes]
    return result


@pytest.fixture(scope="module")
def brand(pack: CompiledPack) -> Brand:
    return load_pack(pack.body)


def test_the_demo_compiles_with_no_note_but_what_is_left_in_chinese(pack: CompiledPack) -> None:
    # Instagram takes nothing unasked outside the open window: no words can mend that.
    assert {note.kind for note in pack.notes} == {Kind.UNTRANSLATED, CampaignKind.WINDOW_ONLY}


def test_the_demo_shows_a_campaign_of_every_rhythm_but_a_day_that_passes(
    pack: CompiledPack,
) -> None:
    campaigns = load_campaigns(pack.body).campaigns.values()

    shown = {type(campaign.schedule) for campaign in campaigns}

    assert shown == {Repeated, OnDate, OnHoliday, AfterEntry, AfterSilence}
    assert max(len(campaign.steps) for campaign in campaigns) == 3


@pytest.mark.parametrize(("language", "at_least"), [("zh-TW", 65), ("en", 22)])
def test_the_demo_knows_enough_in_each_language(brand: Brand, language: str, at_least: int) -> None:
    known = [item for item in brand.faq if language in item.questions]

    assert len(known) >= at_least
    assert all(len(item.phrases[language]) >= 3 for item in known)


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_every_button_of_the_menu_answers_in_each_language(brand: Brand, language: str) -> None:
    items = [brand.entry(item_id) for item_id in brand.menu]

    assert all(item and language in item.answers for item in items)


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_the_answer_on_opening_hours_is_what_the_bot_goes_by(brand: Brand, language: str) -> None:
    item = brand.entry("opening_hours")
    assert item
    told = set(re.findall(r"(\d\d:\d\d)–(\d\d:\d\d)", item.answers[language]))

    kept = {(f"{s.opens:%H:%M}", f"{s.closes:%H:%M}") for day in brand.hours.week for s in day}

    assert told == kept


@pytest.mark.parametrize("phrase", [Phrase.GREETING, Phrase.WELCOME_BACK])
def test_the_first_words_say_it_is_automated_and_how_to_stop_it(
    brand: Brand, phrase: Phrase
) -> None:
    zh, en = brand.say(phrase, "zh-TW"), brand.say(phrase, "en")

    assert "自動回覆" in zh and "automated" in en
    assert Word.STOP in commands_in(zh) and Word.STOP in commands_in(en)


def test_every_word_the_shop_tells_people_to_type_is_understood(brand: Brand) -> None:
    texts = [text for said in brand.voice.values() for text in said.values()]
    texts += [answer for item in brand.faq for answer in item.answers.values()]

    commands = [commands_in(text) for text in texts]

    assert None not in {command for found in commands for command in found}
    assert sum(map(len, commands)) > 10


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_every_button_the_voice_speaks_of_is_one_that_is_shown(brand: Brand, language: str) -> None:
    spoken = " ".join(texts[language] for texts in brand.voice.values())
    shown = {brand.say(phrase, language) for phrase in BUTTONS}

    named = set(re.findall(r"按「([^」]+)」|[Pp]ress \"([^\"]+)\"", spoken))

    assert named and {zh or en for zh, en in named} <= shown


def commands_in(text: str) -> list[Word | None]:
    """What the shopper is told to type; English capitalises only button names."""
    typed = re.findall(r"打「([^」]+)」|\"([a-z]+)\"", text)
    return [spoken_word(zh or en) for zh, en in typed]
