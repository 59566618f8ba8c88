"""Who may tell us of parcels: only the holder of a key that counts now, in the bytes it signed."""

import hashlib
import hmac
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shipment_sources import KEYS, MERCHANT, NOW, Signed, encoded, sign, verdict
from towkay.adapters.shipping.ecpay_checksum import check_mac_value, text_to_sum
from towkay.adapters.shipping.shapes import MOST_BYTES
from towkay.adapters.shipping.sources import SOURCES, STATUS_OF
from towkay.domain.shipping.readings import SourceKey, Verdict

GENUINE, FORGED, STALE, CLOSED = Verdict.GENUINE, Verdict.FORGED, Verdict.STALE, Verdict.CLOSED
FIELDS = {
    "MerchantID": MERCHANT,
    "AllPayLogisticsID": "7700123",
    "RtnCode": "2073",
    "RtnMsg": "配達 A-b_c.d!e*(f) ~g'h+i/j",
    "ReceiverName": "",
}
BODIES = dict.fromkeys(SOURCES, b'{"id":1,"message":"\xe5\xb7\xb2"}') | {
    "ecpay": encoded("ecpay", FIELDS)
}
EASYPOST_BODY = b'{"id":"evt_demo1","object":"Event","description":"tracker.updated"}'
# Computed apart from this code, after each source's own description.
VECTORS: list[tuple[str, dict[str, str], bytes, SourceKey]] = [
    (
        "shopify",
        {"x-shopify-hmac-sha256": "8h+c8BvlDPDdpPlnHTNg2OdqcESmP+YIfTgYyCP6+ik="},
        b'{"id":4501,"order_id":9001,"status":"out_for_delivery"}',
        KEYS["shopify"],
    ),
    (
        "shopify",
        {"shopify-hmac-sha256": "iwnMkRLV6XzXxsXcEtPpA5ZtmkK9eFAOjIj9hCX/dag="},
        '{"id":4501,"message":"已送達 7-11 門市"}'.encode(),
        KEYS["shopify"],
    ),
    (
        "easypost",
        {
            "x-hmac-signature": "hmac-sha256-hex="
            "9245692aac7295b3383908dc3f86df5b1599d1e5d6705aae96f4ddb8e216d32b"
        },
        EASYPOST_BODY,
        KEYS["easypost"],
    ),
    (
        "easypost",
        {
            "x-hmac-signature": "hmac-sha256-hex="
            "12664842b8abbb0af079cd7defc98c9ba82797ad5063066a322441d5a1555033"
        },
        EASYPOST_BODY,
        SourceKey(b"\xef\xac\x81sh-\xc3\xa9-demo".decode()),
    ),
    (
        "aftership",
        {"aftership-hmac-sha256": "VcXWkr+iEvJyN0LZmid9dscjUYR7rxgRFWYnztBw7fw="},
        b'{"event":"tracking_update","event_id":"11111111-2222-4333-8444-555555555555"}',
        KEYS["aftership"],
    ),
    (
        "shippo",
        {
            "shippo-auth-signature": "t=1795248000,v1="
            "425fa93c993b5a90db0e04085a3aae4bfa8a55911bf62bfd99d7cc01f86bfb75"
        },
        b'{"event":"track_updated","test":true}',
        KEYS["shippo"],
    ),
    (
        "ecpay",
        {},
        b"MerchantID=9990001&MerchantTradeNo=CR20261121A1&RtnCode=2073&RtnMsg=%E5%8C%85%E8%A3%B9%E9"
        b"%85%8D%E9%81%94%E5%8F%96%E4%BB%B6%E9%96%80%E5%B8%82&AllPayLogisticsID=7700123&LogisticsT"
        b"ype=CVS&LogisticsSubType=UNIMARTC2C&GoodsAmount=480&UpdateStatusDate=2026%2F11%2F21+16%3A"
        b"05%3A09&ReceiverName=%E7%8E%8B%E5%B0%8F%E6%98%8E&ReceiverPhone=&ReceiverCellPhone=0900000"
        b"000&ReceiverEmail=&ReceiverAddress=&CVSPaymentNo=F0000000001&CVSValidationNo=0001&Booking"
        b"Note=&CheckMacValue=5A2ED227B68186D7E952B29A35686ED6",
        KEYS["ecpay"],
    ),
    (
        "17track",
        {"sign": "0a8033e3733c8468512df830640b58ff503a51e0a824ce4b0071111647031175"},
        b'{"event":"TRACKING_UPDATED","data":{"number":"RR000000000TW"}}',
        KEYS["17track"],
    ),
]


@pytest.mark.parametrize(("source", "headers", "raw", "key"), VECTORS)
def test_what_each_source_is_described_to_send_is_genuine(
    source: str, headers: dict[str, str], raw: bytes, key: SourceKey
) -> None:
    assert verdict(source, (headers, raw), key) is GENUINE
    assert verdict(source, (headers, raw), replace(key, value="another")) is FORGED


def test_a_secret_is_decomposed_before_easypost_signs_with_it() -> None:
    secret = SourceKey("ﬁsh-é-demo")
    plain = hmac.new(secret.value.encode(), EASYPOST_BODY, hashlib.sha256).hexdigest()
    assert plain.startswith("06e72fa2")
    sent = {"x-hmac-signature": f"hmac-sha256-hex={plain}"}
    assert verdict("easypost", (sent, EASYPOST_BODY), secret) is FORGED


def test_easyposts_second_signature_alone_is_not_taken() -> None:
    newer = "hmac-sha256-hex=e8eb745d1d51596f64b248c56fd737264621b4c01cb1db2fe1ed16491d4f4255"
    headers = {
        "x-timestamp": "Sat, 21 Nov 2026 08:00:00 -0000",
        "x-path": "/shipments/easypost",
        "x-hmac-signature-v2": newer,
    }
    assert verdict("easypost", (headers, EASYPOST_BODY)) is FORGED


def test_ecpays_sum_encodes_odd_characters_as_dotnet_does() -> None:
    odd = {"MerchantID": "9990001", "RtnCode": "300", "RtnMsg": "A-b_c.d!e*(f) ~g'h+i/j"}
    key, iv = KEYS["ecpay"].value, KEYS["ecpay"].iv
    assert text_to_sum(odd, key, iv) == (
        "hashkey%3ddemohashkey00001%26merchantid%3d9990001%26rtncode%3d300%26rtnmsg%3da-b_c.d!e*(f)"
        "+%7eg%27h%2bi%2fj%26hashiv%3ddemohashiv000001"
    )
    assert check_mac_value(odd, key, iv) == "5681FB937CE0D04E8506EA2945AC08A3"


def test_ecpays_sum_is_that_of_its_published_test_account() -> None:
    published = {
        "MerchantID": "2000132",
        "LogisticsType": "CVS",
        "LogisticsSubType": "UNIMART",
        "MerchantTradeDate": "2025/01/01 12:00:00",
    }
    found = check_mac_value(published, "5294y06JbISpM5x9", "v77hoKGq4kWxNNIS")
    assert found == "545E6146FD45BDA683C88454DB34CE8D"


def test_the_sum_of_payments_is_none_for_logistics() -> None:
    text = text_to_sum(FIELDS, KEYS["ecpay"].value, KEYS["ecpay"].iv)
    paid = hashlib.sha256(text.encode()).hexdigest().upper()
    assert verdict("ecpay", ({}, encoded("ecpay", FIELDS | {"CheckMacValue": paid}))) is FORGED


def test_a_notice_of_another_merchant_is_not_ours_even_under_our_keys() -> None:
    theirs = sign("ecpay", encoded("ecpay", FIELDS | {"MerchantID": "9990002"}))
    assert verdict("ecpay", theirs) is FORGED
    assert verdict("ecpay", theirs, replace(KEYS["ecpay"], account="9990002")) is GENUINE


def test_a_field_that_comes_twice_makes_a_form_nobodys() -> None:
    _, raw = sign("ecpay", BODIES["ecpay"])
    assert verdict("ecpay", ({}, raw)) is GENUINE
    assert verdict("ecpay", ({}, raw + b"&RtnCode=2067")) is FORGED
    assert verdict("ecpay", ({}, b"RtnCode=2067&" + raw)) is FORGED


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8"])
def test_json_is_not_what_ecpays_notices_are_made_of(kind: str) -> None:
    headers, raw = sign("ecpay", BODIES["ecpay"])
    assert verdict("ecpay", ({**headers, "content-type": kind}, raw)) is Verdict.WRONG_KIND
    assert verdict("ecpay", ({}, b' {"MerchantID":"9990001"}')) is Verdict.WRONG_KIND


@pytest.mark.parametrize("source", SOURCES)
def test_during_a_rotation_either_key_counts_until_its_end(source: str) -> None:
    old = replace(KEYS[source], until=NOW + timedelta(hours=1))
    new = replace(KEYS[source], value="the-next-secret")
    for signer in (old, new):
        sent = sign(source, BODIES[source], signer)
        assert verdict(source, sent, old, new) is GENUINE
        assert verdict(source, sent, new, old) is GENUINE
    late = sign(source, BODIES[source], old, old.until or NOW)
    assert verdict(source, late, old, new, now=old.until or NOW) is FORGED


@pytest.mark.parametrize("source", SOURCES)
def test_without_a_key_that_holds_nobody_gets_in(source: str) -> None:
    ended = replace(KEYS[source], until=NOW)
    for keys in ((ended,), (replace(KEYS[source], value=" "),)):
        sent = sign(source, BODIES[source], keys[0])
        assert verdict(source, sent, *keys) is CLOSED
    headers, raw = sign(source, BODIES[source])
    assert SOURCES[source].verify(headers, raw, (), NOW, query={}) is CLOSED


@pytest.mark.parametrize(
    "half", [replace(KEYS["ecpay"], iv=""), replace(KEYS["ecpay"], account="")]
)
def test_half_of_ecpays_keys_are_none(half: SourceKey) -> None:
    assert verdict("ecpay", sign("ecpay", BODIES["ecpay"], half), half) is CLOSED


@pytest.mark.parametrize("source", SOURCES)
def test_a_body_larger_than_any_is_not_even_looked_at(source: str) -> None:
    large = BODIES[source] + b"&x=" + b"9" * MOST_BYTES
    assert verdict(source, sign(source, large)) is Verdict.TOO_LARGE


@pytest.mark.parametrize("source", SOURCES)
def test_whatever_byte_of_a_delivery_is_changed_it_is_forged(source: str) -> None:
    headers, raw = sign(source, BODIES[source])
    assert verdict(source, (headers, raw)) is GENUINE
    for place in range(len(raw)):
        assert verdict(source, (headers, flipped(raw, place))) is not GENUINE
    for name, value in headers.items():
        for place in range(len(value)):
            changed = flipped(value.encode(), place).decode("latin-1")
            assert verdict(source, ({name: changed}, raw)) is not GENUINE


def flipped(text: bytes, place: int) -> bytes:
    return text[:place] + bytes([text[place] ^ 1]) + text[place + 1 :]


def unproved(sent: Signed) -> Signed:
    return {}, sent[1].partition(b"&CheckMacValue")[0]


@pytest.mark.parametrize("source", SOURCES)
def test_what_proves_nothing_is_forged(source: str) -> None:
    assert verdict(source, unproved(sign(source, BODIES[source]))) is FORGED
    headers, raw = sign(source, BODIES[source])
    for name in headers:
        for value in ("", " ", "t=,v1=", "hmac-sha256-hex=", "\ud800", headers[name] + "\n"):
            assert verdict(source, ({name: value}, raw)) is FORGED


def test_every_verdict_has_its_answer() -> None:
    assert set(STATUS_OF) == set(Verdict)
    assert {STATUS_OF[one] for one in Verdict if one is not GENUINE} == {401, 413, 415, 503}


@given(st.binary(max_size=200), st.text(max_size=100), st.text(max_size=20))
def test_verifying_never_raises_and_never_believes_noise(raw: bytes, said: str, key: str) -> None:
    names = {name for source in SOURCES for name in sign(source, BODIES[source])[0]}
    headers = dict.fromkeys([*names, "authorization", "content-type"], said)
    for source in SOURCES:
        for one in (KEYS[source], replace(KEYS[source], value=key, in_url=True)):
            assert verdict(source, (headers, raw), one, query={"token": said}) is not GENUINE
