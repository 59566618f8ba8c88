"""A call that is wrong in itself is refused with Meta's code, subcode and words."""

from typing import Any

import pytest

from tests.unit.simulators.messenger.calls import TAGGED, changed, refusal, with_writer
from tests.unit.simulators.rig import OTHER_PAGE, PAGE, PSID, SEND, Rig, running, text
from workbench.simulators.accounts import MESSENGER
from workbench.simulators.messenger.rules import MessengerRules
from workbench.simulators.meta.wire import proof
from workbench.simulators.rules import Rules


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


@pytest.mark.parametrize("version", ["v99.0", "v0.0", "v26", "v26.0.1"])
def test_what_is_no_graph_version_is_refused(rig: Rig, version: str) -> None:
    assert refusal(rig, text(), url=f"/graph/{version}/{PAGE.account}/messages")[0] == 2500


@pytest.mark.parametrize("version", ["v26.0/", "v21.0/", "v12.0/", ""])
def test_an_expired_version_and_none_at_all_are_served_without_a_word(
    rig: Rig, version: str
) -> None:
    with_writer(rig)

    assert rig.graph(text(), url=f"/graph/{version}{PAGE.account}/messages").status_code == 200


def test_a_psid_of_another_page_is_unknown(rig: Rig) -> None:
    rig.simulators.shopper(MESSENGER, OTHER_PAGE.account, PSID).say("請問")
    assert refusal(rig, text())[:2] == (100, 2018001)


def test_the_301st_call_of_a_second_is_refused() -> None:
    with running(Rules(messenger=MessengerRules(sends_per_s=3))) as rig:
        with_writer(rig)
        codes = [rig.graph(text()).status_code for _ in range(3)]

        wanted = (613, None, "(#613) Calls to this api have exceeded the rate limit.")
        assert (codes, refusal(rig, text())) == ([200, 200, 200], wanted)
        rig.clock.advance(1)
        assert rig.graph(text()).status_code == 200


RECIPIENT = (100, None, "(#100) The parameter recipient is required")
STRANGER = (100, 2018001, "(#100) No matching user found")
TYPES = "(#100) Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG, UTILITY}"


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
            (100, None, "(#100) The parameter message[template] is required"),
        ),
    ],
)
def test_a_wrong_call_is_refused(rig: Rig, body: Any, wanted: Any) -> None:
    assert refusal(with_writer(rig), body) == wanted
    assert rig.seen_by(PSID) == []


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
