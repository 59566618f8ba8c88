"""Which requests does the checkout's door take, as a document for programs?"""

import json
from typing import Any

from towkay.adapters.shipping.consent_forms import Consent
from workbench.shipments.openapi import SECURITY, SIGNED_OR_BEARER, asked

NAME = "openapi-checkout.json"
_ANSWERS = {
    "400": "Nothing was taken. Each of `slips` names a member, a reason and a remedy.",
    "401": "The key or the signature is wrong, or the signature is older than 5 minutes.",
    "413": "More than 1 MiB.",
    "503": "No key is set here, or it could not be queued: try again later.",
}
EXAMPLE = {
    "order": "#1042",
    "agreed": True,
    "wording": "出貨進度用聊天通知我",
    "agreed_at": "2026-11-21T15:00:00+08:00",
    "language": "zh-TW",
    "phone": "0912-345-678",
    "items": 2,
    "placed_at": "2026-11-21T14:59:30+08:00",
    "contacts": [
        {"channel": "line", "user": "Ua1b2c3d4e5f60718293a4b5c6d7e8f90"},
        {"channel": "whatsapp", "phone": "0912-345-678"},
    ],
}
_TEXT = {"type": "string"}
_BOTH = {
    "type": "object",
    "properties": {"zh-TW": _TEXT, "en": _TEXT},
    "required": ["zh-TW", "en"],
}
_LINK = {
    "type": "object",
    "properties": {"channel": _TEXT, "account": _TEXT, "url": {**_TEXT, "format": "uri"}},
    "required": ["channel", "account", "url"],
}
_MADE = {
    "type": "object",
    "description": "What the page after the checkout needs.",
    "properties": {
        "order": {**_TEXT, "description": "As it was told."},
        "code": {**_TEXT, "description": "Opens this order; whoever has it may see where it is."},
        "expires_at": {**_TEXT, "format": "date-time", "description": "When it ends to count."},
        "links": {
            "type": "array",
            "items": _LINK,
            "description": "One for each account that a link can lead to, with the code in it.",
        },
        "named": {"type": "integer", "description": "How many of `contacts` are told from now on."},
    },
    "required": ["order", "code", "expires_at", "links", "named"],
}
_SLIPS = {
    "type": "object",
    "properties": {
        "error": _TEXT,
        "slips": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"member": _TEXT, "reason": _BOTH, "remedy": _BOTH},
                "required": ["member", "reason", "remedy"],
            },
        },
    },
    "required": ["error"],
}


def document() -> str:
    """The OpenAPI document as it is kept in docs/."""
    return json.dumps(_document(), ensure_ascii=False, indent=2) + "\n"


def _document() -> dict[str, Any]:
    schema = Consent.model_json_schema(ref_template="#/components/schemas/{model}")
    parts = schema.pop("$defs")
    made = {"Made": _MADE, "Slips": _SLIPS}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Checkout",
            "version": "1",
            "description": "Tell of a checkout, and get a code and links that lead its shopper to "
            "the chat. For the shop's back end: the key stays there.",
        },
        "paths": {"/checkout/consents": {"post": _operation()}},
        "components": {
            "schemas": {"Consent": schema, **parts, **made},
            "securitySchemes": SECURITY,
        },
    }


def _operation() -> dict[str, Any]:
    answers = {status: {"description": said} for status, said in _ANSWERS.items()}
    answers["400"] |= asked("Slips")
    made = {"description": "The code was made. A repeat is answered alike and is one consent."}
    return {
        "operationId": "tellCheckout",
        "summary": "Tell of a checkout; all of it is taken or nothing.",
        "security": SIGNED_OR_BEARER,
        "requestBody": {"required": True, **asked("Consent", EXAMPLE)},
        "responses": {"201": made | asked("Made"), **answers},
    }
