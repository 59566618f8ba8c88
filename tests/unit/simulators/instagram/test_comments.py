"""A comment can be answered in private once and in time; the account's own come back to it."""

from datetime import timedelta

import pytest

from tests.unit.simulators.instagram.calls import (
    OF_PAGE,
    answer_comment,
    button,
    call,
    desk,
    happened,
    refusal,
    ruled,
    send,
    template,
    visitor,
    words,
)
from tests.unit.simulators.rig import IG, IG_OF_PAGE, IGSID, Rig, running
from workbench.simulators.instagram.rules import CommentsShape, Scope

LATE = timedelta(days=7, seconds=1).total_seconds()
NOT_ANSWERABLE = (100, 2534025)


def commented(rig: Rig, *, media: str = "", parent: str = "", live: bool = False) -> str:
    (comment,) = visitor(rig).comment("+1", media, parent=parent, live=live).event_ids
    return comment


def test_row_23_a_private_reply_reaches_the_commenter_and_opens_no_window(rig: Rig) -> None:
    comment = commented(rig)

    answer = answer_comment(rig, comment)

    assert answer.status_code == 200
    assert (answer.json or {})["recipient_id"] == IGSID
    assert rig.seen_by(IGSID) == ["請看私訊"]
    assert refusal(send(rig)) == (10, 2534022)
    told = [event["message"] for event in happened(rig) if "message" in event]
    assert [(one["text"], one["is_echo"]) for one in told] == [("請看私訊", True)]


def test_the_answer_to_a_private_reply_opens_the_window(rig: Rig) -> None:
    answer_comment(rig, commented(rig))
    visitor(rig).say("好")

    assert send(rig).status_code == 200


def test_row_22_a_second_private_reply_is_refused(rig: Rig) -> None:
    comment = commented(rig)
    answer_comment(rig, comment)

    answer = answer_comment(rig, comment)

    assert refusal(answer) == NOT_ANSWERABLE
    assert words(answer) == "The comment is invalid for a private reply"


def test_row_22_a_comment_is_answerable_for_seven_days(rig: Rig) -> None:
    comment = commented(rig)
    rig.clock.advance(LATE)

    assert refusal(answer_comment(rig, comment)) == NOT_ANSWERABLE


def test_row_22_a_live_comment_is_answerable_while_the_video_is_on_air(rig: Rig) -> None:
    media = desk(rig).post(IG)
    first, second = (commented(rig, media=media, live=True) for _ in range(2))
    assert answer_comment(rig, first).status_code == 200
    visitor(rig).end_live(media)

    assert refusal(answer_comment(rig, second)) == NOT_ANSWERABLE


@pytest.mark.parametrize("comment", ["17890000000000123", ""])
def test_row_22_an_unknown_comment_is_refused(rig: Rig, comment: str) -> None:
    assert refusal(answer_comment(rig, comment)) == NOT_ANSWERABLE


def test_row_22_own_and_foreign_comments_are_refused(rig: Rig) -> None:
    own = call(rig, f"/instagram/v26.0/{commented(rig)}/replies", {"message": "謝謝"})
    (foreign,) = visitor(rig, IG_OF_PAGE).comment("+1").event_ids

    assert refusal(answer_comment(rig, (own.json or {})["id"])) == NOT_ANSWERABLE
    assert refusal(answer_comment(rig, foreign)) == NOT_ANSWERABLE


def test_row_4_comments_need_their_own_permission() -> None:
    with running(ruled(scopes=frozenset({Scope.MESSAGES}))) as rig:
        assert refusal(answer_comment(rig, commented(rig))) == (10, None)


def test_a_template_in_a_private_reply_is_taken_only_where_the_rules_say_so() -> None:
    message = template("button", text="選一個", buttons=[button()])
    for allowed, code in ((False, (100, 2534015)), (True, (None, None))):
        with running(ruled(templates_in_private_replies=allowed)) as rig:
            assert refusal(answer_comment(rig, commented(rig), message)) == code


def test_row_29_so_many_private_replies_an_hour() -> None:
    with running(ruled(private_replies_per_h=2)) as small:
        comments = [commented(small) for _ in range(4)]
        codes = [refusal(answer_comment(small, one)) for one in comments[:3]]
        small.clock.advance(3600)

        assert codes == [(None, None), (None, None), (613, 2534040)]
        assert answer_comment(small, comments[3]).status_code == 200


@pytest.mark.parametrize("shape", CommentsShape)
def test_a_comment_is_told_in_the_shape_of_the_rules(shape: CommentsShape) -> None:
    with running(ruled(comments_shape=shape)) as rig:
        commented(rig, parent="17890000000000100")

        (told,) = happened(rig)
        assert told["field"] == "comments"
        assert told["value"]["parent_id"] == "17890000000000100"
        assert told["value"]["from"]["id"] == IGSID
        assert ("id" in told) == (shape is CommentsShape.FLAT)


def test_a_comment_on_a_boosted_post_may_be_told_of_twice() -> None:
    with running(ruled(boosted_twice=True)) as rig:
        media = desk(rig).post(IG)
        visitor(rig).comment("+1", media, ad="120210987654321")

        first, second = [told["value"] for told in happened(rig)]
        assert first["id"] == second["id"]
        assert (first["media"]["id"], second["media"]["original_media_id"]) == (media, media)
        assert second["media"]["ad_id"] == "120210987654321"


def test_row_33_an_own_reply_stands_under_the_top_comment_and_comes_back(rig: Rig) -> None:
    top = commented(rig)
    first = call(rig, f"/instagram/v26.0/{top}/replies", {"message": "謝謝"})
    under = (first.json or {})["id"]
    second = call(rig, f"/instagram/v26.0/{under}/replies", {"message": "再一次"})

    told = [event["value"] for event in happened(rig) if event["value"].get("parent_id")]

    assert second.status_code == 200
    assert [(one["text"], one["parent_id"]) for one in told] == [("謝謝", top), ("再一次", top)]
    assert all(one["from"]["self_ig_scoped_id"] for one in told)


def test_row_33_a_hidden_comment_has_no_replies(rig: Rig) -> None:
    comment = commented(rig)
    call(rig, f"/instagram/v26.0/{comment}", hide="true")

    assert refusal(call(rig, f"/instagram/v26.0/{comment}/replies", {"message": "謝"})) == (
        100,
        None,
    )
    assert call(rig, f"/instagram/v26.0/{comment}", how="DELETE").status_code == 200
    assert refusal(call(rig, f"/instagram/v26.0/{comment}", how="DELETE")) == (100, 33)


def test_the_comments_of_a_post_can_be_read_and_closed(rig: Rig) -> None:
    media = desk(rig).post(IG)
    comment = commented(rig, media=media)

    rows = call(rig, f"/instagram/v26.0/{media}/comments", how="GET").json or {}
    closed = call(rig, f"/instagram/v26.0/{media}", comment_enabled="false")

    assert [(row["id"], row["text"], row["from"]) for row in rows["data"]] == [
        (comment, "+1", IGSID)
    ]
    assert (closed.json, desk(rig).no_comments) == ({"success": True}, {media})


def test_row_30_calls_that_send_nothing_have_an_allowance_for_the_day() -> None:
    with running(ruled(other_calls_a_day=1)) as rig:
        media = desk(rig).post(IG)
        path = f"/instagram/v26.0/{media}/comments"

        assert call(rig, path, how="GET").status_code == 200
        assert refusal(call(rig, path, how="GET")) == (80002, None)


def test_facebook_login_answers_comments_at_its_own_node(rig: Rig) -> None:
    (comment,) = visitor(rig, IG_OF_PAGE).comment("+1").event_ids
    body = {"recipient": {"comment_id": comment}, "message": {"text": "請看私訊"}}

    assert call(rig, f"{OF_PAGE}/messages", body, account=IG_OF_PAGE).status_code == 200
