"""A sample of `events/` on a bench with accounts of its own: the same, said of one of those."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.template import ROOT
from towkay.adapters.channels.inbound import INBOUND
from towkay.adapters.codec import to_plain
from towkay.domain.channels import Channel
from towkay.domain.endpoints import Endpoint
from towkay.domain.secrets import SigningSecret, VerifySecrets
from towkay.domain.webhooks import Webhook
from towkay.runtime.http_event import read_request
from workbench import samples
from workbench.errors import WorkbenchError
from workbench.sample_homes import moved

NOW = datetime(2026, 12, 24, 3, 21, 30, tzinfo=UTC)
FACTS = {"waba": "555000111222333", "phone": "886277009999"}
EVENTS = {
    file.stem: json.loads(file.read_text(encoding="utf-8"))
    for file in sorted((ROOT / "events" / "webhook").glob("*.json"))
}
UNKNOWN = {"messenger-unknown-endpoint"}


def endpoint(channel: str, account: str, brand: str = "tea", name: str = "tea") -> Endpoint:
    secret = f"the-{channel}-secret-of-{name}"
    known = VerifySecrets(
        app_id="" if channel == "line" else "123450000012345",
        verify_token="" if channel == "line" else f"the-{channel}-token",
        signing=(SigningSecret(secret),),
        accounts={account: brand},
        facts={account: FACTS} if channel == "whatsapp" else {},
    )
    return Endpoint(Channel(channel), name, known, None)


ACCOUNTS = {
    "messenger": "900000000000001",
    "instagram": "17841499999999999",
    "whatsapp": "900000000000003",
    "line": "Uffeeddccbbaa99887766554433221100",
}
BENCH = [endpoint(channel, account) for channel, account in ACCOUNTS.items()]
SAMPLES = {one.channel: one for one in samples.endpoints()}


def genuine(request: Webhook, secret: str) -> bool:
    inbound = INBOUND[Channel(request.channel)]
    return inbound.is_genuine(request.raw or b"", request.headers, (secret,))


def moments(event: Mapping[str, Any]) -> set[int]:
    """Every number in the body that can be a moment, as seconds."""
    raw = read_request(event).raw or b""
    text = raw.decode().replace('"', " ").replace(",", " ").replace(":", " ").replace("}", " ")
    words = (word for word in text.split() if word.isdecimal() and word.startswith("1"))
    return {int(word[:10]) for word in words if len(word) in (10, 13)}


@pytest.mark.parametrize("name", sorted(set(EVENTS) - UNKNOWN))
def test_a_webhook_is_signed_for_the_bench_as_rightly_or_wrongly_as_it_was(name: str) -> None:
    before = read_request(EVENTS[name])
    event, told = moved(EVENTS[name], BENCH, NOW)
    after = read_request(event)
    assert (after.channel, after.endpoint) == (before.channel, "tea")
    secret = f"the-{before.channel}-secret-of-tea"
    assert genuine(after, secret) is genuine(before, SAMPLES[before.channel].signing_secret)
    assert len(told) == 1 and "signed" in told[0]
    whole = json.dumps(event) + (after.raw or b"").decode()
    sample = SAMPLES[before.channel]
    assert sample.endpoint not in whole
    assert not any(account in whole for account in sample.brands)


@pytest.mark.parametrize("name", sorted(set(EVENTS) - UNKNOWN))
def test_a_webhook_says_the_same_in_the_words_of_the_bench(name: str) -> None:
    event, _ = moved(EVENTS[name], BENCH, NOW)
    before, after = read_request(EVENTS[name]), read_request(event)
    if before.method == "GET":
        right = before.query["hub.verify_token"] == SAMPLES[before.channel].verify_token
        assert (after.query["hub.verify_token"] == f"the-{before.channel}-token") is right
        assert after.query["hub.challenge"] == before.query["hub.challenge"]
        return
    sample, inbound = SAMPLES[before.channel], INBOUND[Channel(before.channel)]
    told = json.loads(before.raw or b""), json.loads(after.raw or b"")
    was = inbound.parse(told[0], app_id=sample.app_id)
    now = inbound.parse(told[1], app_id="" if before.channel == "line" else "123450000012345")
    assert [one.user for one in now] == [one.user for one in was]
    assert [to_plain(one.happening).keys() for one in now] == [
        to_plain(one.happening).keys() for one in was
    ]
    home = dict.fromkeys(sample.brands, ACCOUNTS[before.channel])
    home |= {facts["waba"]: FACTS["waba"] for facts in sample.facts.values()}
    assert [one.account for one in now] == [home.get(one.account, one.account) for one in was]


@pytest.mark.parametrize("name", ["line-text", "messenger-text", "whatsapp-text"])
def test_a_webhook_happened_a_moment_ago(name: str) -> None:
    event, _ = moved(EVENTS[name], BENCH, NOW)
    assert samples.time_of(event) == NOW
    began = samples.time_of(EVENTS[name])
    assert began
    later = round((NOW - began).total_seconds())
    assert len(moments(EVENTS[name])) >= 1
    exact = {moment + later for moment in moments(EVENTS[name])}
    assert all(any(abs(one - then) <= 1 for then in exact) for one in moments(event))


def test_an_endpoint_that_nobody_has_stays_unknown() -> None:
    unknown = EVENTS["messenger-unknown-endpoint"]
    assert moved(unknown, BENCH, NOW) == (unknown, [])


def test_an_endpoint_that_the_bench_has_itself_is_left_as_it_is() -> None:
    line = SAMPLES["line"]
    stored = endpoint("line", next(iter(line.brands)), "demo", line.endpoint)
    text = EVENTS["line-text"]
    assert moved(text, [*BENCH, stored], NOW) == (text, [])


def test_an_account_of_the_samples_own_brand_comes_first() -> None:
    own = endpoint("line", "Uaaaa", "demo", "second")
    event, _ = moved(EVENTS["line-text"], [*BENCH, own], NOW)
    assert event["pathParameters"]["endpoint"] == "second"


def test_a_record_is_of_the_benchs_account_and_keeps_its_moment() -> None:
    file = ROOT / "events" / "faq" / "line-text.json"
    sample = json.loads(file.read_text(encoding="utf-8"))
    event, told = moved(sample, BENCH, NOW)
    was, now = (json.loads(one["Records"][0]["body"]) for one in (sample, event))
    contact = {**was["contact"], "account": ACCOUNTS["line"]}
    assert now == {**was, "contact": contact, "brand": "tea", "endpoint": "tea"}
    assert len(told) == 1


def test_a_bench_without_the_channel_is_told_so() -> None:
    without = [one for one in BENCH if one.channel != Channel.LINE]
    with pytest.raises(WorkbenchError, match="no account on line"):
        moved(EVENTS["line-text"], without, NOW)


@pytest.mark.parametrize("event", [[], {"Records": []}, {"scheduled_at": "2026-11-21T03:21:00Z"}])
def test_an_event_that_speaks_of_no_account_is_left_as_it_is(event: object) -> None:
    assert moved(event, BENCH, NOW) == (event, [])


def test_an_endpoint_whose_secrets_are_unusable_is_no_home() -> None:
    broken = [replace(one, verify=None) for one in BENCH]
    with pytest.raises(WorkbenchError):
        moved(EVENTS["line-text"], broken, NOW)
