"""The shops' door on every file of `events/shipments`: what it answers and what it queues."""

import json
from typing import Any

import pytest

from tests.support.deployed import Deployed
from tests.support.shop_events import CHECKOUT_KEY, CONSENT, PARCEL, SIGNS_CODES, files, shipments
from tests.support.template import ROOT
from towkay.adapters.shipment_messages import arrival_from_json
from towkay.domain.shipping.codes import read_code

# What each is answered, and how many arrivals it leaves.
ANSWERED = {
    "shopify-order": (200, 1),
    "shopify-event": (200, 1),
    "shopify-unknown-topic": (200, 1),
    "easypost": (200, 1),
    "aftership": (200, 1),
    "shippo": (200, 1),
    "shippo-by-address": (200, 1),
    "ecpay": (200, 1),
    "ecpay-forged": (401, 0),
    "ecpay-unknown-code": (200, 2),
    "17track": (200, 1),
    "json": (200, 2),
    "json-signed": (200, 2),
    "json-slip": (400, 0),
    "unknown-source": (404, 0),
    "consent": (201, 1),
    "consent-not-agreed": (201, 0),
    "consent-slip": (400, 0),
    "consent-without-key": (401, 0),
}


def ask(deployed: Deployed, name: str) -> dict[str, Any]:
    answer: dict[str, Any] = deployed.invoke("shipments", deployed.sample(f"shipments/{name}"))
    return answer


def with_endpoints(deployed: Deployed) -> None:
    names = {"Name": "/towkay/dev/endpoints", "Value": "line/demo-line messenger/demo-messenger"}
    deployed.aws.client("ssm").put_parameter(**names, Type="String", Overwrite=True)


def plain_request(body: object) -> dict[str, Any]:
    return shipments()["json"] | {"body": json.dumps(body)}


def test_every_sample_is_expected_here_and_is_what_the_code_would_send() -> None:
    assert {file.stem for file in (ROOT / "events/shipments").glob("*.json")} == set(ANSWERED)
    for path, content in files().items():
        written = json.loads((ROOT / "events" / f"{path}.json").read_text(encoding="utf-8"))
        assert written == content, "python -m tests.support.shop_events"


@pytest.mark.parametrize("name", sorted(ANSWERED))
def test_a_call_is_answered_and_what_it_tells_is_queued(deployed: Deployed, name: str) -> None:
    status, arrivals = ANSWERED[name]

    answer = ask(deployed, name)

    assert answer["statusCode"] == status, answer
    queued = [arrival_from_json(body) for body in deployed.queued("shipments")]
    assert len(queued) == arrivals
    assert {one.brand for one in queued} <= {"demo"}
    assert deployed.rows() == [], "the door writes no table"


@pytest.mark.parametrize(
    ("name", "kind", "body"),
    [
        ("ecpay", "text/plain", "1|OK"),
        ("shopify-order", "application/json", "{}"),
        ("json", "application/json", "{}"),
    ],
)
def test_success_is_said_in_the_sources_own_bytes(
    deployed: Deployed, name: str, kind: str, body: str
) -> None:
    for _ in range(2):  # and a repeat is answered alike
        answer = ask(deployed, name)
        assert (answer["headers"]["content-type"], answer["body"]) == (kind, body)


def test_a_slip_is_told_by_its_place_and_never_by_its_value(deployed: Deployed) -> None:
    slip = {**PARCEL, "milestone": "0912345678"}
    answer = deployed.invoke("shipments", plain_request({"parcels": [slip]}))

    assert answer["statusCode"] == 400
    assert "parcels.0.milestone" in answer["body"] and "0912345678" not in answer["body"]


def test_more_than_a_mebibyte_is_too_large(deployed: Deployed) -> None:
    request = plain_request({"parcels": []}) | {"body": "{}" + " " * 1024 * 1024}

    assert deployed.invoke("shipments", request)["statusCode"] == 413


def test_a_form_that_is_no_form_is_another_interface(deployed: Deployed) -> None:
    event = shipments()["ecpay"] | {"body": "{}", "isBase64Encoded": False}

    assert deployed.invoke("shipments", event)["statusCode"] == 415


@pytest.mark.parametrize(
    ("route", "status"),
    [
        ("GET /shipments/{source}", 405),
        ("PUT /checkout/consents", 405),
        ("POST /elsewhere", 404),
        (None, 404),
    ],
)
def test_another_way_in_is_none(deployed: Deployed, route: str | None, status: int) -> None:
    event = shipments()["json"] | {"routeKey": route}

    assert deployed.invoke("shipments", event)["statusCode"] == status


@pytest.mark.parametrize("event", [{}, {"Records": []}, {"routeKey": "POST /shipments/{source}"}])
def test_what_no_gateway_sent_raises_nothing(deployed: Deployed, event: dict[str, Any]) -> None:
    assert deployed.invoke("shipments", event)["statusCode"] == 404


@pytest.mark.parametrize("name", ["json", "ecpay", "consent"])
def test_a_queue_that_takes_nothing_is_no_success(
    deployed: Deployed, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> dict[str, Any]:
        return {"Failed": [{"Id": "0"}]}

    ask(deployed, "unknown-source")  # the cold start
    queue = deployed.apps["shipments"].doors._queue
    monkeypatch.setattr(queue._client, "send_message_batch", refuse)

    answer = ask(deployed, name)

    assert answer["statusCode"] == 503
    assert "1|OK" not in answer["body"] and "code" not in json.loads(answer["body"])


def test_a_source_without_a_key_is_closed(deployed: Deployed) -> None:
    deployed.aws.client("ssm").delete_parameter(Name="/towkay/dev/shipments/ecpay")

    assert ask(deployed, "ecpay")["statusCode"] == 503


def test_two_hundred_parcels_are_all_queued(deployed: Deployed) -> None:
    many = [{**PARCEL, "parcel": f"P-{number}"} for number in range(200)]

    assert deployed.invoke("shipments", plain_request({"parcels": many}))["statusCode"] == 200
    bodies: set[str] = set()
    while taken := deployed.queued("shipments"):
        bodies |= set(taken)
    assert len(bodies) == 200


def test_a_checkout_gets_a_code_and_links_and_who_is_known_is_named(deployed: Deployed) -> None:
    with_endpoints(deployed)

    told = json.loads(ask(deployed, "consent")["body"])

    assert told.keys() == {"order", "code", "expires_at", "links", "named"}
    assert (told["order"], told["named"]) == ("#1042", 1)
    code = read_code(told["code"], "demo", (SIGNS_CODES,), deployed.time.now)
    assert code and (code.order, code.agreed) == ("1042", True)
    # A Page is found by its id; nobody has told what LINE's links call the account.
    assert [link["channel"] for link in told["links"]] == ["messenger"]


def test_a_slip_of_a_checkout_is_told_in_both_languages(deployed: Deployed) -> None:
    told = json.loads(ask(deployed, "consent-slip")["body"])

    (slip,) = told["slips"]
    assert slip["member"] == "agreed"
    assert slip["reason"].keys() == slip["remedy"].keys() == {"zh-TW", "en"}


def test_nothing_of_a_body_is_logged(
    deployed: Deployed, capsys: pytest.CaptureFixture[str]
) -> None:
    with_endpoints(deployed)
    for name in ANSWERED:
        ask(deployed, name)

    said = capsys.readouterr().out
    for word in ("1042", "912345678", "F0000000001", CONSENT["wording"], CHECKOUT_KEY.value):
        assert str(word) not in said


def test_a_flood_of_forgeries_reads_each_key_once_and_queues_nothing(deployed: Deployed) -> None:
    ask(deployed, "unknown-source")  # the cold start
    reads: list[str] = []
    ssm = deployed.apps["shipments"].doors._keys._client
    ssm.meta.events.register(
        "provide-client-params.ssm.GetParameter", lambda params, **_: reads.append(params["Name"])
    )

    for _ in range(10):
        for source in ("ecpay", "json", "nobody", "../checkout", "shopify"):
            event = shipments()["json"] | {"headers": {}, "pathParameters": {"source": source}}
            assert deployed.invoke("shipments", event)["statusCode"] in (401, 404, 415)

    known = ("ecpay", "json", "shopify")
    assert sorted(reads) == [f"/towkay/dev/shipments/{one}" for one in known]
    assert deployed.queued("shipments") == []
