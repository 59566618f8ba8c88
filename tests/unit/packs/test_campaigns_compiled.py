"""A campaign reaches the planner as it was written, in every language and for every channel."""

import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.packs.campaign_sample import (
    AUTUMN,
    FILES,
    ON_WHATSAPP,
    WORKS,
    compiled,
    folder_of,
)
from tests.unit.packs.sample import spoilt
from towkay.adapters.campaigns_json import load_campaigns
from towkay.adapters.packs_json import load_pack
from towkay.domain.actions import Action, Verb
from towkay.domain.audiences import (
    ActedWithin,
    AllOf,
    AnyOf,
    CameBy,
    Compare,
    FieldRule,
    NotThese,
    OnChannel,
    SilentFor,
    Speaks,
    SubscribedFor,
    Tagged,
)
from towkay.domain.campaigns import Budget, Campaign
from towkay.domain.channels import CAPABILITIES
from towkay.domain.messages import (
    Card,
    Carousel,
    CouponOffer,
    LinkButton,
    PostbackButton,
    Purpose,
    QuickReply,
    TemplateMessage,
    Text,
)
from towkay.domain.schedules import (
    AfterSilence,
    Countdown,
    DayRule,
    LeapDay,
    Once,
    OnDate,
    OnHoliday,
    Repeated,
    StepTime,
)
from towkay.domain.templates import ButtonUse, HeaderKind, Parameter, TemplateKind
from towkay.domain.topics import Cadence
from towkay.packs.campaign_audience import read_audience
from towkay.packs.campaign_context import Calendar, Known, KnownTopic
from towkay.packs.campaigns_checked import check_all
from towkay.packs.campaigns_file import read_campaign
from towkay.packs.compiler import CompiledPack
from towkay.packs.findings import Findings
from towkay.packs.yaml_tree import YamlFile


@pytest.fixture(scope="module")
def campaigns(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Campaign]:
    """The samples, each out of the pack of a brand that has it."""
    found: dict[str, Campaign] = {}
    for name, text in FILES.items():
        brand = {"brand": ON_WHATSAPP} if name == "gift" else {}
        result = compiled(folder_of(tmp_path_factory.mktemp(name), {name: text}, **brand))
        assert isinstance(result, CompiledPack)
        found |= load_campaigns(result.body).campaigns
    return found


def test_whom_when_and_how_much_is_as_it_was_written(campaigns: dict[str, Campaign]) -> None:
    autumn = campaigns["autumn"]

    assert (autumn.name, autumn.topic, autumn.purpose) == ("秋茶上市", "weekly", Purpose.MARKETING)
    assert (autumn.schedule, autumn.zone) == (Once("2026-12-01T10:00"), "Asia/Taipei")
    assert autumn.audience == AllOf(
        (
            Tagged("oolong"),
            AnyOf(
                (
                    FieldRule("points", Compare.AT_LEAST, "100"),
                    FieldRule("skin", Compare.UNKNOWN),
                )
            ),
            NotThese(CameBy(("ad", "qr:counter-3"))),
            OnChannel(("line", "messenger")),
            Speaks(("zh-TW", "")),
            SilentFor(3),
            ActedWithin(90),
            SubscribedFor(7),
        )
    )
    assert (autumn.grace_s, autumn.holdout, autumn.priority) == (3 * 3600, 10, 5)
    assert (autumn.budget, autumn.skips_quiet) == (None, True)
    assert campaigns["quiet"].budget == Budget("3000", "TWD")


def test_each_kind_of_schedule_is_read(campaigns: dict[str, Campaign]) -> None:
    assert campaigns["mondays"].schedule == Repeated("0 10 * * 1", DayRule.WORKDAYS)
    assert campaigns["gift"].schedule == OnDate("born", "10:00", 3, LeapDay.AFTER)
    assert campaigns["moon"].schedule == OnHoliday("mid_autumn", "10:00", 14)
    assert campaigns["quiet"].schedule == AfterSilence((30, 60), "19:30")
    assert campaigns["sold"].schedule == Countdown("2026-12-31T23:59")
    assert [step.time for step in campaigns["welcome"].steps] == [
        StepTime(0),
        StepTime(7 * 86_400, "19:30"),
        StepTime(14 * 86_400),
    ]


def test_what_is_left_out_is_the_safe_default(campaigns: dict[str, Campaign]) -> None:
    mondays = campaigns["mondays"]

    assert (mondays.grace_s, mondays.holdout, mondays.priority) == (7200, 5, 0)
    assert (mondays.budget, mondays.skips_quiet) == (None, False)
    assert campaigns["gift"].holdout == 0  # news is kept from nobody
    assert (mondays.zone, mondays.audience) == ("Asia/Taipei", AllOf(()))


def test_words_come_in_each_language_and_apart_for_a_channel(
    campaigns: dict[str, Campaign],
) -> None:
    (variant,) = campaigns["autumn"].steps[0].variants

    assert [(one.language, one.channel) for one in variant.said] == [
        *(("zh-TW", ""), ("en", "")),
        *(("zh-TW", "line"), ("en", "line")),
    ]
    tagged = Action(Verb.TAG, "愛烏龍", then="returns").payload()
    assert variant.said[1].messages == (
        Text(
            "{name|Friend}, autumn teas are here",
            (
                QuickReply("I love oolong", tagged),
                QuickReply("do Tea news", Action(Verb.STOP_TOPIC, "weekly").payload()),
            ),
            (
                LinkButton("See them", "https://leaf.example/autumn"),
                PostbackButton("Shipping", Action(Verb.ANSWER, "shipping").payload()),
            ),
        ),
    )
    text, pots = variant.said[2].messages
    assert text == Text("秋茶") and isinstance(pots, Carousel)
    assert [card.title for card in pots.cards] == ["朱泥壺", "瓷壺"]


def test_variants_cards_and_coupons_are_read(campaigns: dict[str, Campaign]) -> None:
    _, brew, coupon = campaigns["welcome"].steps

    assert [(one.id, one.share) for one in brew.variants] == [("plain", 40), ("card", 60)]
    (card,) = brew.variants[1].said[0].messages
    assert isinstance(card, Card) and card.image_url.endswith("brew.jpg")
    (offer,) = coupon.variants[0].said[1].messages
    assert isinstance(offer, CouponOffer) and offer.coupon.title == "10 % off"
    assert offer.coupon.ends_at == datetime(2027, 1, 31, 15, 59, tzinfo=UTC)


def test_a_template_goes_by_name_with_its_gaps(campaigns: dict[str, Campaign]) -> None:
    (said, english) = campaigns["gift"].steps[0].variants[0].said
    (message,) = said.messages
    assert isinstance(message, TemplateMessage)
    template = message.template

    assert (template.name, template.language, template.kind) == (
        *("birthday_gift", "zh_TW"),
        TemplateKind.UTILITY,
    )
    assert template.body == (Parameter("{name|朋友}"),)
    assert template.header and template.header.kind is HeaderKind.IMAGE
    assert [(one.use, one.index) for one in template.buttons] == [
        (ButtonUse.LINK, 0),
        (ButtonUse.REPLY, 1),
    ]
    assert template.words == "生日快樂" and str(english.messages).count("en_US") == 1


def test_a_pack_names_each_state_of_a_campaign(tmp_path: Path) -> None:
    def version(folder: Path, text: str) -> str:
        folder.mkdir()
        result = compiled(folder_of(folder, {"autumn": text}))
        assert isinstance(result, CompiledPack) and load_pack(result.body).brand == "leaf"
        return load_campaigns(result.body).campaigns["autumn"].version

    plain = version(tmp_path / "a", AUTUMN)

    assert version(tmp_path / "b", f"# a word to colleagues\n{AUTUMN}") == plain
    assert version(tmp_path / "c", spoilt(AUTUMN, "holdout: 10", "holdout: 11")) != plain


KNOWN = Known(
    ("zh-TW", "en"),
    tuple(CAPABILITIES),
    {
        "weekly": KnownTopic("weekly", Purpose.MARKETING, Cadence.WEEKLY, {"zh-TW": "停"}),
        "parcels": KnownTopic("parcels", Purpose.SERVICE),
    },
    frozenset({"shipping", "returns"}),
    {},
    Calendar(WORKS.cron, WORKS.now, zone="Asia/Taipei"),
    WORKS.book,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(FILES)), st.integers(0, 2**32))
def test_nothing_that_can_be_written_stops_the_check(name: str, seed: int) -> None:
    """Lines lost, doubled, moved or emptied, and values taken from elsewhere in the file."""
    chance = random.Random(seed)  # no secret
    lines = FILES[name].splitlines()
    for _ in range(chance.randint(1, 4)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        key, colon, _ = lines[at].partition(":")
        value = lines[other].partition(":")[2]
        lines[at : at + 1] = chance.choice(
            ([], [lines[at]] * 2, [lines[other]], [f"{key}{colon}"], [f"{key}{colon}{value}"])
        )
        lines = lines or ["x"]
    findings = Findings()

    written = read_campaign("\n".join(lines), f"campaigns/{name}.yaml", KNOWN, findings)
    check_all([written] if written else [], KNOWN, findings)

    assert written or findings.mistakes


def test_an_audience_that_cannot_be_read_is_nobody_and_one_that_is_not_there_is_everybody() -> None:
    file = YamlFile("campaigns/c.yaml", Findings())
    unreadable = file.root("channel: []")

    assert read_audience(file, unreadable, KNOWN) == AnyOf(())
    assert read_audience(file, None, KNOWN) == AllOf(())


def test_what_a_campaign_may_name_is_only_what_the_brand_has() -> None:
    findings = Findings()
    other = {"other": next(iter(KNOWN.topics.values()))}
    nobody = replace(KNOWN, topics=other, faq=frozenset())

    assert read_campaign(FILES["mondays"], "campaigns/mondays.yaml", nobody, findings) is None
    assert "unknown_topic" in {found.kind.value for found in findings.mistakes}
