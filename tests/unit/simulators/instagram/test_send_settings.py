"""What a send meets beside its own words: settings of app and account, time, uploads, pace."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.unit.simulators.instagram.calls import (
    OWN,
    PHOTO,
    call,
    desk,
    media,
    pictures,
    refusal,
    ruled,
    send,
    visitor,
    words,
)
from tests.unit.simulators.rig import IG, IG_OF_PAGE, IGSID, Rig, running
from workbench.simulators.instagram.rules import Scope

TEXT = {"recipient": {"id": IGSID}, "message": {"text": "您好"}}
MESSAGE_TAG = {"messaging_type": "MESSAGE_TAG"}

SETTINGS = [
    ("4 no permission", {"scopes": frozenset({Scope.BASIC})}, (10, None)),
    ("5 messages switched off", {"messages_allowed": False}, (200, 2534041)),
    ("6 no linked account", {"page_linked": False}, (100, 2534013)),
    ("7 not reviewed", {"reviewed": False}, (200, 2018028)),
    ("9 barred", {"business_blocked": True}, (100, 2534029)),
]


@pytest.mark.parametrize(("row", "setting", "code"), SETTINGS, ids=[row for row, _, _ in SETTINGS])
def test_what_an_operator_has_not_set_up_is_refused(
    row: str, setting: dict[str, Any], code: tuple[int, int | None]
) -> None:
    with running(ruled(**setting)) as rig:
        visitor(rig).say("hi")

        assert refusal(send(rig)) == code


def test_who_has_a_role_is_reached_before_the_review() -> None:
    with running(ruled(reviewed=False, people_with_a_role=frozenset({IGSID}))) as rig:
        visitor(rig).say("hi")

        assert send(rig).status_code == 200


def test_row_1_a_token_ends_after_sixty_days(rig: Rig) -> None:
    rig.clock.advance(timedelta(days=58).total_seconds())
    visitor(rig).say("hi")

    assert refusal(send(rig)) == (190, 463)


def test_row_10_a_person_who_blocked_the_account_is_unavailable(rig: Rig) -> None:
    visitor(rig).say("hi")
    visitor(rig).unfollow()

    answer = send(rig)

    assert refusal(answer) == (551, 1545041)
    assert words(answer) == "(#551) This person isn't available right now."


def test_row_12_the_window_closes_after_a_day(rig: Rig) -> None:
    visitor(rig).say("hi")
    rig.clock.advance(24 * 3600 - 1)
    assert send(rig).status_code == 200
    rig.clock.advance(1)

    answer = send(rig)

    assert refusal(answer) == (10, 2534022)
    assert words(answer) == "(#10) This message is sent outside of allowed window."


def test_row_14_a_person_of_the_shop_may_write_for_seven_days() -> None:
    with running(ruled(human_agent_approved=True)) as rig:
        visitor(rig).say("hi")
        rig.clock.advance(6.9 * 86_400)
        assert send(rig, **MESSAGE_TAG, tag="HUMAN_AGENT").status_code == 200
        rig.clock.advance(0.2 * 86_400)

        assert refusal(send(rig, **MESSAGE_TAG, tag="HUMAN_AGENT")) == (10, 2534022)


def test_row_18_contact_details_could_be_asked_for_until_october_2026() -> None:
    asked = {"text": "a", "quick_replies": [{"content_type": "user_email"}]}
    end = datetime(2026, 12, 1, tzinfo=UTC)
    with running(ruled(contact_replies_end=end)) as rig:
        visitor(rig).say("hi")

        assert send(rig, asked).status_code == 200


def test_row_20_an_own_post_can_be_shared(rig: Rig) -> None:
    visitor(rig).say("hi")
    post = desk(rig).post(IG)

    assert send(rig, media("MEDIA_SHARE", id=post)).status_code == 200
    assert refusal(send(rig, media("MEDIA_SHARE", id=desk(rig).post(IG_OF_PAGE)))) == (100, 2534015)


def test_row_21_an_image_of_twenty_megabytes_is_too_large(rig: Rig) -> None:
    visitor(rig).say("hi")
    desk(rig).sizes[PHOTO] = 20_000_000

    assert refusal(send(rig, media("image"))) == (100, 2018109)


def test_row_21_an_upload_is_sent_by_its_id_and_as_what_it_is(rig: Rig) -> None:
    visitor(rig).say("hi")
    uploaded = call(rig, f"{OWN}/message_attachments", {"message": media("image")})
    found = (uploaded.json or {})["attachment_id"]

    assert send(rig, media("image", attachment_id=found)).status_code == 200
    assert refusal(send(rig, media("video", attachment_id=found))) == (100, 2018074)


def test_row_24_several_images_need_the_feature() -> None:
    with running(ruled(several_images=False)) as rig:
        visitor(rig).say("hi")

        assert refusal(send(rig, pictures(2))) == (100, 2534068)
        assert send(rig, pictures(1)).status_code == 200


@pytest.mark.parametrize(
    ("message", "most"),
    [({"text": "a"}, 300), (media("audio", "https://cdn.example.com/a.m4a"), 10)],
)
def test_row_29_so_many_a_second_and_no_more(rig: Rig, message: Any, most: int) -> None:
    visitor(rig).say("hi")

    codes = [refusal(send(rig, message)) for _ in range(most + 1)]

    assert codes == [(None, None)] * most + [(613, 2534040)]
    rig.clock.advance(1)
    assert send(rig, message).status_code == 200


def test_a_call_must_prove_the_secret_unless_the_app_does_not_ask(rig: Rig) -> None:
    visitor(rig).say("hi")
    forged = replace(IG, app_secret="another")

    assert refusal(call(rig, f"{OWN}/messages", TEXT, account=forged)) == (100, None)
