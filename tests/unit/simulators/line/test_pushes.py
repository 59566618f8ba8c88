"""Retry keys, reach and quota: whom a push shows what, once."""

import pytest

from tests.unit.simulators.line.calls import usage
from tests.unit.simulators.rig import BOT, MULTICAST, PUSH, USER, Rig, bubbles, running
from workbench.simulators.accounts import LINE
from workbench.simulators.rules import Rules
from workbench.simulators.shopper import Shopper

KEY = "123e4567-e89b-12d3-a456-426614174000"
OTHER_USER = "U" + "b" * 32


def test_a_push_under_an_accepted_key_is_409_and_shows_nothing_new(
    rig: Rig, shopper: Shopper
) -> None:
    shopper.follow()
    first = rig.push(X_Line_Retry_Key=KEY)
    again = rig.push(X_Line_Retry_Key=KEY.upper())

    assert again.status_code == 409
    assert again.headers["x-line-accepted-request-id"] == first.headers["x-line-request-id"]
    assert again.headers["x-line-request-id"] != first.headers["x-line-request-id"]
    assert again.json == {
        "message": "The retry key is already accepted",
        "sentMessages": (first.json or {})["sentMessages"],
    }
    assert (rig.seen_by(USER), usage(rig)) == (["好"], 1)


@pytest.mark.parametrize(("hours", "status"), [(23.99, 409), (24, 200)])
def test_a_retry_key_is_kept_24_hours(
    rig: Rig, shopper: Shopper, hours: float, status: int
) -> None:
    shopper.follow()
    rig.push(X_Line_Retry_Key=KEY)
    rig.clock.advance(hours * 3600)

    assert rig.push(X_Line_Retry_Key=KEY).status_code == status


def test_a_refused_push_does_not_use_up_its_key(rig: Rig, shopper: Shopper) -> None:
    refused_push = rig.push(X_Line_Retry_Key=KEY)
    shopper.follow()

    assert refused_push.status_code == 400
    assert rig.push(X_Line_Retry_Key=KEY).status_code == 200


def test_a_multicasts_409_names_no_messages(rig: Rig, shopper: Shopper) -> None:
    shopper.follow()
    body = {"to": [USER], "messages": bubbles("好")}
    first, again = (rig.line(MULTICAST, body, X_Line_Retry_Key=KEY) for _ in range(2))

    assert (first.status_code, first.json) == (200, {})
    assert (again.status_code, again.json) == (
        409,
        {"message": "The retry key is already accepted"},
    )
    assert rig.seen_by(USER) == ["好"]


def test_a_push_counts_people_not_bubbles(rig: Rig, shopper: Shopper) -> None:
    shopper.follow()
    rig.line(PUSH, {"to": USER, "messages": bubbles("一", "二", "三")})

    assert usage(rig) == 1


def test_a_push_to_a_person_who_blocked_is_200_unseen_and_free(rig: Rig, shopper: Shopper) -> None:
    shopper.follow()
    shopper.unfollow()
    answer = rig.push()

    assert (answer.status_code, len((answer.json or {})["sentMessages"])) == (200, 1)
    assert (rig.seen_by(USER), usage(rig)) == ([], 0)


@pytest.mark.parametrize(("days", "seen"), [(7, ["好"]), (7.01, [])])
def test_a_stranger_who_wrote_is_reached_for_seven_days(
    rig: Rig, shopper: Shopper, days: float, seen: list[str]
) -> None:
    shopper.say("在嗎")
    rig.clock.advance(days * 86400)

    assert rig.push().status_code == 200
    assert (rig.seen_by(USER), usage(rig)) == (seen, len(seen))


def test_a_multicast_reaches_friends_once_and_skips_the_others(rig: Rig, shopper: Shopper) -> None:
    shopper.follow()
    rig.simulators.shopper(LINE, BOT.account, OTHER_USER).say("不是好友")
    body = {"to": [USER, OTHER_USER, USER], "messages": bubbles("好")}

    assert rig.line(MULTICAST, body).status_code == 200
    assert (rig.seen_by(USER), rig.seen_by(OTHER_USER), usage(rig)) == (["好"], [], 1)


def test_a_spent_quota_refuses_pushes_but_not_replies() -> None:
    with running(Rules(line_monthly_quota=1)) as rig:
        rig.simulators.shopper(LINE, BOT.account, USER).follow()
        first, second = rig.push(), rig.push()

        assert (first.status_code, second.status_code) == (200, 429)
        assert second.json == {"message": "You have reached your monthly limit."}
        assert rig.reply(rig.reply_token(), "回").status_code == 200
        assert rig.seen_by(USER) == ["好", "回"]


def test_the_quota_begins_anew_each_month_in_lines_time() -> None:
    with running(Rules(line_monthly_quota=1)) as rig:
        rig.simulators.shopper(LINE, BOT.account, USER).follow()
        rig.push()
        # 30 November, 15:00 UTC is midnight of 1 December at UTC+9.
        rig.clock.advance((8 * 24 + 12) * 3600 - 1)
        last_second = rig.push().status_code
        rig.clock.advance(1)

        assert (last_second, rig.push().status_code) == (429, 200)
