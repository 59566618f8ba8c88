"""Channel access tokens of every generation: issued, counted, verified, ended."""

import base64
import json
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.unit.simulators.rig import BOT, Rig
from workbench.simulators.line.credentials import channel_id

CHANNEL = channel_id(BOT)
JWT_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
SECRET = {"client_id": CHANNEL, "client_secret": BOT.app_secret}


def jwt(rig: Rig, *, life_s: int = 1_800, **header: str) -> str:
    now = int(rig.clock.now().timestamp())
    claims = {"iss": CHANNEL, "sub": CHANNEL, "exp": now + life_s, "token_exp": 86_400}
    parts = [{"alg": "RS256", "kid": "key-1"} | header, claims]
    encoded = [base64.urlsafe_b64encode(json.dumps(one).encode()).decode() for one in parts]
    return ".".join([*(one.rstrip("=") for one in encoded), "c2lnbmF0dXJl"])


def form(rig: Rig, path: str, **fields: Any) -> TestResponse:
    grant = {"grant_type": "client_credentials"}
    return rig.http.post(f"/line{path}", data=grant | fields)


def asserted(rig: Rig, path: str = "/oauth2/v2.1/token", **more: Any) -> TestResponse:
    given = {"client_assertion_type": JWT_TYPE, "client_assertion": jwt(rig)} | more
    return form(rig, path, **given)


def works(rig: Rig, token: str) -> bool:
    headers = {"Authorization": f"Bearer {token}"}
    return rig.http.get("/line/v2/bot/info", headers=headers).status_code == 200


def test_a_stateless_token_works_for_fifteen_minutes_and_cannot_be_ended(rig: Rig) -> None:
    told = form(rig, "/oauth2/v3/token", **SECRET).json or {}
    token = told["access_token"]
    rig.http.post("/line/v2/oauth/revoke", data={"access_token": token})

    assert (told["token_type"], told["expires_in"]) == ("Bearer", 900)
    assert works(rig, token)
    rig.clock.advance(900)
    assert not works(rig, token)


def test_a_token_by_assertion_lives_as_long_as_was_asked_and_names_its_key(rig: Rig) -> None:
    told = asserted(rig).json or {}

    assert (told["expires_in"], told["key_id"]) == (86_400, "key-1")
    query = {"client_assertion_type": JWT_TYPE, "client_assertion": jwt(rig)}
    kids = rig.http.get("/line/oauth2/v2.1/tokens/kid", query_string=query)
    assert kids.json == {"kids": ["key-1"]}
    rig.clock.advance(86_400)
    late = rig.http.get(f"/line/oauth2/v2.1/verify?access_token={told['access_token']}")
    assert late.json == {
        "error": "invalid_request",
        "error_description": "The access token expired",
    }


def test_the_31st_by_assertion_is_refused_and_of_short_lived_ones_ends_the_oldest(
    rig: Rig,
) -> None:
    answers = [asserted(rig) for _ in range(31)]
    short = [form(rig, "/v2/oauth/accessToken", **SECRET).json or {} for _ in range(31)]

    assert [one.status_code for one in answers] == [200] * 30 + [400]
    assert answers[30].json == {
        "message": "The maximum number of access tokens has already been issued"
    }
    assert not works(rig, short[0]["access_token"])
    assert all(works(rig, one["access_token"]) for one in short[1:])


@pytest.mark.parametrize("path", ["/oauth2/v2.1/revoke", "/v2/oauth/revoke"])
def test_a_revoked_token_is_refused_and_the_answer_is_empty(rig: Rig, path: str) -> None:
    token = (asserted(rig).json or {})["access_token"]

    answer = rig.http.post(f"/line{path}", data=SECRET | {"access_token": token})

    assert (answer.status_code, answer.data) == (200, b"")
    assert not works(rig, token)


@pytest.mark.parametrize(
    ("path", "fields", "error", "description"),
    [
        (
            "/oauth2/v3/token",
            SECRET | {"client_secret": "x"},
            "invalid_request",
            "Invalid 'client_credentials'.",
        ),
        ("/v2/oauth/accessToken", {"client_id": "1"}, "invalid_client", "invalid client_id"),
        (
            "/v2/oauth/accessToken",
            SECRET | {"client_secret": "x"},
            "invalid_client",
            "invalid client_secret",
        ),
        (
            "/v2/oauth/accessToken",
            SECRET | {"grant_type": "password"},
            "invalid_request",
            "Invalid 'grant_type'.",
        ),
    ],
)
def test_what_is_wrong_is_told_as_oauth_tells_it(
    rig: Rig, path: str, fields: dict[str, str], error: str, description: str
) -> None:
    answer = form(rig, path, **fields)

    assert (answer.status_code, answer.json) == (
        400,
        {"error": error, "error_description": description},
    )


def test_an_assertion_that_lives_too_long_or_names_no_key_is_refused(rig: Rig) -> None:
    long = asserted(rig, client_assertion=jwt(rig, life_s=1_801))
    keyless = asserted(rig, client_assertion=jwt(rig, kid=""))
    broken = asserted(rig, client_assertion="x.y")

    assert [one.status_code for one in (long, keyless, broken)] == [400, 404, 400]
    assert keyless.json == {"message": "Cannot find channel key that satisfies the conditions"}


def test_the_long_lived_token_is_verified_in_the_older_place(rig: Rig) -> None:
    answer = rig.http.post("/line/v2/oauth/verify", data={"access_token": BOT.access_token})

    assert (answer.json or {})["client_id"] == CHANNEL
    assert not works(rig, "")
