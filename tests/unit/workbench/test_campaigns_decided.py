"""What `towkay campaigns` says of what is paused, cancelled, or changed meanwhile."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.campaign_bench import NOW, Bench, a_campaign_bench, reworded, said
from tests.support.campaigns import a_campaign
from towkay.domain.runs import Run, RunKey, RunState, ShardProgress
from towkay.domain.schedules import Once
from towkay.packs.campaign_plain import versioned
from workbench.campaigns import desk as desks
from workbench.campaigns.lines import CampaignTeller

TEA = versioned(a_campaign(Once("2026-11-11T10:00")))


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    with a_campaign_bench(monkeypatch) as there:
        yield there


def test_a_pause_is_lifted_by_nothing_but_resuming_and_says_so(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.publish(TEA)
    said(capsys, "approve", "tea", "--by", "May")
    resumes = "towkay campaigns resume tea --by NAME"
    assert resumes in said(capsys, "pause", "tea", "--by", "May")[1]
    code, told = said(capsys, "approve", "tea", "--by", "May")
    assert code == 1
    assert "approved already, and paused" in told and resumes in told
    assert "· paused" in said(capsys, "list")[1]


@pytest.mark.parametrize("language", ["en", "zh-TW"])
def test_approving_an_edit_of_what_is_paused_keeps_the_pause_and_says_so(
    bench: Bench, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    bench.publish(TEA)
    for act in ("approve", "pause"):
        said(capsys, act, "tea", "--by", "May")
    bench.publish(versioned(reworded(TEA, "新的字")))

    code, told = said(capsys, "approve", "tea", "--by", "May", "--language", language)

    state, sentence = {
        "en": ("tea: paused", "It is approved and stays paused: nothing goes out until it is"),
        "zh-TW": ("tea：暫停中", "核准了，但還在暫停：恢復之前不會發"),
    }[language]
    assert code == 0
    assert state in told and sentence in told
    assert "towkay campaigns resume tea --by" in told
    assert "It speaks at its times" not in told and "會照時間發" not in told


def test_of_a_cancelled_one_nothing_runs_although_an_edit_waits(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.publish(TEA)
    said(capsys, "approve", "tea", "--by", "May")
    edit = versioned(reworded(TEA, "新的字"))
    bench.publish(edit)
    said(capsys, "cancel", "tea", "--by", "May")

    _, told = said(capsys, "show", "tea")

    assert "the old one runs" not in told
    assert "cancelled: nothing goes out; its file is not the version that was approved" in told
    assert "towkay campaigns approve tea --by NAME" in told


def test_a_second_cancel_says_that_it_is_cancelled(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.publish(TEA)
    for _ in range(2):
        said(capsys, "approve", "tea", "--by", "May")
        said(capsys, "cancel", "tea", "--by", "May")
        assert "It is cancelled already" in said(capsys, "cancel", "tea", "--by", "May")[1]


@pytest.mark.parametrize(
    ("act", "finished", "told"),
    [
        ("pause", 1, "everybody is settled"),
        ("pause", 0, "paused"),
        ("cancel", 1, "everybody is settled"),
        ("cancel", 0, "cancelled, its people are being settled"),
    ],
)
def test_a_firing_is_not_said_to_be_sending_after_a_pause_or_an_end(
    bench: Bench, capsys: pytest.CaptureFixture[str], act: str, finished: int, told: str
) -> None:
    bench.publish(TEA)
    said(capsys, "approve", "tea", "--by", "May")
    said(capsys, act, "tea", "--by", "May")
    at, shards = NOW, (ShardProgress(0, 1, 9, "", True),)
    run = Run(
        RunKey("demo", "tea", "say@x"), "say", at, at + timedelta(hours=2), TEA.version, "p", at
    )
    run = replace(run, state=RunState.SENDING, shards=shards, finished=finished)
    record = desks.desk_of(bench, "demo", "en").records.record("demo", "tea")  # type: ignore[arg-type]

    lines = "\n".join(CampaignTeller("en", "Asia/Taipei").past(record, [run]))

    assert f"say: {told}, 9 people, {finished} of 1 parts done" in lines


@pytest.mark.parametrize("act", ["approve", "pause", "resume", "cancel"])
@pytest.mark.parametrize("published", [True, False])
def test_whatever_is_done_to_what_does_not_exist_says_so(
    bench: Bench, capsys: pytest.CaptureFixture[str], act: str, published: bool
) -> None:
    if published:
        bench.publish(TEA)
    told = said(capsys, act, "nosuch", "--by", "May")
    assert told == (1, "nosuch: The published files have no such campaign.")
