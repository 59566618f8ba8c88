"""Every documented answer of a channel leads to the reaction its reference asks for."""

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.support.answers import (
    FOLDER,
    Documented,
    classified,
    documented,
    reaction_to,
)
from tests.support.door import Bench
from tests.support.shop import LINE_SHOPPER, NOW, PAGE_SHOPPER
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.errors import TransientError
from towkay.domain.outcomes import Refusal, Verdict

MESSENGER = documented(Channel.MESSENGER)
WHATSAPP = documented(Channel.WHATSAPP)
LINE = documented(Channel.LINE)
INSTAGRAM = documented(Channel.INSTAGRAM)
GRAPH = [*MESSENGER, *INSTAGRAM, *WHATSAPP]
EVERY = [*GRAPH, *LINE]
SHOPPERS = {
    Channel.MESSENGER: PAGE_SHOPPER,
    Channel.INSTAGRAM: ContactKey(Channel.INSTAGRAM, "17841400000000001", "1784555000111222"),
    Channel.WHATSAPP: ContactKey(Channel.WHATSAPP, "209911887700123", "TW.13491208655302741918"),
    Channel.LINE: LINE_SHOPPER,
}
# What the references say is to be done, and what of it can be done here.
PERMITTED = {
    "fix config": {"reauthorise"},
    "W": {"slow_down", "later", "unknown"},
    "W, then A": {"unknown"},
    "W after an hour": {"later"},
    "W after half an hour": {"later"},
    "P": {"permanent", "window"},
    "P/W once": {"permanent"},
    "P, contested": {"cap"},
    "C": {"contact_gone"},
    "C for promos": {"opt_out"},
    "A": {"operator"},
    "A, stop queue": {"reauthorise", "stop_account"},
    "D": {"window", "cap", "thread_taken"},
    "re-upload": {"permanent"},
    "ignore": {"permanent"},
    "drop token": {"opt_out"},
    "unsubscribe": {"opt_out"},
    "another way": {"operator"},
    "wait or raise": {"cap"},
    "at next eligible time": {"cap"},
    "done": {"sent"},
    "success": {"sent"},
    "no": {"permanent", "contact_gone", "operator", "reply_token"},
    "token": {"reauthorise"},
    "refresh token": {"reauthorise"},
    "not entitled": {"stop_account"},
    "later": {"thread_taken"},
    "wait": {"slow_down", "later"},
    "quota": {"cap"},
    "same key": {"unknown"},
    "fix token": {"reauthorise"},
    "no, alert": {"stop_account"},
    "backoff": {"slow_down"},
    "one person": {"later"},
    "again later": {"later"},
    "check first": {"unknown"},
    "pause campaign": {"cap"},
    "template": {"window"},
    "until resume": {"opt_out"},
    "unreachable": {"contact_gone"},
}
FINAL = {"permanent", "operator", "opt_out", "contact_gone", "window", "thread_taken", "cap"}
TRIED_AGAIN = {"slow_down", "later", "reauthorise", "stop_account", "unknown", "reply_token"}
LARGE = 1_000_000
# WhatsApp documents these with a server error, and nothing was sent.
NO_DESPITE_SERVER_ERROR = {
    (Channel.WHATSAPP, "3"),
    (Channel.WHATSAPP, "131045"),
    (Channel.WHATSAPP, "131057"),
}


def name_of(one: Documented) -> str:
    return f"{one.channel}-{one.row['answer']}"


def error_in(one: Documented) -> dict[str, Any]:
    content: dict[str, Any] = one.content["body"]["error"]
    return content


@pytest.mark.parametrize("one", EVERY, ids=name_of)
def test_a_documented_answer_leads_to_its_reaction(one: Documented) -> None:
    assert reaction_to(one.outcome()) == one.reaction
    assert one.reaction in PERMITTED[one.row["class"]]


def test_every_answer_stands_in_a_table_and_every_row_has_its_answer() -> None:
    files = {path for path in FOLDER.rglob("*.json")}

    assert files == {one.path for one in EVERY}
    assert len(files) == len(EVERY)
    assert len(EVERY) >= 60


@pytest.mark.parametrize("one", GRAPH, ids=name_of)
def test_an_answer_is_what_its_row_says(one: Documented) -> None:
    error = error_in(one)

    assert str(error["code"]) == one.row["code"]
    assert str(error.get("error_subcode", "")) == one.row["subcode"]
    expected = "/".join(number for number in (one.row["code"], one.row["subcode"]) if number)
    assert one.outcome().code == expected
    assert one.outcome().request_id == error["fbtrace_id"]


@pytest.mark.parametrize("one", LINE, ids=name_of)
def test_a_line_answer_is_what_its_row_says(one: Documented) -> None:
    assert str(one.content["status"]) == one.row["status"]
    assert one.outcome().request_id != ""


@pytest.mark.parametrize("one", GRAPH, ids=name_of)
def test_the_numbers_decide_and_neither_words_nor_status_below_500_do(one: Documented) -> None:
    content = one.content
    content["body"]["error"] |= {"message": "(#190) 別的語言", "type": "GraphMethodException"}

    for status in (200, 400, 401, 403, 429, 499):
        assert reaction_to(classified(one.channel, {**content, "status": status})) == one.reaction


@pytest.mark.parametrize(
    "one",
    [one for one in GRAPH if (one.channel, one.row["code"]) not in NO_DESPITE_SERVER_ERROR],
    ids=name_of,
)
def test_a_server_error_leaves_it_open_whatever_its_body_says(one: Documented) -> None:
    outcome = classified(one.channel, {**one.content, "status": 503})

    assert (outcome.verdict, outcome.refusal) == (Verdict.UNKNOWN, None)


@pytest.mark.parametrize(
    "one", [one for one in MESSENGER if int(one.row["code"]) >= LARGE], ids=name_of
)
def test_a_large_number_means_the_same_in_the_other_place(one: Documented) -> None:
    content = one.content
    error = content["body"]["error"]
    error |= {"code": 100, "error_subcode": error["code"]}

    assert reaction_to(classified(one.channel, content)) == one.reaction


@pytest.mark.parametrize(
    "one",
    [one for one in MESSENGER if one.row["code"] == "100" and int(one.row["subcode"] or 0) > LARGE],
    ids=name_of,
)
def test_a_large_subcode_means_the_same_as_a_code(one: Documented) -> None:
    content = one.content
    error = content["body"]["error"]
    error["code"] = error.pop("error_subcode")

    assert reaction_to(classified(one.channel, content)) == one.reaction


@pytest.mark.parametrize("one", EVERY, ids=name_of)
def test_what_is_final_is_called_once(one: Documented) -> None:
    bench = Bench(SHOPPERS[one.channel], answers=[one.outcome()] * 20)
    bench.store_turn(reply_token=None)
    bench.change_contact(disclosed_at=NOW)  # some platforms want that said before anything else
    for minutes in (0, 0.2, 2, 5, 10, 14):
        bench.now = NOW + timedelta(minutes=minutes)
        try:
            bench.deliver(owner=f"run-{minutes}")
        except TransientError:
            assert one.reaction in TRIED_AGAIN

    assert one.reaction in FINAL | TRIED_AGAIN | {"sent"}
    if one.reaction in FINAL | {"sent"}:
        assert len(bench.calls) == 1
        assert bench.sends[0].state.is_final


@pytest.mark.parametrize("number", range(2300053, 2300081))
def test_the_contested_range_of_marketing_messages_is_known_throughout(number: int) -> None:
    content = {"status": 400, "headers": {}, "body": {"error": {"code": number}}}

    assert reaction_to(classified(Channel.MESSENGER, content)) in {"cap", "later", "operator"}


@pytest.mark.parametrize(("code", "subcode"), [(987654, None), (5, None), (987654, 987655), (0, 0)])
def test_an_unknown_error_is_refused_and_raises_an_alarm(code: int, subcode: int | None) -> None:
    error = {"code": code, "error_subcode": subcode, "message": "(#190) Session has expired"}

    outcome = classified(
        Channel.MESSENGER, {"status": 400, "headers": {}, "body": {"error": error}}
    )

    assert (outcome.verdict, outcome.refusal) == (Verdict.REFUSED, Refusal.UNDOCUMENTED)


def business_usage(*minutes: Any) -> dict[str, str]:
    cases = [{"type": "messenger", "estimated_time_to_regain_access": one} for one in minutes]
    return {"x-business-use-case-usage": json.dumps({"104512398760021": cases})}


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, None),
        (business_usage(0), None),
        (business_usage(7), timedelta(minutes=7)),
        (business_usage(0, 12, 3), timedelta(minutes=12)),
        (business_usage(10**400), timedelta(days=1)),
        (business_usage("7"), None),
        (business_usage(True), None),
        (business_usage(-5), None),
        (business_usage(None), None),
        ({"x-app-usage": '{"call_count":100,"total_time":1}'}, timedelta(minutes=1)),
        ({"x-app-usage": '{"call_count":99,"total_time":1}'}, None),
        ({"x-app-usage": "[100]"}, None),
        ({"x-app-usage": '{"call_count":NaN,"total_time":Infinity}'}, timedelta(minutes=1)),
        ({"x-business-use-case-usage": "{"}, None),
        ({"x-business-use-case-usage": '{"a":{"b":1},"c":[1,null]}'}, None),
        ({"x-business-use-case-usage": "[" * 100_000}, None),
    ],
)
def test_a_rate_limit_is_waited_for_as_long_as_its_header_says(
    headers: dict[str, str], wait: timedelta | None
) -> None:
    content = {"status": 400, "headers": headers, "body": {"error": {"code": 80006}}}

    assert classified(Channel.MESSENGER, content).retry_after == wait


def test_usage_is_no_reason_to_wait_after_another_no() -> None:
    content = {"status": 400, "headers": business_usage(7), "body": {"error": {"code": 190}}}

    assert classified(Channel.MESSENGER, content).retry_after is None
