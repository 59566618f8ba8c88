"""How do the sources of shipping news sign, and what is each sent like?

The signing here is written down a second time, from the sources' own pages, so that the product's
is not compared with itself.
"""

import base64
import hashlib
import hmac
import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from towkay.adapters.shipping.sources import SOURCES
from towkay.domain.shipping.readings import Reading, SourceKey, Verdict

FIXTURES = Path(__file__).parents[1] / "fixtures" / "shipping"
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)  # 1795248000 seconds since 1970
RECEIVED = datetime(2026, 11, 23, 4, 5, 6, tzinfo=UTC)
MERCHANT = "9990001"

KEYS: Mapping[str, SourceKey] = {
    "shopify": SourceKey("shopify-demo-secret-01"),
    "easypost": SourceKey("easypost-demo-secret-01"),
    "aftership": SourceKey("aftership-demo-secret-01"),
    "shippo": SourceKey("shippo-demo-secret-01"),
    "ecpay": SourceKey("demoHashKey00001", "demoHashIV000001", MERCHANT),
    "17track": SourceKey("17track-demo-key-01"),
    "json": SourceKey("our-own-demo-key-01"),
}

Plain = dict[str, Any]
Signed = tuple[dict[str, str], bytes]


def _hmac(secret: str, message: bytes) -> bytes:
    return hmac.new(secret.encode(), message, hashlib.sha256).digest()


def _stamp(header: str, secret: str, raw: bytes, at: datetime) -> Signed:
    seconds = str(int(at.timestamp()))
    signature = _hmac(secret, f"{seconds}.".encode() + raw).hex()
    return {header: f"t={seconds},v1={signature}"}, raw


def _ecpay(key: SourceKey, raw: bytes) -> Signed:
    pairs = [one for one in parse_qsl(raw.decode(), True) if one[0] != "CheckMacValue"]
    text = "&".join(f"{name}={value}" for name, value in sorted(pairs, key=lambda p: p[0].lower()))
    signs = "-_.!*()"
    encoded = "".join(
        one if (one.isascii() and one.isalnum()) or one in signs else "+" if one == " " else escaped
        for one in f"HashKey={key.value}&{text}&HashIV={key.iv}"
        for escaped in ["".join(f"%{byte:02x}" for byte in one.encode())]
    )
    digest = hashlib.md5(encoded.lower().encode()).hexdigest().upper()
    return {}, urlencode([*pairs, ("CheckMacValue", digest)]).encode()


def sign(source: str, raw: bytes, key: SourceKey | None = None, at: datetime = NOW) -> Signed:
    """Headers and bytes as the source would send this body."""
    key = key or KEYS[source]
    ways: Mapping[str, Callable[[], Signed]] = {
        "shopify": lambda: (
            {"x-shopify-hmac-sha256": base64.b64encode(_hmac(key.value, raw)).decode()},
            raw,
        ),
        "easypost": lambda: (
            {
                "x-hmac-signature": "hmac-sha256-hex="
                + _hmac(unicodedata.normalize("NFKD", key.value), raw).hex()
            },
            raw,
        ),
        "aftership": lambda: (
            {"aftership-hmac-sha256": base64.b64encode(_hmac(key.value, raw)).decode()},
            raw,
        ),
        "shippo": lambda: _stamp("shippo-auth-signature", key.value, raw, at),
        "ecpay": lambda: _ecpay(key, raw),
        "17track": lambda: (
            {"sign": hashlib.sha256(raw + b"/" + key.value.encode()).hexdigest()},
            raw,
        ),
        "json": lambda: _stamp("towkay-signature", key.value, raw, at),
    }
    return ways[source]()


def verdict(
    source: str,
    sent: Signed,
    *keys: SourceKey,
    now: datetime = NOW,
    query: Mapping[str, str] | None = None,
) -> Verdict:
    """What is said of a delivery under these keys; under the usual one where none is given."""
    headers, raw = sent
    return SOURCES[source].verify(headers, raw, keys or (KEYS[source],), now, query=query or {})


def read(source: str, body: Any, headers: Mapping[str, str] | None = None) -> Reading:
    """What is read of a body: of JSON as a value, of a form as its fields."""
    return SOURCES[source].read(encoded(source, body), headers or {}, RECEIVED)


def encoded(source: str, body: Any) -> bytes:
    """The body as it goes over the wire."""
    if isinstance(body, bytes):
        return body
    return (urlencode(body) if source == "ecpay" else json.dumps(body)).encode()


@dataclass(frozen=True, slots=True)
class Sample:
    """One body as the source's page describes it, and all that must be read from it."""

    source: str
    name: str
    headers: dict[str, str]
    body: Any
    expect: Plain


def samples() -> list[Sample]:
    """Every file, by source and name."""
    found = []
    for path in sorted(FIXTURES.glob("*/*.json")):
        one = json.loads(path.read_text(encoding="utf-8"))
        headers = one.get("headers", {})
        found.append(Sample(path.parent.name, path.stem, headers, one["body"], one["expect"]))
    return found


def as_expected(reading: Reading) -> Plain:
    """What was read, without what is at its default; the moment of receipt is the test's own."""
    plain = [_members(one) | {"is": type(one).__name__} for one in reading.news]
    for one in plain:
        assert one.pop("received_at", RECEIVED.isoformat()) == RECEIVED.isoformat()
        if one.get("told_at") == RECEIVED.isoformat():
            del one["told_at"]  # its source says no moment of its own
        assert one.pop("source") and one.pop("dedupe")
    parked = [{"why": one.why.value, "word": one.word} for one in reading.parked]
    return {"news": plain, "parked": parked}


def _members(value: Any) -> Plain:
    return {
        field.name: _plain(getattr(value, field.name))
        for field in fields(value)
        if field.default is MISSING or getattr(value, field.name) != field.default
    }


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return _members(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value
