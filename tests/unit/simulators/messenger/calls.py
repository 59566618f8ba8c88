"""Calls to the Send API, and how it refused them."""

from typing import Any

from tests.unit.simulators.rig import PAGE, PSID, Rig, text
from workbench.simulators.accounts import MESSENGER

REPLY = {"content_type": "text", "title": "運費", "payload": "FAQ:12"}
TAGGED = {"messaging_type": "MESSAGE_TAG"}


def changed(**changes: Any) -> dict[str, Any]:
    """A good body with some members changed; None takes one away."""
    body = text() | changes
    return {name: value for name, value in body.items() if value is not None}


def with_writer(rig: Rig) -> Rig:
    """The shopper has just written: the window is open."""
    rig.simulators.shopper(MESSENGER, PAGE.account, PSID).say("請問")
    return rig


def refusal(rig: Rig, body: Any, **changes: Any) -> tuple[int, int | None, str]:
    """The code, subcode and words of the error that this call must run into."""
    answer = rig.graph(body, **changes)
    error = (answer.json or {})["error"]
    assert error["type"] == "OAuthException"
    assert error["fbtrace_id"]
    assert answer.status_code == (500 if error["code"] == 2 else 400)
    return error["code"], error.get("error_subcode"), error["message"]
