"""Proofs that carry their moment end with it, and a word of our own is compared whole."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.shipment_sources import KEYS, NOW, sign, verdict
from towkay.adapters.shipping.sources import SOURCES
from towkay.domain.shipping.readings import SourceKey, Verdict

RAW = b'{"event":"track_updated"}'
WORD = SourceKey("a-word-in-the-address", in_url=True)
STAMPED = ("shippo", "json")


@pytest.mark.parametrize("source", STAMPED)
@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_within_five_minutes_either_way_a_moment_is_now(source: str, seconds: int) -> None:
    sent = sign(source, RAW, at=NOW + timedelta(seconds=seconds))
    assert verdict(source, sent) is Verdict.GENUINE


@pytest.mark.parametrize("source", STAMPED)
@pytest.mark.parametrize("seconds", [-86400, -301, 301, 10**7])
def test_a_replay_is_too_old_and_nothing_comes_from_the_future(source: str, seconds: int) -> None:
    sent = sign(source, RAW, at=NOW + timedelta(seconds=seconds))
    assert verdict(source, sent) is Verdict.STALE


@pytest.mark.parametrize("source", STAMPED)
def test_a_moment_that_was_not_signed_makes_no_replay_young(source: str) -> None:
    ((name, value),) = sign(source, RAW, at=NOW - timedelta(days=1))[0].items()
    fresh = f"t={int(NOW.timestamp())},{value.partition(',')[2]}"
    assert verdict(source, ({name: fresh}, RAW)) is Verdict.FORGED


@pytest.mark.parametrize("source", STAMPED)
@pytest.mark.parametrize(
    "form",
    ["v1={v},t={t}", "t={t}", "v1={v}", "t={t},v1={v},v1={v}", "t={t}, v1={v}", "t=９,v1={v}"],
)
def test_only_the_exact_form_of_a_stamp_counts(source: str, form: str) -> None:
    ((name, value),) = sign(source, RAW)[0].items()
    time, _, signature = value.partition(",")
    changed = form.format(t=time.removeprefix("t="), v=signature.removeprefix("v1="))
    assert verdict(source, ({name: changed}, RAW)) is Verdict.FORGED


def test_shippo_may_be_known_by_the_word_in_the_address() -> None:
    assert verdict("shippo", ({}, RAW), WORD, query={"token": WORD.value}) is Verdict.GENUINE
    for wrong in ("", WORD.value[:-1], WORD.value + "x", KEYS["shippo"].value):
        keys = (WORD, KEYS["shippo"])
        assert verdict("shippo", ({}, RAW), *keys, query={"token": wrong}) is Verdict.FORGED


def test_the_word_does_not_make_up_for_a_wrong_signature() -> None:
    headers, _ = sign("shippo", RAW, replace(KEYS["shippo"], value="another"))
    asked = {"token": WORD.value}
    assert verdict("shippo", (headers, RAW), WORD, KEYS["shippo"], query=asked) is Verdict.FORGED


def test_the_word_of_the_address_signs_nothing() -> None:
    assert verdict("shippo", sign("shippo", RAW, WORD), WORD) is Verdict.FORGED


@pytest.mark.parametrize("scheme", ["Bearer ", "bearer ", "BEARER "])
def test_our_own_form_takes_the_key_itself(scheme: str) -> None:
    headers = {"authorization": scheme + KEYS["json"].value}
    assert verdict("json", (headers, RAW)) is Verdict.GENUINE


@pytest.mark.parametrize("form", ["{}", "Basic {}", "Bearer {}x", "Bearer  {}", "Bearer", "{} "])
def test_a_key_in_any_other_form_is_none(form: str) -> None:
    headers = {"authorization": form.format(KEYS["json"].value)}
    assert verdict("json", (headers, RAW)) is Verdict.FORGED


def test_the_key_does_not_make_up_for_a_wrong_signature() -> None:
    headers, _ = sign("json", RAW, at=NOW - timedelta(days=1))
    bearer = {"authorization": f"Bearer {KEYS['json'].value}"}
    assert verdict("json", (headers | bearer, RAW)) is Verdict.STALE


def test_each_source_is_answered_in_its_own_way_and_in_its_own_time() -> None:
    seconds = {name: one.manners.deadline.total_seconds() for name, one in SOURCES.items()}
    assert seconds == {
        **{"shopify": 5, "easypost": 7, "aftership": 3, "shippo": 3},
        **{"ecpay": 10, "17track": 3, "json": 3},
    }
    ecpay = SOURCES["ecpay"].manners
    assert (ecpay.content_type, ecpay.success) == ("text/plain", b"1|OK")
    assert {name for name, one in SOURCES.items() if one.manners.success != b"{}"} == {"ecpay"}
