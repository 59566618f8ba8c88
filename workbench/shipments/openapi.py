"""Which requests does the plain door for shipping news take, as a document for programs?"""

import json
from typing import Any

from towkay.adapters.shipping.plain_forms import News

NAME = "openapi-shipments.json"
SECURITY = {
    "key": {"type": "http", "scheme": "bearer"},
    "signature": {
        "type": "apiKey",
        "in": "header",
        "name": "Towkay-Signature",
        "description": "t=<seconds since 1970>,v1=<lower-case hexadecimal HMAC-SHA256, "
        "under the key, of the seconds, a full stop and the raw body>",
    },
}
SIGNED_OR_BEARER: list[dict[str, list[str]]] = [{"key": []}, {"signature": []}]
_ANSWERS = {
    "200": "Taken. A repeat is answered alike and does nothing.",
    "400": "Nothing was taken. `error` names the first slips by their places.",
    "401": "The key or the signature is wrong, or the signature is older than 5 minutes.",
    "413": "More than 1 MiB.",
    "503": "No key is set here, or it could not be queued: try again later.",
}
_EXAMPLE = {
    "orders": [
        {
            "order": "#1042",
            "placed_at": "2026-11-21T15:00:00+08:00",
            "phone": "0912-345-678",
            "items": 2,
        }
    ],
    "parcels": [
        {
            "parcel": "P-7700123",
            "order": "#1042",
            "milestone": "at_pickup_store",
            "occurred_at": "2026-11-22T16:05:09+08:00",
            "carrier": "UNIMARTC2C",
            "tracking": "F0000000001",
            "place": "鑫台北門市",
            "collect_by": "2026-11-29T23:59:59+08:00",
        }
    ],
}


def document() -> str:
    """The OpenAPI document as it is kept in docs/."""
    return json.dumps(_document(), ensure_ascii=False, indent=2) + "\n"


def _document() -> dict[str, Any]:
    schema = News.model_json_schema(ref_template="#/components/schemas/{model}")
    parts = schema.pop("$defs")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Shipping news",
            "version": "1",
            "description": "Tell what happened to parcels and orders, from any system of a shop.",
        },
        "paths": {"/shipments/json": {"post": _operation()}},
        "components": {
            "schemas": {"News": schema, **parts},
            "securitySchemes": SECURITY,
        },
    }


def _operation() -> dict[str, Any]:
    return {
        "operationId": "tellShippingNews",
        "summary": "Tell of parcels and orders; all of it is taken or nothing.",
        "security": SIGNED_OR_BEARER,
        "requestBody": {"required": True, **asked("News", _EXAMPLE)},
        "responses": {status: {"description": said} for status, said in _ANSWERS.items()},
    }


def asked(schema: str, example: Any = None) -> dict[str, Any]:
    """JSON of one of the document's schemas, with an example where there is one."""
    content: dict[str, Any] = {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    return {
        "content": {"application/json": content | ({} if example is None else {"example": example})}
    }
