"""A turn that nobody can read any more is given up at last, and holds nobody back for ever."""

from datetime import timedelta
from typing import Any

import pytest

from tests.support.deployed import Deployed
from towkay.domain.errors import ServiceUnavailable

SAMPLE = "delivery/messenger-turn"


def unreadable_turn(deployed: Deployed) -> None:
    """The one turn there is loses what every turn has."""
    deployed.invoke("faq", deployed.sample("faq/messenger-text"))
    (turn,) = turns(deployed)
    deployed.aws.client("dynamodb").update_item(
        TableName="Table",
        Key={name: turn[name] for name in ("pk", "sk")},
        UpdateExpression="REMOVE sends, created_at",
    )


def turns(deployed: Deployed) -> list[dict[str, Any]]:
    return [row for row in deployed.rows() if row["sk"]["S"].startswith("TURN")]


def deliver(deployed: Deployed, receive: int) -> int:
    """How many records failed of the turn's one, received for so many a time."""
    event = deployed.sample(SAMPLE)
    event["Records"][0]["attributes"]["ApproximateReceiveCount"] = str(receive)
    return len(deployed.invoke("delivery", event)["batchItemFailures"])


def swept(deployed: Deployed) -> int:
    """How many turns the sweeper asks delivery to look at."""
    tick = {"scheduled_at": (deployed.time.now + timedelta(minutes=2)).isoformat()}
    found: int = deployed.invoke("sweeper", tick)["queued"]
    return found


def test_it_is_asked_for_until_the_last_receive_of_its_message_and_then_no_more(
    deployed: Deployed,
) -> None:
    unreadable_turn(deployed)

    assert [deliver(deployed, receive) for receive in (1, 9)] == [1, 1]
    assert swept(deployed) == 1
    assert deliver(deployed, receive=10) == 1
    assert swept(deployed) == 0

    (turn,) = turns(deployed)
    assert not turn.keys() & {"due_pk", "due_sk"} and "inbound" in turn


def test_it_fails_in_the_same_way_when_it_cannot_even_be_given_up(
    deployed: Deployed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def throttled(*_: object, **__: object) -> None:
        raise ServiceUnavailable("table: Throttled")

    unreadable_turn(deployed)
    table = deployed.apps["delivery"].outlet.dynamodb
    monkeypatch.setattr(table, "update_item", throttled)

    assert deliver(deployed, receive=10) == 1
    assert swept(deployed) == 1


def test_a_message_that_names_no_turn_gives_nothing_up(deployed: Deployed) -> None:
    deployed.invoke("faq", deployed.sample("faq/messenger-text"))
    event = deployed.sample(SAMPLE)
    event["Records"][0]["body"] = "{}"
    event["Records"][0]["attributes"]["ApproximateReceiveCount"] = "10"

    assert len(deployed.invoke("delivery", event)["batchItemFailures"]) == 1
    assert swept(deployed) == 1
