"""`towkay campaigns` shows what runs and what would, and carries out what people decide."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.campaign_bench import NOW, Bench, a_campaign_bench, reworded, said
from tests.support.campaigns import a_campaign
from towkay.adapters.campaigns_json import load_campaigns
from towkay.domain.runs import Run, RunKey, RunState
from towkay.domain.schedules import Once, Repeated
from towkay.packs.campaign_plain import versioned
from towkay.packs.compiler import CompiledPack
from workbench.campaigns import desk as desks
from workbench.campaigns.lines import short
from workbench.campaigns.spoken import spoken_lines
from workbench.compiling import compile_folder
from workbench.paths import DEMO_BRAND

TEA = versioned(a_campaign(Once("2026-11-11T10:00")))
WEEKLY = versioned(replace(a_campaign(Repeated("0 10 * * MON")), id="weekly", name="週報"))


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    with a_campaign_bench(monkeypatch) as there:
        yield there


def test_what_is_published_is_a_draft_until_somebody_approves(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.publish(TEA, WEEKLY)
    code, told = said(capsys, "list")
    assert code == 0
    assert told.count("a draft, says nothing") == 2
    assert "once approved, next 2026-11-11 10:00" in told


def test_a_hint_leads_to_the_same_deployment(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.publish(TEA)
    for words in (("list",), ("show", "tea", "--brand", "demo")):
        told = " ".join(said(capsys, *words)[1].split())
        brand = " --brand demo" if "--brand" in words else ""
        assert f"towkay campaigns approve tea --by NAME --endpoint-url local{brand}" in told


def test_an_approved_campaign_tells_when_it_speaks_next_and_who_let_it(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.publish(TEA)
    assert said(capsys, "approve", "tea", "--by", "May")[0] == 0
    _, told = said(capsys, "show", "tea")
    assert "next 2026-11-11 10:00" in told
    assert f"2026-11-10 09:00 May approved {TEA.version}" in told
    assert "It has not spoken yet." in told


def test_a_changed_file_runs_as_it_was_until_it_is_approved_again(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.publish(TEA)
    said(capsys, "approve", "tea", "--by", "May")
    later = versioned(replace(TEA, schedule=Once("2026-11-12T10:00")))
    bench.publish(later)
    _, told = said(capsys, "show", "tea")
    assert "next 2026-11-11 10:00" in told
    assert "changed in the files and not approved" in told
    said(capsys, "approve", "tea", "--by", "May", "--version", later.version[:6])
    assert "next 2026-11-12 10:00" in said(capsys, "list")[1]


def test_whoever_names_another_version_approves_nothing(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.publish(TEA)
    code, told = said(capsys, "approve", "tea", "--by", "May", "--version", "ffff")
    assert code == 1
    assert "another one" in told
    assert "a draft" in said(capsys, "list")[1]


def test_a_campaign_is_paused_resumed_and_cancelled_and_each_makes_sense_only_once(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.publish(TEA)
    codes = [
        said(capsys, act, "tea", "--by", "May")[0]
        for act in ("pause", "approve", "pause", "pause", "resume", "resume", "cancel", "cancel")
    ]
    assert codes == [1, 0, 0, 1, 0, 1, 0, 1]
    assert "cancelled" in said(capsys, "list")[1]


def test_a_draft_that_speaks_no_more_is_not_offered_for_approval(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.publish(versioned(replace(TEA, schedule=Once("2026-11-09T10:00"))))
    told = said(capsys, "list")[1]
    assert "speaks no more" in told and "approve" not in told


def test_a_firing_tells_how_far_it_is(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    bench.publish(TEA)
    said(capsys, "approve", "tea", "--by", "May")
    key = RunKey("demo", "tea", "say@2026-11-11T10:00")
    at = NOW + timedelta(days=1)
    run = Run(key, "say", at, at + timedelta(hours=2), TEA.version, "p", at)
    assert desks.desk_of(bench, "demo", "en").runs.start(run)  # type: ignore[arg-type]
    assert "say: reading its people, 0 people, 0 of 0 parts done" in said(capsys, "show", "tea")[1]


def test_firings_for_nobody_are_one_line(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    bench.publish(TEA)
    said(capsys, "approve", "tea", "--by", "May")
    runs = desks.desk_of(bench, "demo", "en").runs  # type: ignore[arg-type]
    for quarter in range(20):
        at = NOW + quarter * timedelta(minutes=15)
        key = RunKey("demo", "tea", f"say@{quarter}")
        run = Run(key, "say", at, at + timedelta(hours=2), TEA.version, "p", at, RunState.DONE)
        assert runs.start(run)
    nobody = "firings with nobody to tell: 20, 2026-11-10 09:00 to 2026-11-10 13:45"
    for verb in ("show", "report"):
        told = said(capsys, verb, "tea")[1]
        assert nobody in told
        assert told.count("13:45") == 1


def test_an_unknown_campaign_is_answered_with_those_there_are(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.publish(TEA, WEEKLY)
    code, told = said(capsys, "show", "te")
    assert code != 0
    assert "there are: tea, weekly" in told
    assert said(capsys, "approve", "te", "--by", "May") == (
        1,
        "te: The published files have no such campaign.",
    )


def test_a_name_is_wanted_and_the_brand_where_there_are_several(
    bench: Bench, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.publish(TEA)
    assert "at most 64 letters" in said(capsys, "approve", "tea", "--by", " ")[1]
    monkeypatch.setattr(desks, "brands", lambda *_: {"demo", "other"})
    assert "demo, other" in said(capsys, "list")[1]
    monkeypatch.setattr(desks, "brands", lambda *_: set())
    assert "no brand here yet" in said(capsys, "list")[1]


def test_a_shop_without_campaigns_is_told_where_to_write_one(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Write one into campaigns/" in said(capsys, "list")[1]


def test_whoever_is_to_approve_sees_every_word_of_it(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    packed = compile_folder(DEMO_BRAND)
    assert isinstance(packed, CompiledPack)
    bench.publish(*load_campaigns(packed.body).campaigns.values())
    for campaign, words in {
        "brewing_course": ("vessel · zh-TW", "第一課：選壺", "card 50%", "〔我喝烏龍〕"),
        "weekly_tea": ("蜜香紅茶", "〔看蜜香紅茶〕", "whatsapp"),
        "mid_autumn": ("中秋禮盒開放預訂",),
    }.items():
        _, told = said(capsys, "show", campaign)
        for one in words:
            assert one in told, one


def test_what_runs_without_its_file_shows_its_words_on_its_own_wall(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.publish(TEA, WEEKLY)
    said(capsys, "approve", "tea", "--by", "May")
    bench.publish(WEEKLY)

    _, told = said(capsys, "show", "tea")

    assert "no longer in the files" in told
    assert "2026-11-10 09:00 May approved" in told and "UTC" not in told
    assert list(spoken_lines(TEA))[-1].strip() in told


def test_of_an_edit_that_waits_both_versions_are_shown_and_which_goes_out(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.publish(TEA)
    said(capsys, "approve", "tea", "--by", "May")
    edit = versioned(reworded(TEA, "新的字"))
    bench.publish(edit)

    _, told = said(capsys, "show", "tea")

    out = told.index(f"version {short(TEA.version)}: approved, these words go out")
    waits = told.index(f"version {short(edit.version)}: the edit, which waits for its approval")
    assert out < waits < told.index("新的字")
    assert out < told.index(list(spoken_lines(TEA))[-1].strip()) < waits
