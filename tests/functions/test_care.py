"""Once a day every account is asked how it is, and what is found is told and kept for the door."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.deployed import ACCOUNTS, Deployed
from tests.support.webhook_bodies import BOT, NUMBER, PAGE
from towkay.adapters.dynamodb.account_records import DynamoAccountRecords
from towkay.adapters.dynamodb.heard import DynamoHeardNotes
from towkay.adapters.http import HttpReply
from towkay.domain.account_facts import QuotaRead
from towkay.domain.account_news import TemplateState
from towkay.domain.channels import Channel
from towkay.domain.health import AccountKey
from towkay.domain.rhythm import REMEMBERED_HOURS, hour_of
from towkay.runtime.ticks import scheduled_at

LINE = AccountKey(Channel.LINE, BOT)
QUOTA = {"/message/quota": {"type": "limited", "value": 200}}
USED = {"/quota/consumption": {"totalUsage": 200}}
WELL = {"/v2/bot/info": {"userId": BOT}, **QUOTA, "/quota/consumption": {"totalUsage": 3}}


@dataclass
class Platforms:
    """Stands where the HTTP pool stands; what has no answer is not found."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def request(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> HttpReply:
        path = url.partition("?")[0]
        self.asked.append(path)
        found = next((one for end, one in self.answers.items() if path.endswith(end)), None)
        status = 404 if found is None else 200
        return HttpReply(status, {}, json.dumps(found or {}).encode())


@pytest.fixture
def platforms(deployed: Deployed) -> Iterator[Platforms]:
    platforms = Platforms(WELL)
    care = deployed.apps["care"]
    care.practice.enquiry._requests._pool = platforms
    names = " ".join(f"{channel}/demo-{channel}" for channel in ACCOUNTS)
    deployed.aws.client("ssm").put_parameter(
        Name="/towkay/dev/endpoints", Value=names, Type="String"
    )
    yield platforms


def records(deployed: Deployed) -> DynamoAccountRecords:
    return DynamoAccountRecords(deployed.aws.client("dynamodb"), "Table")


def tick(deployed: Deployed) -> Any:
    return deployed.invoke("care", deployed.sample("care/tick"))


def metrics(out: str) -> set[str]:
    lines = [json.loads(line) for line in out.splitlines() if line[:1] == "{"]
    return {name for line in lines for name in line if name.startswith("care_")}


def plenty_of_time(monkeypatch: pytest.MonkeyPatch, deployed: Deployed) -> None:
    monkeypatch.setattr(deployed.apps["care"], "_ONE_NEEDS", deployed.time.now - deployed.time.now)


def test_every_account_is_asked_by_its_own_channel(
    deployed: Deployed, platforms: Platforms, monkeypatch: pytest.MonkeyPatch
) -> None:
    plenty_of_time(monkeypatch, deployed)

    assert tick(deployed) == {"checked": len(ACCOUNTS), "left": 0}

    asked = " ".join(platforms.asked)
    assert all(name in asked for name in ("/v2/bot/message/quota", PAGE, NUMBER))


def test_what_needs_somebody_is_counted_and_named_without_a_secret(
    deployed: Deployed,
    platforms: Platforms,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    plenty_of_time(monkeypatch, deployed)
    platforms.answers = {**WELL, **USED}

    tick(deployed)

    assert {"care_quota", "care_webhook"} <= metrics(capsys.readouterr().out)
    lines = [vars(record) for record in caplog.records if record.message == "account checked"]
    (line,) = [one for one in lines if one["channel"] == "line"]
    assert line["findings"] == ["not_subscribed: ", "quota_gone: 200/200"]
    # The stored tokens of this stack are the word itself.
    assert "'token'" not in str(lines) and "Bearer" not in str(lines)


def test_the_quota_that_was_read_is_what_the_door_reads(
    deployed: Deployed, platforms: Platforms, monkeypatch: pytest.MonkeyPatch
) -> None:
    plenty_of_time(monkeypatch, deployed)

    tick(deployed)
    tick(deployed)

    at = scheduled_at(deployed.sample("care/tick"))
    facts = records(deployed).facts(LINE)
    assert facts.quota == QuotaRead(3, at, 200)
    assert facts.quota_left(at) == 197


def test_hours_of_long_ago_are_forgotten(
    deployed: Deployed, platforms: Platforms, monkeypatch: pytest.MonkeyPatch
) -> None:
    plenty_of_time(monkeypatch, deployed)
    at = scheduled_at(deployed.sample("care/tick"))
    client = deployed.aws.client("dynamodb")
    old = hour_of(at) - REMEMBERED_HOURS - 1
    DynamoHeardNotes(lambda: client, "Table").note(LINE, at)
    client.update_item(
        TableName="Table",
        Key={"pk": {"S": f"ACCOUNT#line#{BOT}"}, "sk": {"S": "HEARD"}},
        UpdateExpression="ADD hours :old",
        ExpressionAttributeValues={":old": {"NS": [str(old)]}},
    )

    tick(deployed)

    assert records(deployed).heard(LINE).hours == {hour_of(at)}


def test_who_is_left_unchecked_for_want_of_time_is_told(
    deployed: Deployed, platforms: Platforms, capsys: pytest.CaptureFixture[str]
) -> None:
    # The sample's context has nine seconds left.
    assert tick(deployed) == {"checked": 1, "left": len(ACCOUNTS) - 1}

    assert "care_unfinished" in metrics(capsys.readouterr().out)


def test_a_message_tells_care_that_the_account_was_heard(deployed: Deployed) -> None:
    deployed.invoke("faq", deployed.sample("faq/line-text"))

    assert records(deployed).heard(LINE).at is not None


def test_news_of_an_account_are_kept_by_receipts(deployed: Deployed) -> None:
    contact = {"channel": "whatsapp", "account": NUMBER, "user": ""}
    at = deployed.time.now.isoformat()
    told = {
        "template": {
            "is": "TemplateReviewed",
            "name": "shipped",
            "language": "en",
            "state": "paused",
        },
        "bar": {"is": "AccountReported", "about": "account_restriction", "standing": "barred"},
    }
    bodies = [
        {
            "contact": contact,
            "brand": "demo",
            "endpoint": "demo-whatsapp",
            "cause": cause,
            "occurred_at": at,
            "received_at": at,
            "happening": happening,
        }
        for cause, happening in told.items()
    ]
    sample = deployed.sample("receipts/messenger-read")
    event = {
        "Records": [
            {**sample["Records"][0], "messageId": f"m-{number}", "body": json.dumps(body)}
            for number, body in enumerate(bodies)
        ]
    }

    for _ in range(2):
        assert deployed.invoke("receipts", event) == {"batchItemFailures": []}

    number = AccountKey(Channel.WHATSAPP, NUMBER)
    assert records(deployed).facts(number).is_barred(datetime.now(UTC))
    (template,) = records(deployed).templates(number)
    assert template.state is TemplateState.PAUSED
    assert len(records(deployed).news(number, 10)) == 2
