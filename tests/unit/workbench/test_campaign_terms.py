"""Whoever is to approve a campaign sees whom it is for, and within which bounds."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.support.campaign_bench import Bench, a_campaign_bench, reworded, said
from tests.support.campaigns import a_campaign, a_step
from towkay.domain.audiences import (
    ActedWithin,
    AllOf,
    AnyOf,
    AudienceRule,
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
from towkay.domain.campaigns import Budget
from towkay.domain.schedules import AfterEntry, Countdown, Once, StepTime
from towkay.packs.campaign_plain import versioned
from workbench.campaigns.audience_words import audience_said

TEA = versioned(a_campaign(Once("2026-11-11T10:00")))
NARROW = AllOf(
    (
        Tagged("vip"),
        FieldRule("points", Compare.AT_LEAST, "100"),
        NotThese(Tagged("已購買")),
        AnyOf((OnChannel(("line", "messenger")), ActedWithin(30))),
    )
)
BOUND = replace(
    TEA,
    audience=NARROW,
    budget=Budget("5000", "TWD"),
    holdout=0,
    grace_s=14 * 3600,
    priority=50,
    skips_quiet=True,
)


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    with a_campaign_bench(monkeypatch) as there:
        yield there


def shown(capsys: pytest.CaptureFixture[str], language: str = "en") -> str:
    """What `show` prints, its folded lines joined again."""
    told = said(capsys, "show", "tea", "--language", language)[1]
    return " ".join(told.split())


def test_a_campaign_without_rules_is_said_to_be_for_everybody_who_follows_its_topic(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.publish(TEA)

    told = shown(capsys)

    assert "audience: everybody who follows tea_news" in told
    assert "budget: no limit · holdout: 5% get nothing · grace: 2 h · priority: 0" in told
    assert "quiet hours: waits for their end" in told


def test_audience_and_bounds_are_told_in_english(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.publish(versioned(BOUND))

    told = shown(capsys)

    assert (
        "audience: of those who follow tea_news only: tagged “vip” and points is at least 100 and "
        "not (tagged “已購買”) and (on LINE or Messenger or did anything in the last 30 days)"
    ) in told
    assert (
        "budget: at most 5000 TWD each time · holdout: 0% get nothing · grace: 14 h · "
        "priority: 50 · quiet hours: left out"
    ) in told


def test_audience_and_bounds_are_told_in_chinese(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.publish(versioned(BOUND))

    told = shown(capsys, "zh-TW").replace(" ", "")

    assert (
        "對象：訂閱tea_news的人，只限：有標籤「vip」，而且points至少100，而且除了（有標籤「已購買」），"
        "而且（在LINE、Messenger，或30天內有互動）"
    ) in told
    assert ("預算：每次最多5000TWD·對照組：0%不送·寬限：14小時·優先：50·勿擾時段：略過") in told


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        (FieldRule("a", Compare.IS, "{x}"), "a 是「{x}」", "a is “{x}”"),
        (FieldRule("a", Compare.IS_NOT, "b"), "a 不是「b」", "a is not “b”"),
        (FieldRule("a", Compare.CONTAINS, "b"), "a 含有「b」", "a contains “b”"),
        (FieldRule("a", Compare.AT_MOST, "9"), "a 至多 9", "a is at most 9"),
        (FieldRule("a", Compare.KNOWN), "有填 a", "a is filled in"),
        (FieldRule("a", Compare.UNKNOWN), "沒填 a", "a is not filled in"),
        (Speaks(("en", "")), "用 en、還不知道的語言", "in en or a language not known yet"),
        (CameBy(("qr", "ad")), "從 qr、ad 訂閱", "subscribed by qr or ad"),
        (SilentFor(30), "30 天以上沒有互動", "did nothing for 30 days"),
        (SubscribedFor(7), "訂閱滿 7 天", "agreed at least 7 days ago"),
        (AnyOf(()), "沒有人", "nobody"),
        (NotThese(AllOf(())), "除了（所有人）", "not (everybody)"),
    ],
)
def test_each_rule_has_its_words(rule: AudienceRule, zh: str, en: str) -> None:
    assert audience_said(rule, "t", "zh-TW").endswith(zh)
    assert audience_said(rule, "t", "en").endswith(en)


def test_of_steps_it_is_told_when_each_comes(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = (a_step("pot", time=StepTime(0)), a_step("water", time=StepTime(2 * 86_400, "19:30")))
    bench.publish(versioned(a_campaign(AfterEntry(), *steps)))
    assert "steps: pot 0 min after, water 2 d after, 19:30" in shown(capsys)
    bench.publish(versioned(a_campaign(Countdown("2026-12-31T23:59"), *steps)))
    assert "steps: pot 0 min before, water 2 d before, 19:30" in shown(capsys)


def test_beside_what_goes_out_an_edit_tells_each_term_it_changes_and_no_other(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.publish(TEA)
    said(capsys, "approve", "tea", "--by", "May")
    bench.publish(
        versioned(replace(BOUND, audience=TEA.audience, schedule=Once("2026-12-01T10:00")))
    )

    out, edit = shown(capsys).split("the edit, which waits for its approval")

    assert "budget: no limit" in out and "5000" not in out
    assert "changes budget: at most 5000 TWD each time (was: no limit)" in edit
    assert "changes when: once, 2026-12-01 10:00 (was: once, 2026-11-11 10:00)" in edit
    assert "changes priority: 50 (was: 0)" in edit
    assert "audience" not in edit and "changes topic" not in edit


def test_an_edit_that_forgets_its_rules_says_that_it_is_for_everybody_now(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.publish(versioned(BOUND))
    said(capsys, "approve", "tea", "--by", "May")
    bench.publish(versioned(replace(BOUND, audience=TEA.audience)))

    told = shown(capsys, "zh-TW")

    assert "改了對象：訂閱 tea_news 的所有人（原本：訂閱 tea_news 的人，只限：有標籤「vip」" in told


def test_an_edit_of_the_words_alone_changes_no_term(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.publish(TEA)
    said(capsys, "approve", "tea", "--by", "May")
    bench.publish(versioned(reworded(TEA, "新的字")))
    assert "changes" not in shown(capsys)
