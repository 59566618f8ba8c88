"""The example events of `events/shipments` and `events/shipping`, and the keys that signed them.

`python -m tests.support.shop_events` writes the folders and `events/shops.json`.
"""

import base64
import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from tests.support.queue_events import AT, record
from tests.support.shipment_sources import KEYS, encoded, sign
from tests.support.shipment_sources import samples as bodies
from tests.support.template import ROOT
from tests.support.webhook_bodies import BOT, LINE_USER
from towkay.adapters.event_messages import Entry
from towkay.adapters.shipment_messages import arrival_entry
from towkay.adapters.shop_keys import shop_keys_text
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.shipping.arrivals import Arrival, Arrived, CheckoutConsent, Named, Puzzle
from towkay.domain.shipping.news import Milestone, OrderNews, ParcelNews
from towkay.domain.shipping.readings import Oddity, SourceKey
from towkay.ports.shipping import CHECKOUT, BrandKey

Event = dict[str, Any]
CHECKOUT_KEY = SourceKey("checkout-demo-key-01")
IN_ADDRESS = SourceKey("shippo-demo-word-01", in_url=True)
SIGNS_CODES = "links-and-codes-demo-key-01"
_DOMAIN = "a1b2c3d4e5.execute-api.ap-northeast-1.amazonaws.com"
CONSENT = {
    "order": "#1042",
    "agreed": True,
    "wording": "出貨進度用聊天通知我",
    "agreed_at": "2026-11-21T11:19:30+08:00",
    "language": "zh-TW",
    "phone": "0912-345-678",
    "contacts": [{"channel": "line", "user": LINE_USER}],
}
ORDER = {"order": "#1042", "placed_at": "2026-11-21T11:19:00+08:00", "phone": "0912-345-678"}
PARCEL = {
    "parcel": "P-7700123",
    "order": "#1042",
    "milestone": "at_pickup_store",
    "occurred_at": "2026-11-21T11:15:09+08:00",
    "carrier": "UNIMARTC2C",
    "tracking": "F0000000001",
    "place": "鑫台北門市",
    "collect_by": "2026-11-28T23:59:59+08:00",
}


def shop_keys() -> dict[str, Any]:
    """Every parameter that the samples are proved and signed by, by its name below the stage."""
    of_source = {
        f"shipments/{source}": [key, IN_ADDRESS] if source == "shippo" else [key]
        for source, key in KEYS.items()
    }
    texts = {
        name: shop_keys_text([BrandKey("demo", key) for key in keys])
        for name, keys in (of_source | {CHECKOUT: [CHECKOUT_KEY]}).items()
    }
    plain = {name: json.loads(text) for name, text in texts.items()}
    return plain | {"refs/key": {"keys": [SIGNS_CODES]}}


def _event(
    path: str, raw: bytes, headers: dict[str, str], query: dict[str, str] | None = None
) -> Event:
    """An HTTP API event; what is no JSON travels as base64."""
    source = path.removeprefix("/shipments/") if path.startswith("/shipments/") else ""
    route = "POST /shipments/{source}" if source else f"POST {path}"
    is_form = "form" in headers.get("content-type", "")
    event: Event = {
        "version": "2.0",
        "routeKey": route,
        "rawPath": path,
        "rawQueryString": urlencode(query or {}),
        "headers": {"host": _DOMAIN, "content-type": "application/json", **headers},
        "requestContext": {
            "domainName": _DOMAIN,
            "http": {"method": "POST", "path": path, "protocol": "HTTP/1.1"},
            "routeKey": route,
            "stage": "$default",
            "timeEpoch": int(AT.timestamp() * 1000),
        },
        "isBase64Encoded": is_form,
        "body": base64.b64encode(raw).decode() if is_form else raw.decode(),
    }
    if source:
        event["pathParameters"] = {"source": source}
    if query:
        event["queryStringParameters"] = dict(query)
    return event


def _told(source: str, name: str, key: SourceKey | None = None) -> Event:
    (body,) = (one for one in bodies() if (one.source, one.name) == (source, name))
    headers, raw = sign(source, encoded(source, body.body), key, AT)
    kind = {"content-type": "application/x-www-form-urlencoded"} if source == "ecpay" else {}
    return _event(f"/shipments/{source}", raw, {**body.headers, **headers, **kind})


def _plain(body: object, bearer: str = KEYS["json"].value) -> Event:
    raw = json.dumps(body, ensure_ascii=False).encode()
    return _event("/shipments/json", raw, {"authorization": f"Bearer {bearer}"})


def _checkout(bearer: str = CHECKOUT_KEY.value, **more: object) -> Event:
    raw = json.dumps({**CONSENT, **more}, ensure_ascii=False).encode()
    return _event("/checkout/consents", raw, {"authorization": f"Bearer {bearer}"})


def shipments() -> dict[str, Event]:
    """What shops and carriers send, by the name of the file."""
    both = {"orders": [ORDER], "parcels": [PARCEL]}
    signed_headers, signed_raw = sign("json", json.dumps(both).encode(), None, AT)
    by_word = _told("shippo", "out_for_delivery")
    del by_word["headers"]["shippo-auth-signature"]
    by_word["queryStringParameters"] = {"token": IN_ADDRESS.value}
    by_word["rawQueryString"] = f"token={IN_ADDRESS.value}"
    forged = replace(KEYS["ecpay"], value="anotherHashKey01")
    return {
        "shopify-order": _told("shopify", "order_created"),
        "shopify-event": _told("shopify", "event_out_for_delivery"),
        "shopify-unknown-topic": _told("shopify", "unknown_topic"),
        "easypost": _told("easypost", "delivered"),
        "aftership": _told("aftership", "in_transit"),
        "shippo": _told("shippo", "out_for_delivery"),
        "shippo-by-address": by_word,
        "ecpay": _told("ecpay", "at_the_store"),
        "ecpay-forged": _told("ecpay", "at_the_store", forged),
        "ecpay-unknown-code": _told("ecpay", "an_unknown_code"),
        "17track": _told("17track", "taken"),
        "json": _plain(both),
        "json-signed": _event("/shipments/json", signed_raw, signed_headers),
        "json-slip": _plain({"parcels": [{**PARCEL, "milestone": "somewhere"}]}),
        "unknown-source": _event("/shipments/nobody", b"{}", {}),
        "consent": _checkout(),
        "consent-not-agreed": _checkout(agreed=False),
        "consent-slip": _checkout(agreed="yes"),
        "consent-without-key": _checkout(bearer=""),
    }


def arrivals() -> dict[str, Arrived]:
    """What the queue carries, by the name of the file."""
    line = ContactKey(Channel.LINE, BOT, LINE_USER)
    parcel = ParcelNews(
        source="json",
        parcel="P-7700123",
        milestone=Milestone.AT_PICKUP_STORE,
        code="",
        occurred_at=AT,
        received_at=AT,
        dedupe="sample-parcel",
        order="#1042",
        tracking="F0000000001",
        carrier="UNIMARTC2C",
        place="鑫台北門市",
    )
    odd = replace(parcel, source="ecpay", milestone=None, code="8888", dedupe="sample-odd")
    return {
        "order": OrderNews("json", "#1042", "", AT, "sample-order", "+886912345678", items=2),
        "parcel": parcel,
        "consent": CheckoutConsent(
            "#1042",
            "checkout:sample",
            AT,
            "出貨進度用聊天通知我",
            "+886912345678",
            "zh-TW",
            named=(Named(line, "demo-line"),),
        ),
        "puzzle": Puzzle("ecpay", Oddity.UNKNOWN_STATUS, "8888", AT, "sample-odd", odd),
    }


def shipping() -> dict[str, Event]:
    """What shipping is handed: records, and the tick of its schedule."""
    told = {
        name: {
            "Records": [record(Entry(arrival_entry(Arrival("demo", what)).body), "shipments", name)]
        }
        for name, what in arrivals().items()
    }
    return told | {"tick": {"scheduled_at": "2026-11-21T03:25:00Z"}}


def files() -> dict[str, Any]:
    """Every file below `events/`, by its path without the ending."""
    folders = {"shipments": shipments(), "shipping": shipping()}
    return {"shops": shop_keys()} | {
        f"{folder}/{name}": event
        for folder, events in folders.items()
        for name, event in events.items()
    }


def write() -> None:
    """Write every file."""
    for path, content in files().items():
        file = ROOT / "events" / f"{path}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
