"""A bench lets nobody at the admin API who has no token of its own."""

import base64
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import Client

from tests.support.builders import NOW
from workbench.api import Api
from workbench.cfn import load
from workbench.gateway import Route, routes
from workbench.staff_tokens import AUDIENCE, ISSUER, StaffTokens

PATH = "/admin/brands/{brand}/campaigns"


class Functions:
    """Stands for the Lambda API, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Any] = []

    def invoke(self, *, FunctionName: str, Payload: bytes) -> dict[str, Any]:
        self.asked.append(json.loads(Payload))
        return {"Payload": io.BytesIO(b'{"statusCode": 200, "body": "{}"}')}


def bearer(token: str) -> str:
    return f"Bearer {token}"


def altered(token: str, **claims: object) -> str:
    """The same token with other claims, and the signature it had."""
    header, body, signature = token.split(".")
    plain = json.loads(base64.urlsafe_b64decode(body + "=="))
    coded = base64.urlsafe_b64encode(json.dumps(plain | claims).encode()).decode().rstrip("=")
    return f"{header}.{coded}.{signature}"


def test_a_token_tells_who_and_for_which_brands_as_a_gateway_does() -> None:
    staff = StaffTokens()
    claims = staff.claims(bearer(staff.token("mei", "demo tide", NOW)), NOW)
    assert claims is not None
    assert (claims["iss"], claims["aud"]) == (ISSUER, AUDIENCE)
    assert (claims["email"], claims["brands"]) == ("mei", "demo tide")
    assert all(isinstance(value, str) for value in claims.values())


@pytest.mark.parametrize(
    "presented", ["", "Bearer", "Bearer ", "Bearer a.b.c", "Basic bWVp", "..", "é.é.é"]
)
def test_what_is_no_token_opens_nothing(presented: str) -> None:
    assert StaffTokens().claims(presented, NOW) is None


def test_a_token_of_another_bench_altered_or_over_opens_nothing() -> None:
    staff = StaffTokens()
    token = staff.token("mei", "demo", NOW)
    assert StaffTokens().claims(bearer(token), NOW) is None
    assert staff.claims(bearer(altered(token, brands="*")), NOW) is None
    assert staff.claims(bearer(token[:-1]), NOW) is None
    assert staff.claims(bearer(token), NOW + timedelta(days=3651)) is None
    assert staff.claims(bearer(token), NOW + timedelta(days=400)) is not None


def test_the_routes_of_the_admin_api_ask_for_a_token_and_the_webhooks_do_not() -> None:
    asking = {route.path.split("/")[1]: route.asks_token for route in routes(load())}
    proved_inside = {"webhooks": False, "shipments": False, "checkout": False}
    assert asking == {**proved_inside, "admin": True}


def test_without_a_token_the_function_is_not_even_asked() -> None:
    functions, staff = Functions(), StaffTokens()
    api = Api(lambda: NOW, staff)
    route = Route("GET", PATH, "AdminFunction", asks_token=True)
    api.serve(functions, [route], {"AdminFunction": "admin"})  # type: ignore[arg-type]
    url = PATH.format(brand="demo")

    refused = Client(api).get(url)
    let_in = Client(api).get(url, headers={"Authorization": bearer(staff.token("mei", "*", NOW))})

    assert (refused.status_code, refused.json) == (401, {"message": "Unauthorized"})
    assert let_in.status_code == 200
    (event,) = functions.asked
    assert event["requestContext"]["authorizer"]["jwt"]["claims"]["email"] == "mei"
