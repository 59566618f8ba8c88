"""Which call of somebody of the brand's people does an HTTP event stand for, and who are they?

The gateway has checked the token: its issuer, its audience and its end. What it says of brands and
of the name is read here; without a name, or a brand of its own, every door is closed.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any

from towkay.domain.campaign_decisions import Act
from towkay.domain.fitting.sound import well_formed
from towkay.domain.staff_calls import Ask, StaffCall, may_work_for

LONGEST_BODY = 128_000  # letters; a campaign's file is some thousands
_LONGEST_NAME = 64
_CAMPAIGNS = "/admin/brands/{brand}/campaigns"
ROUTES: Mapping[str, Ask] = {
    f"GET {_CAMPAIGNS}": Ask.LIST,
    f"GET {_CAMPAIGNS}/{{campaign}}": Ask.SHOW,
    f"PUT {_CAMPAIGNS}/{{campaign}}": Ask.EDIT,
    f"POST {_CAMPAIGNS}/{{campaign}}/{{act}}": Ask.DECIDE,
    f"GET {_CAMPAIGNS}/{{campaign}}/report": Ask.REPORT,
    f"GET {_CAMPAIGNS}/{{campaign}}/forecast": Ask.FORECAST,
}
# A token's claims, the first that is there counts.
BRAND_CLAIMS = ("brands", "custom:brands")
NAME_CLAIMS = ("email", "name", "preferred_username", "username", "sub")


def read_call(event: object) -> StaffCall | int:
    """The call, or the status that closes the door: 401, 403, 404, 400, 413."""
    whole = _mapping(event)
    claims = _claims(whole)
    by = _name(claims)
    if not by:
        return 401
    path = _texts(whole.get("pathParameters"))
    ask, brand = ROUTES.get(str(whole.get("routeKey"))), path.get("brand", "")
    if not may_work_for(_first(claims, BRAND_CLAIMS), brand):
        return 403
    act = next((one for one in Act if one == path.get("act")), None)
    if ask is None or (ask is Ask.DECIDE and act is None):
        return 404
    body = _body(whole)
    if body is None:
        return 400
    if len(body) > LONGEST_BODY:
        return 413
    query = _texts(whole.get("queryStringParameters"))
    return StaffCall(ask, brand, by, path.get("campaign", ""), act, query, body)


def json_answer(status: int, plain: object) -> dict[str, Any]:
    """What the gateway makes an HTTP answer of; nobody on the way may keep it."""
    headers = {
        "content-type": "application/json",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
    }
    body = json.dumps(plain, ensure_ascii=False)
    return {"statusCode": status, "headers": headers, "body": body}


def _claims(event: Mapping[str, Any]) -> Mapping[str, str]:
    authorizer = _mapping(_mapping(event.get("requestContext")).get("authorizer"))
    return _texts(_mapping(authorizer.get("jwt")).get("claims"))


def _name(claims: Mapping[str, str]) -> str:
    name = well_formed(_first(claims, NAME_CLAIMS)).strip()
    return name if name.isprintable() and len(name) <= _LONGEST_NAME else ""


def _first(claims: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((claims[name] for name in names if claims.get(name)), "")


def _body(event: Mapping[str, Any]) -> str | None:
    """None where it is no text."""
    text = event.get("body") or ""
    if not isinstance(text, str):
        return None
    if not event.get("isBase64Encoded"):
        return text
    try:
        return base64.b64decode(text, validate=True).decode()
    except (ValueError, binascii.Error):
        return None


def _texts(value: object) -> dict[str, str]:
    return {name: text for name, text in _mapping(value).items() if isinstance(text, str)}


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
