"""What the brand's people ask of the deployed admin function, and what it leaves behind."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import yaml

from tests.support.builders import a_contact_key, a_turn
from tests.support.deployed import Deployed
from tests.support.queue_events import AT
from tests.support.staff_events import MEI, SALE, decision, edit, look, samples, staff_event
from tests.support.template import ROOT
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import to_item
from towkay.adapters.dynamodb.forecasts import DynamoForecasts
from towkay.adapters.dynamodb.items import turn_item
from towkay.adapters.dynamodb.runs import DynamoRuns
from towkay.domain.forecast_sums import ForecastSums, KeptBack, Span
from towkay.domain.messages import Purpose
from towkay.domain.runs import Chunk, ChunkKey, Run, RunKey
from towkay.domain.sends import Send, SendState
from towkay.domain.turns import TurnKey
from towkay.runtime.staff_http import ROUTES

STATUS = {
    "list": 200,
    "show": 200,
    "show-unknown": 404,
    "edit": 200,
    "edit-mistake": 422,
    "approve-another-version": 409,
    "approve-no-version": 400,
    "pause": 409,
    "resume": 409,
    "cancel": 409,
    "unknown-act": 404,
    "report": 404,
    "forecast": 404,
    "no-token": 401,
    "no-name": 401,
    "other-brand": 403,
    "other-brand-edit": 403,
}
WRITES = {"edit"}
POINTER = to_item({"pk": keys.brand_pk("demo"), "sk": keys.PACK})


def asked(deployed: Deployed, event: dict[str, Any]) -> tuple[int, Any]:
    answer = deployed.invoke("admin", event)
    assert answer["headers"]["cache-control"] == "no-store"
    return answer["statusCode"], json.loads(answer["body"])


def stored(deployed: Deployed) -> tuple[str, int]:
    """Everything that is kept: the rows, and how many packs."""
    rows = deployed.aws.client("dynamodb").scan(TableName="Table")["Items"]
    packs = deployed.aws.client("s3").list_objects_v2(Bucket="PacksBucket")["KeyCount"]
    return json.dumps(rows, sort_keys=True, ensure_ascii=False), packs


def version(deployed: Deployed, campaign: str = "weekly_tea") -> str:
    _, plain = asked(deployed, look(campaign=campaign))
    return str(plain["published_version"])


def test_the_samples_are_the_events_that_are_tested() -> None:
    files = {file.stem: file for file in (ROOT / "events" / "admin").glob("*.json")}
    assert files.keys() == samples().keys() == STATUS.keys()
    for name, event in samples().items():
        written = json.loads(files[name].read_text(encoding="utf-8"))
        assert written == event, "python -m tests.support.staff_events"


@pytest.mark.parametrize("name", sorted(STATUS))
def test_every_call_is_answered_and_only_those_write_that_may(
    deployed: Deployed, name: str
) -> None:
    before = stored(deployed)

    status, plain = asked(deployed, deployed.sample(f"admin/{name}"))

    assert status == STATUS[name], plain
    assert (stored(deployed) != before) is (name in WRITES)
    if status >= 400 and status != 422:
        assert plain["error"] and plain["reason"].keys() == {"zh-TW", "en"}


def test_what_is_approved_is_what_was_looked_at_by_whom_the_token_names(
    deployed: Deployed,
) -> None:
    seen = version(deployed)

    status, plain = asked(deployed, decision("approve", seen))

    assert status == 200
    assert (plain["state"], plain["changed_by"]) == ("approved", MEI["email"])
    assert [one["version"] for one in plain["approvals"]] == [seen]
    _, shown = asked(deployed, look(campaign="weekly_tea"))
    assert shown["approved_version"] == seen
    assert len(shown["next"]) == 5 and shown["next"][0]["at"] < shown["next"][1]["at"]


def test_of_two_approvals_at_once_one_counts_and_the_other_is_told_so(deployed: Deployed) -> None:
    seen = version(deployed)

    first = asked(deployed, decision("approve", seen))
    second = asked(deployed, decision("approve", seen, claims=MEI | {"email": "an@x.example"}))

    assert (first[0], second[0]) == (200, 409)
    assert second[1]["error"] == "approved_already"
    _, shown = asked(deployed, look(campaign="weekly_tea"))
    assert len(shown["decisions"]["approvals"]) == 1


def test_a_campaign_is_paused_resumed_and_cancelled(deployed: Deployed) -> None:
    asked(deployed, decision("approve", version(deployed)))
    states = []
    for act in ("pause", "resume", "cancel"):
        states.append(asked(deployed, decision(act))[1]["state"])

    assert states == ["paused", "approved", "cancelled"]
    assert asked(deployed, decision("cancel"))[0] == 409


def test_what_is_written_is_published_at_once_and_runs_only_when_approved(
    deployed: Deployed,
) -> None:
    _, written = asked(deployed, edit(SALE))

    _, shown = asked(deployed, look(campaign="year_end"))
    assert shown["published_version"] == written["version"]
    assert (shown["state"], shown["approved_version"]) == ("draft", None)
    approved = decision("approve", written["version"], campaign="year_end")
    assert asked(deployed, approved)[0] == 200
    _, changed = asked(deployed, edit(SALE.replace("10:00", "11:00")))
    _, shown = asked(deployed, look(campaign="year_end"))
    assert shown["approved_version"] == written["version"] == changed["before"]
    assert shown["published_version"] == changed["version"] != written["version"]
    assert shown["next"][0]["at"] == "2026-12-20T02:00:00Z", "what was approved runs as it was"


def test_a_mistake_is_told_with_line_reason_and_remedy(deployed: Deployed) -> None:
    _, plain = asked(deployed, deployed.sample("admin/edit-mistake"))

    (mistake, *_) = plain["mistakes"]
    assert (mistake["file"], mistake["line"]) == ("campaigns/year_end.yaml", 2)
    assert mistake["reason"].keys() == mistake["remedy"].keys() == {"zh-TW", "en"}
    assert "tea_news" in mistake["remedy"]["en"] + mistake["reason"]["en"]


def test_who_writes_over_another_version_than_they_saw_is_told_so(deployed: Deployed) -> None:
    _, first = asked(deployed, edit(SALE))

    stale = asked(deployed, edit(SALE + "holdout: 0\n", query={"version": "0123456789ab"}))
    fresh = asked(deployed, edit(SALE + "holdout: 0\n", query={"version": first["version"]}))

    assert (stale[0], stale[1]["error"], fresh[0]) == (409, "not_as_seen", 200)


@pytest.mark.parametrize("body", ["[]", "{", '{"version": 3}', "\ud83d"])
def test_a_body_that_nobody_can_read_changes_nothing(deployed: Deployed, body: str) -> None:
    before = stored(deployed)
    event = decision("approve") | {"body": body}

    assert asked(deployed, event)[0] == 400
    assert stored(deployed) == before


def test_a_body_too_large_is_not_looked_at(deployed: Deployed) -> None:
    assert asked(deployed, edit("x" * 200_000))[0] == 413


def test_a_brand_without_a_pack_and_a_route_that_is_none_are_not_found(deployed: Deployed) -> None:
    every = MEI | {"brands": "*"}
    assert asked(deployed, look(brand="nobody", claims=every))[0] == 404
    assert asked(deployed, staff_event("GET", "/secrets", campaign="x", claims=MEI))[0] == 404


def test_the_document_of_the_api_has_its_routes_and_every_status(deployed: Deployed) -> None:
    document = yaml.safe_load((ROOT / "docs" / "admin-api.yaml").read_text(encoding="utf-8"))
    told = {
        f"{method.upper()} {path}": operation["responses"].keys()
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method != "parameters"
    }
    assert told.keys() == ROUTES.keys()
    for name, event in samples().items():
        assert str(STATUS[name]) in told[event["routeKey"]], name


def a_firing(deployed: Deployed, *, chunks: int) -> RunKey:
    """A firing of the weekly letter, one person in each part, all suppressed but the last."""
    client: Any = deployed.aws.client("dynamodb")
    pack = client.get_item(TableName="Table", Key=POINTER)["Item"]["pack"]["S"]
    key = RunKey("demo", "weekly_tea", "main@2026-11-19T10:00")
    runs = DynamoRuns(client, "Table", 90, lambda: AT)
    run = Run(key, "main", AT, AT + timedelta(hours=2), "v", pack, AT)
    for shard in run.shards:
        is_first = shard.shard == 0
        number = chunks if is_first else 0
        run = run.with_shard(replace(shard, is_read=True, planned=number, chunks=number))
    runs.start(run)
    for number in range(chunks):
        contact = a_contact_key()
        runs.put_chunk(Chunk(ChunkKey(key, 0, number), (contact,)))
        if number < chunks - 1:
            state = SendState.SUPPRESSED
            send = Send(0, Purpose.MARKETING, (), state, reason="holdout", settled_at=AT)
            turn = replace(a_turn(TurnKey(contact, AT, key.cause)), sends=(send,))
            client.put_item(TableName="Table", Item=turn_item(turn, timedelta(days=90)))
    return key


def test_the_books_of_the_newest_firing_hold(deployed: Deployed) -> None:
    key = a_firing(deployed, chunks=3)

    status, plain = asked(deployed, look("/report", campaign="weekly_tea"))

    assert (status, plain["occurrence"], plain["next"]) == (200, key.occurrence, None)
    assert (plain["planned"], plain["suppressed"], plain["open"]) == (3, 2, 1)
    assert (plain["holds"], plain["held_out"]) == (True, 2)


def test_books_too_long_for_one_call_go_on_where_they_ended(
    deployed: Deployed, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_firing(deployed, chunks=3)
    monkeypatch.setattr(deployed.apps["admin"], "ends_at", lambda _: deployed.time.now)

    parts, after = [], ""
    while after is not None:
        query = {"after": after} if after else None
        _, plain = asked(deployed, look("/report", campaign="weekly_tea", query=query))
        parts.append((plain["suppressed"], plain["open"], plain["holds"]))
        after = plain["next"]

    assert parts == [(1, 0, None), (1, 0, None), (0, 1, None), (0, 0, None)]
    wrong = look("/report", campaign="weekly_tea", query={"after": "nowhere"})
    assert asked(deployed, wrong)[0] == 400


def test_a_forecast_that_was_made_is_shown_for_its_firing(deployed: Deployed) -> None:
    client: Any = deployed.aws.client("dynamodb")
    key = a_firing(deployed, chunks=1)
    sums = ForecastSums(AT, 10, 8, (KeptBack("cap", 2),), (Span("TWD", "1.6", "2"),))
    DynamoForecasts(client, "Table", 90, lambda: AT).put(key, sums)

    named = look("/forecast", campaign="weekly_tea", query={"occurrence": key.occurrence})
    status, plain = asked(deployed, named)

    assert (status, plain["reached"], plain["kept_back"]) == (200, 8, {"cap": 2})
    _, books = asked(deployed, look("/report", campaign="weekly_tea"))
    assert books["forecast"]["cost"] == {"TWD": {"least": "1.6", "most": "2"}}
