"""`towkay forecast` tells what a firing would come to, and keeps its sums for the report."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.campaign_bench import NOW, Bench, a_campaign_bench
from towkay.adapters.dynamodb.forecasts import DynamoForecasts
from towkay.adapters.dynamodb.items import contact_item
from towkay.adapters.dynamodb.topic_rows import topic_row
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.consent import Consent
from towkay.domain.contacts import Contact
from towkay.domain.forecast_sums import Span
from towkay.domain.runs import RunKey
from towkay.domain.subscriptions import Subscription
from workbench import cli
from workbench.paths import DEMO_BRAND
from workbench.publish import compiled, publish
from workbench.transcript import width_of

LINE = ContactKey(Channel.LINE, "U00112233445566778899aabbccddeeff", "U" + "a" * 32)
AGREED_AT = NOW - timedelta(days=9)


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    with a_campaign_bench(monkeypatch) as there:
        publish(there.shelf_there, compiled(DEMO_BRAND), NOW)
        yield there


def follow(
    bench: Bench,
    user: str,
    *,
    key: ContactKey = LINE,
    topic: str = "tea_news",
    at: datetime = AGREED_AT,
    **about: object,
) -> None:
    said = Subscription(topic, True, at, "agreed", "w1", granted_at=at)
    contact = Contact(
        replace(key, user=user), "demo", key.account, 1, last_event_at=NOW, subscriptions=(said,)
    )
    contact = replace(contact, **about)  # type: ignore[arg-type]  # fields of a contact
    for item in (contact_item(contact), topic_row(contact, said, at)):
        bench.shelf_there.dynamodb.put_item(TableName="table", Item=item)


def told(capsys: pytest.CaptureFixture[str], *more: str, campaign: str = "weekly_tea") -> str:
    code = cli.main(["forecast", campaign, "--endpoint-url", "local", *more])
    said = capsys.readouterr().out
    nobody = ('"reached": 0', "nobody gets it", "沒有人收得到")
    assert code == (1 if any(one in said for one in nobody) else 0)
    return said


def test_followers_are_judged_as_the_table_has_them(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    follow(bench, "U" + "a" * 32)
    follow(bench, "U" + "b" * 32, consent=Consent(reachable=False))
    found = json.loads(told(capsys, "--json"))

    assert (found["followers"], found["planned"], found["reached"]) == (2, 2, 1)
    assert found["now"] == {"line push": 1}
    assert found["kept_back"] == {"line unreachable": 1}
    assert found["cost"] == {"TWD": {"least": "0.2", "most": "0.2"}}


def test_people_read_it_in_their_language_and_within_the_terminal(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    follow(bench, "U" + "a" * 32)
    for language, words in (("en", "1 get it: line push 1"), ("zh-TW", "收得到 1 人：line push 1")):
        lines = told(capsys, "--language", language).splitlines()
        assert any(words in line for line in lines)
        assert all(width_of(line) <= 100 for line in lines)


def test_a_campaign_that_nobody_follows_reaches_nobody(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(told(capsys, "--json"))

    assert (found["planned"], found["reached"], found["cost"]) == (0, 0, {})
    shown = told(capsys, "--language", "en")
    assert "nobody gets it: nobody follows “tea_news” yet" in shown
    assert "cost" not in shown and "minutes" not in shown
    assert "還沒有人訂閱「tea_news」" in told(capsys, "--language", "zh-TW")
    entered = told(capsys, "--language", "en", campaign="brewing_course")
    assert "nobody subscribed to “brewing”" in entered


def test_an_audience_that_is_nobody_is_told_as_that(
    bench: Bench, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shop = tmp_path / "demo"
    shutil.copytree(DEMO_BRAND, shop)
    letter = shop / "campaigns" / "weekly_tea.yaml"
    letter.write_text(letter.read_text() + "to: {tag: nobody has it}\n")
    publish(bench.shelf_there, compiled(shop), NOW)
    follow(bench, "U" + "a" * 32)

    shown = told(capsys, "--language", "en")

    assert "1 follow, 0 planned" in shown
    assert "of those who follow “tea_news” nobody fits the rules under to" in shown


def test_a_budget_that_is_too_small_for_one_is_told_as_the_reason(
    bench: Bench, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shop = tmp_path / "demo"
    shutil.copytree(DEMO_BRAND, shop)
    letter = shop / "campaigns" / "weekly_tea.yaml"
    letter.write_text(letter.read_text() + "budget: 0.01 TWD\n")
    publish(bench.shelf_there, compiled(shop), NOW)
    follow(bench, "U" + "a" * 32)

    shown = told(capsys, "--language", "en")

    assert "nobody gets it\n" in shown and "1 do not: budget 1" in shown


def test_its_sums_are_kept_for_the_report_of_that_firing_and_of_no_other_moment(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    follow(bench, "U" + "a" * 32)
    forecasts = DynamoForecasts(bench.shelf_there.dynamodb, "table", 90, bench.now)
    firing = RunKey("demo", "weekly_tea", "main@2026-11-12T10:00")
    told(capsys, "--json", "--at", "2026-11-12 10:00")  # on the campaign's own wall
    assert forecasts.forecast(firing) is None

    told(capsys, "--json")

    kept = forecasts.forecast(firing)
    assert kept is not None
    assert (kept.made_at, kept.planned, kept.reached) == (NOW, 1, 1)
    assert kept.cost == (Span("TWD", "0.2", "0.2"),)


def test_of_steps_after_an_entry_those_are_counted_who_entered_as_long_before_that_moment(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    at = datetime(2026, 11, 12, 2, 0, tzinfo=UTC)
    for number, ago in enumerate((timedelta(minutes=10), timedelta(hours=5), timedelta(days=9))):
        follow(bench, f"U{number:032x}", topic="brewing", at=at - ago)

    found = json.loads(told(capsys, "--json", "--at", at.isoformat(), campaign="brewing_course"))

    assert (found["planned"], found["reached"]) == (1, 1)


def test_a_moment_without_a_zone_is_on_the_wall_of_the_campaigns_own_zone(
    bench: Bench, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shop = tmp_path / "demo"
    shutil.copytree(DEMO_BRAND, shop)
    letter = shop / "campaigns" / "weekly_tea.yaml"
    letter.write_text(letter.read_text().replace("topic:", "zone: America/New_York\ntopic:", 1))
    publish(bench.shelf_there, compiled(shop), NOW)

    found = json.loads(told(capsys, "--json", "--at", "2026-11-12 10:00"))

    assert found["at"] == "2026-11-12T15:00:00+00:00"


def test_a_moment_that_has_gone_by_is_refused(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["forecast", "weekly_tea", "--endpoint-url", "local", "--at", "2026-11-10 08:59"]

    assert cli.main(words) == 2

    said = capsys.readouterr().err
    assert "2026-11-10 08:59 已經過了" in said and "2026-11-10 08:59 has gone by" in said


MESSENGER = ContactKey(Channel("messenger"), "1045", "7001")


def test_each_channel_and_route_that_costs_has_a_line_with_its_number_and_its_price(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(3):
        follow(bench, f"U{number:032x}")
    found = json.loads(told(capsys, "--json"))

    assert found["cost_by_way"] == [
        {
            "channel": "line",
            "route": "push",
            "messages": 3,
            "currency": "TWD",
            "least": "0.6",
            "most": "0.6",
        }
    ]
    assert "    line push: 3 messages, 0.60 TWD\n" in told(capsys, "--language", "en")


def test_reasons_name_their_channels_where_there_are_several(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = Consent(reachable=False)
    for key in (LINE, replace(LINE, user="U" + "b" * 32), MESSENGER):
        follow(bench, key.user, key=key, consent=gone)

    plain = " ".join(told(capsys, "--language", "en").split())
    assert "unreachable 3 (line 2, messenger 1)" in plain


def test_a_quota_that_was_never_read_is_said_to_be_unknown(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    follow(bench, "U" + "a" * 32)

    plain = " ".join(told(capsys, "--language", "en").split())
    assert "line: what is left of its quota is unknown" in plain
    assert "towkay doctor --endpoint-url local" in plain
    assert json.loads(told(capsys, "--json"))["quota"] == {f"line {LINE.account}": None}


def approve(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["campaigns", "approve", "weekly_tea", "--by", "May", "--endpoint-url", "local"]
    assert cli.main(words) == 0
    capsys.readouterr()


def test_it_tells_which_version_it_plays(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    assert "as the published files have it: not approved" in told(capsys, "--language", "en")
    approve(capsys)
    version = json.loads(told(capsys, "--json"))["version"]
    assert f"version {version[:12]}, approved\n" in told(capsys, "--language", "en")


def test_what_was_approved_is_foretold_also_where_it_is_no_longer_in_the_files(
    bench: Bench, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    follow(bench, "U" + "a" * 32)
    approve(capsys)
    shop = tmp_path / "demo"
    shutil.copytree(DEMO_BRAND, shop)
    (shop / "campaigns" / "weekly_tea.yaml").unlink()
    publish(bench.shelf_there, compiled(shop), NOW)

    found = json.loads(told(capsys, "--json"))

    assert (found["reached"], found["is_approved"]) == (1, True)
