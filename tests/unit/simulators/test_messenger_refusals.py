"""The Send API refuses what Meta refuses, with its code, subcode and words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.unit.simulators.rig import (
    OTHER_PAGE,
    PAGE,
    PSID,
    SEND,
    Rig,
    running,
    text,
)
from workbench.simulators.accounts import MESSENGER
from workbench.simulators.messenger.wire import proof
from workbench.simulators.rules import Rules
from workbench.simulators.sender import Sent

WINDOW = (
    "(#10) This message is sent outside of allowed window. Learn more about the new policy here: "
    "https://developers.facebook.com/docs/messenger-platform/policy-overview"
)
NOT_UTF8 = "(#100) Param message[text] must be a UTF-8 encoded string"
REPLY = {"content_type": "text", "title": "運費", "payload": "FAQ:12"}


def refusal(rig: Rig, body: Any, **changes: Any) -> tuple[int, int | None, str]:
    answer = rig.graph(body, **changes)
    error = (answer.json or {})["error"]
    assert error["type"] == "OAuthException"
    assert error["fbtrace_id"]
    assert answer.status_code == (500 if error["code"] == 2 else 400)
    return error["code"], error.get("error_subcode"), error["message"]


def with_writer(rig: Rig) -> Rig:
    rig.simulators.shopper(MESSENGER, PAGE.account, PSID).say("請問")
    return rig


def changed(**changes: Any) -> dict[str, Any]:
    """A good body with some members changed; None takes one away."""
    body = text() | changes
    return {name: value for name, value in body.items() if value is not None}


def test_a_call_without_token_is_refused(rig: Rig) -> None:
    wanted = (104, None, "An access token is required to request this resource.")
    assert refusal(with_writer(rig), text(), token="", proof="x") == wanted


def test_an_unknown_token_is_refused(rig: Rig) -> None:
    wanted = (190, None, "Invalid OAuth access token - Cannot parse access token")
    assert refusal(with_writer(rig), text(), token="EAABnobody") == wanted


def test_a_call_without_proof_is_refused(rig: Rig) -> None:
    wanted = (100, None, "API calls from the server require an appsecret_proof argument")
    assert refusal(with_writer(rig), text(), proof="") == wanted


def test_a_wrong_proof_is_refused(rig: Rig) -> None:
    wanted = (100, None, "Invalid appsecret_proof provided in the API argument")
    assert refusal(with_writer(rig), text(), proof="0" * 64) == wanted


def test_a_wrong_proof_is_refused_even_when_none_is_required() -> None:
    with running(Rules(require_proof=False)) as rig:
        with_writer(rig)

        assert refusal(rig, text(), proof="ü" * 64)[0] == 100
        assert rig.graph(text(), proof="").status_code == 200


def test_another_pages_path_is_refused(rig: Rig) -> None:
    code, subcode, message = refusal(
        with_writer(rig), text(), url=f"/graph/v26.0/{OTHER_PAGE.account}/messages"
    )
    assert (code, subcode) == (100, 33)
    assert message == (
        f"Unsupported post request. Object with ID '{OTHER_PAGE.account}' does not exist, cannot "
        "be loaded due to missing permissions, or does not support this operation."
    )


def test_an_expired_graph_version_is_refused(rig: Rig) -> None:
    assert refusal(rig, text(), url=f"/graph/v12.0/{PAGE.account}/messages")[0] == 2500


def test_a_psid_of_another_page_is_unknown(rig: Rig) -> None:
    rig.simulators.shopper(MESSENGER, OTHER_PAGE.account, PSID).say("請問")
    assert refusal(rig, text())[:2] == (100, 2018001)


def test_the_301st_call_of_a_second_is_refused() -> None:
    with running(Rules(messenger_sends_per_s=3)) as rig:
        with_writer(rig)
        codes = [rig.graph(text()).status_code for _ in range(3)]

        wanted = (613, None, "(#613) Calls to this api have exceeded the rate limit.")
        assert (codes, refusal(rig, text())) == ([200, 200, 200], wanted)
        rig.clock.advance(1)
        assert rig.graph(text()).status_code == 200


RECIPIENT = (100, None, "(#100) The parameter recipient is required")
STRANGER = (100, 2018001, "(#100) No matching user found")
TYPES = "(#100) Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG, UTILITY}"
TAGGED = {"messaging_type": "MESSAGE_TAG"}


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (changed(recipient=None), RECIPIENT),
        (changed(recipient={}), RECIPIENT),
        (changed(recipient="6843310927715504"), RECIPIENT),
        (changed(recipient={"id": PSID, "user_ref": "x"}), RECIPIENT),
        (changed(recipient={"comment_id": "1_2"}), (100, 2018292, "(#100) Invalid comment_id")),
        (changed(recipient={"id": "999999999"}), STRANGER),
        (changed(recipient={"id": 6843310927715504}), STRANGER),
        (changed(recipient={"user_ref": "box"}), STRANGER),
        (changed(message=None), (100, None, "(#100) The parameter message is required")),
        (
            changed(sender_action="typing_on"),
            (100, 2018014, "(#100) Cannot send both message and state at the same time."),
        ),
        (changed(messaging_type="REPLY"), (100, None, TYPES)),
        (
            changed(notification_type="LOUD"),
            (
                100,
                None,
                "(#100) Param notification_type must be one of {REGULAR, SILENT_PUSH, NO_PUSH}",
            ),
        ),
        (
            changed(tag="HUMAN_AGENT"),
            (100, None, "(#100) Messaging type should be MESSAGE_TAG for tagged messages."),
        ),
        (changed(**TAGGED, tag="ACCOUNT_UPDATE"), (100, None, "(#100) Invalid parameter")),
        (changed(**TAGGED, tag="CONFIRMED_EVENT_UPDATE"), (100, None, "(#100) Invalid parameter")),
        (changed(**TAGGED, tag="POST_PURCHASE_UPDATE"), (100, None, "(#100) Invalid parameter")),
        (changed(**TAGGED, tag="FRIENDLY"), (100, None, "(#100) Invalid tag.")),
        (changed(**TAGGED), (100, None, "(#100) Invalid tag.")),
        (
            changed(**TAGGED, tag="HUMAN_AGENT"),
            (10, None, "(#10) Application does not have permission for this action"),
        ),
        (changed(**TAGGED, tag="CUSTOMER_FEEDBACK"), (100, None, "(#100) Invalid parameter")),
        (
            changed(**TAGGED, tag="NON_PROMOTIONAL_SUBSCRIPTION"),
            (
                10,
                2018065,
                "(#10) This message is sent outside of allowed window. You need News Messaging "
                "permission to be able to do it.",
            ),
        ),
        (
            changed(messaging_type="UTILITY"),
            (200, None, "(#200) Requires pages_utility_messaging permission"),
        ),
    ],
)
def test_a_wrong_call_is_refused(rig: Rig, body: Any, wanted: Any) -> None:
    assert refusal(with_writer(rig), body) == wanted
    assert rig.seen_by(PSID) == []


TOO_LONG = "(#100) Length of param message[text] must be less than or equal to 2000"
CROWDED = "(#105) param message[quick_replies] has too many elements"
BUTTON = {"type": "postback", "title": "買", "payload": "BUY"}
CARD = {"title": "茶", "subtitle": "好茶", "buttons": [BUTTON]}


def template(**payload: Any) -> dict[str, Any]:
    return {"attachment": {"type": "template", "payload": payload}}


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ({"text": ""}, (100, None, NOT_UTF8)),
        ({"text": 7}, (100, None, NOT_UTF8)),
        ({"text": "\ud800"}, (100, None, NOT_UTF8)),
        ({}, (100, None, NOT_UTF8)),
        ({"text": "茶" * 2001}, (100, None, TOO_LONG)),
        ({"text": "茶", "quick_replies": [REPLY] * 14}, (105, None, CROWDED)),
        ({"quick_replies": [REPLY]}, (100, None, NOT_UTF8)),
        (
            template(template_type="button", text="茶", buttons=[BUTTON] * 4),
            (105, None, "(#105) param name_placeholder[buttons] has too many elements."),
        ),
        (
            template(template_type="generic", elements=[CARD | {"buttons": [BUTTON] * 4}]),
            (
                105,
                None,
                "(#105) param name_placeholder[elements][0][buttons] has too many elements.",
            ),
        ),
        (
            template(template_type="generic", elements=[CARD] * 11),
            (105, None, "(#105) param name_placeholder[elements] has too many elements."),
        ),
    ],
)
def test_wrong_content_is_refused_in_metas_words(rig: Rig, message: Any, wanted: Any) -> None:
    assert refusal(with_writer(rig), changed(message=message)) == wanted


@pytest.mark.parametrize(
    "message",
    [
        "hello",
        {"text": "茶", "metadata": "x" * 1001},
        {"text": "茶", "quick_replies": "運費"},
        {"text": "茶", "quick_replies": [REPLY | {"content_type": "image"}]},
        {"text": "茶", "quick_replies": [REPLY | {"title": ""}]},
        {"text": "茶", "quick_replies": [{"content_type": "text", "title": "運費"}]},
        {"text": "茶", "quick_replies": [REPLY | {"payload": "x" * 1001}]},
        template(template_type="list", elements=[CARD]),
        template(template_type="generic", elements=[{"title": "茶"}]),
        template(template_type="generic", elements=[CARD | {"title": "茶" * 81}]),
        template(template_type="button", text="茶" * 641, buttons=[BUTTON]),
        template(template_type="button", text="茶", buttons=[BUTTON | {"title": "x" * 21}]),
        template(template_type="button", text="茶", buttons=[BUTTON | {"type": "magic"}]),
        {"attachment": {"type": "image", "payload": {"url": "http://shop.example.com/a.jpg"}}},
        {"attachment": {"type": "image", "payload": {"attachment_id": "12"}}},
        {"attachment": {"type": "gif", "payload": {}}},
    ],
)
def test_malformed_content_is_error_100(rig: Rig, message: Any) -> None:
    assert refusal(with_writer(rig), changed(message=message))[0] == 100


@pytest.mark.parametrize("kind", ["RESPONSE", "UPDATE", None])
def test_the_window_closes_24_hours_after_the_last_message(rig: Rig, kind: str | None) -> None:
    with_writer(rig)
    rig.clock.advance(24 * 3600 - 1)
    last_second = rig.graph(changed(messaging_type=kind)).status_code
    rig.clock.advance(1)

    assert last_second == 200
    assert refusal(rig, changed(messaging_type=kind)) == (10, 2018278, WINDOW)


def test_a_press_and_a_reaction_open_the_window_again(rig: Rig) -> None:
    shopper = rig.simulators.shopper(MESSENGER, PAGE.account, PSID)
    shopper.get_started()
    rig.graph(text("哈囉", quick_replies=[REPLY]))
    acts: list[Callable[[], Sent]] = [partial(shopper.press, "運費"), shopper.react]
    for act in acts:
        rig.clock.advance(25 * 3600)
        assert refusal(rig, text())[:2] == (10, 2018278)
        act()
        assert rig.graph(text("嗯", quick_replies=[REPLY])).status_code == 200


def test_an_edit_does_not_open_the_window(rig: Rig) -> None:
    shopper = rig.simulators.shopper(MESSENGER, PAGE.account, PSID)
    mid = shopper.say("請問").event_ids[0]
    rig.clock.advance(25 * 3600)
    shopper.edit(mid, "請問運費")

    assert refusal(rig, text())[:2] == (10, 2018278)


def test_a_human_agents_answer_is_allowed_for_seven_days() -> None:
    with running(Rules(human_agent_approved=True)) as rig:
        with_writer(rig)
        body = changed(**TAGGED, tag="HUMAN_AGENT")
        rig.clock.advance(6 * 86400)

        assert rig.graph(body).status_code == 200
        rig.clock.advance(86400)
        assert refusal(rig, body)[:2] == (10, 2018278)


def test_a_person_who_blocked_the_page_is_unavailable_until_they_write(rig: Rig) -> None:
    shopper = rig.simulators.shopper(MESSENGER, PAGE.account, PSID)
    shopper.say("請問")
    silent = shopper.unfollow()

    wanted = (551, 1545041, "(#551) This person isn't available right now.")
    assert refusal(rig, text()) == wanted
    assert (silent.attempts, len(rig.shop.seen)) == ((), 1)
    shopper.say("我回來了")
    assert rig.graph(text()).status_code == 200


@pytest.mark.parametrize("raw", [b"{", b"[]", b"\xff", b"[" * 100_000])
def test_a_body_that_is_no_json_object_is_error_100(rig: Rig, raw: bytes) -> None:
    token = PAGE.access_token
    answer = rig.http.post(
        SEND,
        data=raw,
        content_type="application/json",
        query_string={"access_token": token, "appsecret_proof": proof(PAGE.app_secret, token)},
    )
    assert answer.status_code == 400
    assert (answer.json or {})["error"]["code"] == 100
