"""Each outcome leaves one line with the fields that the README promises, and nothing that names."""

import json
import re
from collections.abc import Iterator
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest

from tests.support.deployed import Deployed
from tests.support.template import ROOT
from towkay.adapters.http import HttpReply
from towkay.domain.errors import ServiceUnavailable
from towkay.runtime.observability import logger

# What Powertools puts into every line.
COMMON = {
    "level",
    "location",
    "message",
    "timestamp",
    "service",
    "cold_start",
    "function_name",
    "function_memory_size",
    "function_arn",
    "function_request_id",
}
# Left out of a line where there is nothing to say: Powertools drops what is None.
MAY_LACK = {
    "turn taken": {"rule"},  # refused as stale: no rule was asked
    "send moved": {"held_until"},  # most are not held
    "receipt applied": {"state_before"},  # delivered and read are of no single send
    "account well again": {"trouble", "until"},
}
_MESSAGE = re.compile(r'(?:logger\.(?:info|warning|error|exception|critical)|\btell)\(\s*"([^"]+)"')


def promised() -> dict[str, set[str]]:
    """The README's table: message to fields."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## Log lines")[2].partition("\n## ")[0]
    rows = [line.split("|")[1:3] for line in section.splitlines() if line.startswith("| `")]
    return {
        message: set(re.findall(r"`(\w+)`", fields))
        for messages, fields in rows
        for message in re.findall(r"`([^`]+)`", messages)
    }


class Lines:
    """What was logged, line by line."""

    def __init__(self) -> None:
        self.stream = StringIO()

    def taken(self) -> list[dict[str, Any]]:
        text = self.stream.getvalue()
        self.stream.seek(0)
        self.stream.truncate()
        return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


@pytest.fixture
def lines(deployed: Deployed) -> Iterator[Lines]:
    """Depends on `deployed`, whose cold starts say nothing yet."""
    held = Lines()
    handler = logger.registered_handler
    before = handler.setStream(held.stream)  # type: ignore[attr-defined]  # it is a StreamHandler
    yield held
    handler.setStream(before)  # type: ignore[attr-defined]


def test_the_readme_lists_every_line_and_no_other() -> None:
    sources = [*(ROOT / "functions").rglob("*.py"), *(ROOT / "layers/core").rglob("*.py")]
    said = {
        message
        for path in sources
        for message in _MESSAGE.findall(path.read_text(encoding="utf-8"))
    }
    assert promised().keys() == said


def check(found: list[dict[str, Any]], *messages: str) -> None:
    assert [line["message"] for line in found] == list(messages)
    check_fields(found)


def check_fields(found: list[dict[str, Any]]) -> None:
    for line in found:
        message, fields = line["message"], line.keys() - COMMON
        assert fields <= promised()[message], message
        assert promised()[message] - fields <= MAY_LACK.get(message, set()), message


OUTCOMES = [
    ("webhook/line-text", ["webhook received"]),
    ("webhook/line-several-events", ["webhook received"]),
    ("webhook/line-bad-signature", ["webhook received"]),
    ("webhook/messenger-handshake", ["webhook received"]),
    ("faq/line-text", ["turn taken"]),
    ("faq/line-stale", ["turn taken"]),
    ("faq/foreign-queue", ["record of an unknown source refused"]),
    ("faq/no-records", []),
    ("receipts/messenger-delivered", ["receipt applied"]),
    ("receipts/messenger-echoed-elsewhere", ["receipt applied"]),
    ("receipts/whatsapp-template-reviewed", ["account news"]),
    ("sweeper/tick", ["due turns queued"]),
    ("notifications/tick", ["campaigns planned"]),
]


def test_an_outcome_is_one_line(deployed: Deployed, lines: Lines) -> None:
    for sample, messages in OUTCOMES:
        deployed.invoke(sample.partition("/")[0], deployed.sample(sample))
        check(lines.taken(), *messages)


def test_an_account_that_was_looked_at_is_a_line_and_so_are_those_left(
    deployed: Deployed, lines: Lines
) -> None:
    silent = SimpleNamespace(request=lambda *_: HttpReply(404, {}, b"{}"))
    deployed.apps["care"].practice.enquiry._requests._pool = silent
    names = {"Name": "/towkay/dev/endpoints", "Value": "line/demo-line messenger/demo-messenger"}
    deployed.aws.client("ssm").put_parameter(**names, Type="String")
    assert deployed.invoke("care", deployed.sample("care/tick")) == {"checked": 1, "left": 1}
    check(lines.taken(), "account checked", "accounts left unchecked")


def test_a_send_that_moves_is_one_line(deployed: Deployed, lines: Lines) -> None:
    deployed.invoke("faq", deployed.sample("faq/messenger-text"))
    lines.taken()
    deployed.invoke("delivery", deployed.sample("delivery/messenger-turn"))
    (moved,) = found = lines.taken()
    check(found, "send moved")
    assert (moved["state"], moved["route"]) == ("sent", "open_window")


def test_a_refused_token_is_told_of_the_account_and_puts_the_record_back(
    deployed: Deployed, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    deployed.invoke("faq", deployed.sample("faq/messenger-text"))
    lines.taken()
    refusal = {"error": {"message": "no", "type": "OAuthException", "code": 190}}
    answer = HttpReply(401, {}, json.dumps(refusal).encode())
    monkeypatch.setattr(deployed.pool, "post", lambda *_: answer)

    deployed.invoke("delivery", deployed.sample("delivery/messenger-turn"))
    found = lines.taken()

    told = {line["message"] for line in found}
    assert {"account stopped", "record put back"} <= told <= promised().keys()
    check_fields(found)


def test_a_bug_is_told_by_its_kind_and_place_alone(
    deployed: Deployed, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("what the shopper wrote")

    monkeypatch.setattr(deployed.apps["faq"], "answers", broken)
    deployed.invoke("faq", deployed.sample("faq/line-text"))
    (line,) = found = lines.taken()
    check(found, "record failed")
    assert "shopper" not in json.dumps(line) and line["error"] == "ZeroDivisionError"


def test_a_note_that_cannot_be_written_is_one_line_more(
    deployed: Deployed, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ServiceUnavailable("table: Throttled")

    monkeypatch.setattr(deployed.apps["faq"], "answers", broken)
    monkeypatch.setattr(type(deployed.apps["faq"].source.notes), "put", broken)
    deployed.invoke("faq", deployed.sample("faq/line-text"))
    check(lines.taken(), "record put back", "failure note not written")


def test_a_turn_that_cannot_be_given_up_is_one_line_more(
    deployed: Deployed, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("what the shopper wrote")

    app = deployed.apps["delivery"]
    monkeypatch.setattr(app, "deliver", broken)
    monkeypatch.setattr(app.outlet.dynamodb, "update_item", broken)
    event = deployed.sample("delivery/messenger-turn")
    event["Records"][0]["attributes"]["ApproximateReceiveCount"] = "10"
    deployed.invoke("delivery", event)
    found = lines.taken()
    check(found, "record failed", "record not given up")
    assert "shopper" not in json.dumps(found)


def test_a_webhook_that_cannot_be_stored_is_one_line(
    deployed: Deployed, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ServiceUnavailable("queue: Throttled")

    monkeypatch.setattr(deployed.apps["webhook"], "ingest", broken)
    answer = deployed.invoke("webhook", deployed.sample("webhook/line-text"))
    assert answer["statusCode"] == 503
    check(lines.taken(), "webhook not stored")


def test_secrets_that_are_none_are_named_by_their_parameter(
    deployed: Deployed, lines: Lines
) -> None:
    deployed.aws.client("ssm").put_parameter(
        Name="/towkay/dev/line/demo-line/verify", Value="{}", Type="SecureString", Overwrite=True
    )
    deployed.invoke("webhook", deployed.sample("webhook/line-text"))
    (unusable, _) = found = lines.taken()
    check(found, "secrets unusable", "webhook received")
    assert unusable["parameter"] == "/towkay/dev/line/demo-line/verify"
