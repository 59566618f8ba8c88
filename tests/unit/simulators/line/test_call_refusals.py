"""A call that is wrong in itself is refused with LINE's status and words."""

from typing import Any

import pytest

from tests.unit.simulators.line.calls import friend, outcome
from tests.unit.simulators.rig import BOT, MULTICAST, PUSH, REPLY, USER, Rig, bubbles, running
from workbench.simulators.rules import Rules

STRANGER = "U" + "0" * 32
AUTHENTICATION = (
    "Authentication failed due to the following reason: invalid token. Confirm that the access "
    "token in the authorization header is valid."
)
LOADING = "/line/v2/bot/chat/loading/start"


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer wrong", "Basic line-token"])
def test_a_call_without_a_valid_token_is_refused(rig: Rig, header: str) -> None:
    answer = rig.http.post(PUSH, json={}, headers={"Authorization": header})
    assert outcome(answer) == (401, AUTHENTICATION, [])


@pytest.mark.parametrize(
    ("raw", "kind", "wanted"),
    [
        (b"{", "application/json", (400, "(line: 1, column: 2)")),
        (b'{"to":\n "U",}', "application/json", (400, "(line: 2,")),
        (b"\xff\xfe\xfd", "application/json", (400, "(line: 1, column: 1)")),
        (b"[" * 100_000, "application/json", (400, "could not be parsed as JSON")),
        (b"[]", "application/json", (400, "could not be parsed as JSON")),
        (b"{}", "text/plain", (415, "The content type, text/plain, is not supported")),
        (b" " * (2 * 1024 * 1024 + 1), "application/json", (413, "")),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(
    rig: Rig, raw: bytes, kind: str, wanted: tuple[int, str]
) -> None:
    answer = rig.http.post(
        PUSH,
        data=raw,
        content_type=kind,
        headers={"Authorization": f"Bearer {BOT.access_token}"},
    )
    status, message, _ = outcome(answer)
    assert (status, wanted[1] in message) == (wanted[0], True)


@pytest.mark.parametrize("to", [None, 7, "mei", "U123", USER.upper(), [USER]])
def test_a_malformed_recipient_is_refused(rig: Rig, to: Any) -> None:
    wanted = "The property, 'to', in the request body is invalid (line: -, column: -)"
    assert outcome(friend(rig).push(*bubbles("好"), to=to)) == (400, wanted, [])


@pytest.mark.parametrize("to", [STRANGER, "C" + "0" * 32, "R" + "0" * 32])
def test_an_unknown_person_or_group_is_refused(rig: Rig, to: str) -> None:
    assert outcome(friend(rig).push(*bubbles("好"), to=to)) == (400, "Failed to send messages", [])


@pytest.mark.parametrize("to", [[], [USER] * 501, USER, None])
def test_a_multicast_takes_one_to_500_ids(rig: Rig, to: Any) -> None:
    status, _, details = outcome(rig.line(MULTICAST, {"to": to, "messages": bubbles("好")}))
    assert (status, details) == (400, [("to", "Size must be between 1 and 500")])


def test_a_multicast_to_a_group_is_refused_whole(rig: Rig) -> None:
    answer = rig.line(MULTICAST, {"to": [USER, "C" + "0" * 32], "messages": bubbles("好")})

    wanted = "The property, to[1], in the request body is invalid (line: -, column: -)"
    assert outcome(answer) == (400, wanted, [])
    assert rig.seen_by(USER) == []


def test_a_retry_key_must_be_a_uuid(rig: Rig) -> None:
    body = {"to": USER, "messages": bubbles("好")}
    assert rig.line(PUSH, body, X_Line_Retry_Key="again").status_code == 400


def test_a_reply_takes_no_retry_key(rig: Rig) -> None:
    token = rig.reply_token()
    body = {"replyToken": token, "messages": bubbles("好")}
    key = "123e4567-e89b-12d3-a456-426614174000"

    assert rig.line(REPLY, body, X_Line_Retry_Key=key).status_code == 400
    assert rig.line(REPLY, body).status_code == 200


def test_an_empty_bucket_refuses() -> None:
    with running(Rules(line_calls_per_s=2)) as rig:
        friend(rig)
        statuses = [rig.push(*bubbles("好")).status_code for _ in range(3)]
        late = rig.push(*bubbles("好"))

        wanted = (429, "The API rate limit has been exceeded. Try again later.")
        assert (statuses, outcome(late)[:2]) == ([200, 200, 429], wanted)
        elsewhere = rig.line(REPLY, {"replyToken": rig.reply_token(), "messages": bubbles("好")})
        assert elsewhere.status_code == 200
        rig.clock.advance(1)
        assert rig.push(*bubbles("好")).status_code == 200


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ({"chatId": USER, "loadingSeconds": 4}, ("loadingSeconds", "Must be between 5 and 60")),
        ({"chatId": USER, "loadingSeconds": 65}, ("loadingSeconds", "Must be between 5 and 60")),
        ({"chatId": USER, "loadingSeconds": 7}, ("loadingSeconds", "must be a multiple of five")),
        (
            {"chatId": "C" + "0" * 32},
            (
                "chatId",
                "Only user id is acceptable, please confirm if there are any group/room ids or "
                "illegal ids.",
            ),
        ),
    ],
)
def test_a_loading_animation_has_its_limits(rig: Rig, body: Any, wanted: Any) -> None:
    assert outcome(rig.line(LOADING, body))[2] == [wanted]


def test_a_loading_animation_is_accepted(rig: Rig) -> None:
    answer = rig.line(LOADING, {"chatId": USER})
    assert (answer.status_code, answer.json) == (202, {})


@pytest.mark.parametrize("path", ["/line/v2/bot/nothing", "/line/v2/bot/message/shout"])
def test_unknown_paths_are_not_found_and_still_name_their_request(rig: Rig, path: str) -> None:
    assert outcome(rig.line(path, {})) == (404, "Not found", [])
