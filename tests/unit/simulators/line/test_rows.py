"""Every check that a faithful simulator of LINE makes has a row, and answers as LINE does."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.unit.simulators.line.calls import friend, outcome, usage
from tests.unit.simulators.line.rows import Row
from tests.unit.simulators.line.rows_of_sending import CHATTING, MASSES, SENDING
from tests.unit.simulators.line.rows_of_showing import SHOWING
from tests.unit.simulators.rig import BOT, PUSH, USER, Rig, bubbles, running
from workbench.simulators.accounts import LINE
from workbench.simulators.rules import Rules

_BOT = "/line/v2/bot"
AUTH = {"Authorization": f"Bearer {BOT.access_token}"}


def ask(rig: Rig, method: str, path: str, body: Any = None, **more: Any) -> TestResponse:
    return rig.http.open(f"{_BOT}{path}", method=method, json=body, headers=AUTH, **more)


@pytest.mark.parametrize("row", [*SENDING, *SHOWING, *CHATTING, *MASSES], ids=lambda row: row.name)
def test_what_line_refuses_is_refused_in_its_words_and_nobody_sees_it(rig: Rig, row: Row) -> None:
    friend(rig)
    if row.body is None:
        answer = rig.http.post(row.path, data="hi", content_type="text/plain", headers=AUTH)
    else:
        answer = rig.http.post(row.path, json=row.body, headers=AUTH | dict(row.headers))

    assert outcome(answer) == (row.status, row.message, list(row.details))
    assert rig.seen_by(USER) == []
    assert usage(rig) == 0


def test_a_body_over_two_megabytes_is_refused_whole(rig: Rig) -> None:
    body = b'{"to": "' + b"U" * 2_200_000 + b'"}'
    answer = rig.http.post(PUSH, data=body, content_type="application/json", headers=AUTH)

    assert answer.status_code == 413


@pytest.mark.parametrize("raw", [b"{", b"[]", b"\xff", b'"hi"'])
def test_what_is_no_json_object_is_told_with_its_place(rig: Rig, raw: bytes) -> None:
    answer = rig.http.post(PUSH, data=raw, content_type="application/json", headers=AUTH)

    status, message, _ = outcome(answer)
    assert status == 400
    assert message.startswith("The request body could not be parsed as JSON (line: 1, column: ")


def test_the_1001st_name_of_a_month_is_dropped_and_its_message_sent() -> None:
    with running(Rules(line_monthly_quota=None)) as rig:
        friend(rig)
        for number in range(1_001):
            body = {"to": USER, "messages": bubbles("好"), "customAggregationUnits": [f"u{number}"]}
            rig.line(PUSH, body)
        told = ask(rig, "GET", "/message/aggregation/info").json

        assert told == {"numOfCustomAggregationUnits": 1_000}
        assert len(rig.seen_by(USER)) == 1_001


def test_followers_are_for_verified_accounts() -> None:
    for verified, status in ((True, 200), (False, 403)):
        with running(Rules(line_verified=verified)) as rig:
            assert ask(rig, "GET", "/followers/ids").status_code == status


def test_followers_come_in_pages(rig: Rig) -> None:
    people = [f"U{number:032x}" for number in range(5)]
    for user in people:
        friend(rig, user)

    first = ask(rig, "GET", "/followers/ids?limit=3").json or {}
    last = ask(rig, "GET", f"/followers/ids?limit=3&start={first['next']}").json or {}

    assert (first["userIds"] + last["userIds"], "next" in last) == (people, False)


def test_a_file_is_there_until_it_is_taken_back(rig: Rig) -> None:
    shopper = rig.simulators.shopper(LINE, BOT.account, USER)
    shopper.image()
    message = rig.shop.bodies()[-1]["events"][0]["message"]["id"]

    there = ask(rig, "GET", f"/message/{message}/content")
    shopper.unsend(message)

    assert (there.status_code, there.content_type) == (200, "image/png")
    assert outcome(ask(rig, "GET", f"/message/{message}/content"))[:2] == (
        410,
        "The content is gone",
    )
    assert outcome(ask(rig, "GET", "/message/7/content"))[:2] == (404, "not found")


def test_a_film_takes_its_time(rig: Rig) -> None:
    act = f"/shoppers/line/{BOT.account}/{USER}/video"
    rig.http.post(act, json={})
    message = rig.shop.bodies()[-1]["events"][0]["message"]["id"]
    path = f"/message/{message}/content"

    early = ask(rig, "GET", path), ask(rig, "GET", f"{path}/transcoding")
    rig.clock.advance(5)
    late = ask(rig, "GET", path), ask(rig, "GET", f"{path}/transcoding")

    assert (early[0].status_code, early[1].json) == (202, {"status": "processing"})
    assert (late[0].status_code, late[1].json) == (200, {"status": "succeeded"})


def test_the_profile_of_who_blocked_the_account_is_not_found(rig: Rig) -> None:
    shopper = rig.simulators.shopper(LINE, BOT.account, USER)
    shopper.follow()
    assert ask(rig, "GET", f"/profile/{USER}").status_code == 200
    shopper.unfollow()

    assert outcome(ask(rig, "GET", f"/profile/{USER}"))[:2] == (404, "Not found")
    assert ask(rig, "GET", "/profile/me").status_code == 400


def test_the_progress_of_what_was_never_sent_or_is_long_past_is_not_found(rig: Rig) -> None:
    friend(rig)
    sent = ask(rig, "POST", "/message/narrowcast", {"messages": bubbles("好")})
    path = f"/message/progress/narrowcast?requestId={sent.headers['x-line-request-id']}"
    assert (sent.status_code, ask(rig, "GET", path).status_code) == (202, 200)

    rig.clock.advance(14 * 86_400 + 1)

    assert outcome(ask(rig, "GET", path))[:2] == (404, "Not found")
    assert ask(rig, "GET", "/message/progress/narrowcast?requestId=r").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "calls"),
    [("POST", "/message/broadcast", 60), ("POST", "/channel/webhook/test", 60)],
)
def test_what_may_be_called_sixty_times_an_hour_may_not_be_called_more(
    rig: Rig, method: str, path: str, calls: int
) -> None:
    body = {"messages": bubbles("好")}
    answers = [ask(rig, method, path, body).status_code for _ in range(calls + 1)]
    rig.clock.advance(61)

    assert (answers[-2], answers[-1]) == (200, 429)
    assert ask(rig, method, path, body).status_code == 200
