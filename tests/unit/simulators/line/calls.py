"""Calls to the Messaging API, and what came of them."""

import re

from werkzeug.test import TestResponse

from tests.unit.simulators.rig import BOT, USER, Rig
from workbench.simulators.accounts import LINE

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def friend(rig: Rig, user: str = USER) -> Rig:
    """The person has added the account."""
    rig.simulators.shopper(LINE, BOT.account, user).follow()
    return rig


def outcome(answer: TestResponse) -> tuple[int, str, list[tuple[str, str]]]:
    """Status, words, and what is wrong where."""
    body = answer.json or {}
    details = [(item["property"], item["message"]) for item in body.get("details", [])]
    assert UUID.fullmatch(answer.headers["x-line-request-id"])
    return answer.status_code, body.get("message", ""), details


def usage(rig: Rig) -> int:
    """How much of the month's quota is used."""
    answer = rig.http.get(
        "/line/v2/bot/message/quota/consumption",
        headers={"Authorization": f"Bearer {BOT.access_token}"},
    )
    total: int = (answer.json or {})["totalUsage"]
    return total
