"""A chunk that the deployed planner asks for is brought through the deployed door, once."""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.support.builders import a_contact, a_contact_key
from tests.support.deployed import ACCOUNTS, Deployed
from tests.support.pack_engines import a_pack
from tests.support.planning import TOPIC, a_campaign
from tests.support.queue_events import AT
from tests.support.template import ACCOUNT, REGION
from towkay.adapters.dynamodb.campaign_records import DynamoCampaignRecords
from towkay.adapters.dynamodb.items import contact_item, turn_from
from towkay.adapters.dynamodb.topic_rows import topic_row
from towkay.domain.brands import pack_key
from towkay.domain.campaigns import Approval, Campaign, CampaignRecord, CampaignState
from towkay.domain.channels import Channel
from towkay.domain.contacts import Contact
from towkay.domain.schedules import Once
from towkay.domain.subscriptions import Subscription
from towkay.domain.turns import Turn

AGREED = AT - timedelta(days=3)
TICK = {"scheduled_at": "2026-11-21T03:21:00Z"}
QUEUE = f"arn:aws:sqs:{REGION}:{ACCOUNT}:towkay-campaigns"


def agreed(channel: Channel, number: int) -> Contact:
    key = replace(a_contact_key(f"U{number}", channel), account=ACCOUNTS[str(channel)])
    subscription = Subscription(TOPIC, True, AGREED, "c", granted_at=AGREED)
    return a_contact(
        key,
        version=1,
        endpoint=f"demo-{channel}",
        window_closes_at=AT + timedelta(hours=3),
        subscriptions=(subscription,),
    )


def approved(deployed: Deployed, campaign: Campaign, people: list[Contact]) -> None:
    client: Any = deployed.aws.client("dynamodb")
    body = a_pack(campaigns=[campaign])
    name = hashlib.sha256(body).hexdigest()
    deployed.aws.client("s3").put_object(
        Bucket="PacksBucket", Key=pack_key("demo", name), Body=body
    )
    approval = Approval(campaign.version, name, AGREED, "mei")
    record = CampaignRecord("demo", campaign.id, CampaignState.APPROVED, (approval,))
    DynamoCampaignRecords(client, "Table").write(record)
    for contact in people:
        for item in (contact_item(contact), topic_row(contact, contact.subscriptions[0], AGREED)):
            client.put_item(TableName="Table", Item=item)


def chunks(deployed: Deployed) -> list[dict[str, Any]]:
    """Everything in the campaigns queue, as the event source hands it over."""
    found: list[dict[str, Any]] = []
    while messages := deployed.take("campaigns"):
        found += messages
    return [{"Records": [_record(message)]} for message in found]


def _record(message: dict[str, Any]) -> dict[str, Any]:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": {"ApproximateReceiveCount": "1"},
        "eventSourceARN": QUEUE,
    }


def turns(deployed: Deployed) -> list[Turn]:
    return [turn_from(row) for row in deployed.rows() if row["sk"]["S"].startswith("TURN")]


def test_what_is_due_is_said_to_everybody_who_agreed(deployed: Deployed) -> None:
    people = [agreed(Channel.LINE, n) for n in range(40)]
    people += [agreed(Channel.MESSENGER, n) for n in range(5)]
    campaign = a_campaign(schedule=Once("2026-11-21T11:21"), holdout=0)
    approved(deployed, campaign, people)
    deployed.invoke("notifications", TICK)
    asked = chunks(deployed)

    answers = [deployed.invoke("delivery", event) for event in asked]

    assert answers == [{"batchItemFailures": []}] * len(asked)
    states = {send.state.value for turn in turns(deployed) for send in turn.sends}
    assert (len(turns(deployed)), states) == (45, {"sent"})
    told = [body["to"] for url, body in deployed.pool.requests if url.endswith(("cast", "push"))]
    everybody = [user for to in told for user in ([to] if isinstance(to, str) else to)]
    assert sorted(everybody) == sorted(contact.key.user for contact in people[:40])
    assert len(told) < 40, "many shared a request"
    assert chunks(deployed) == []


def test_chunks_that_come_again_say_nothing_again(deployed: Deployed) -> None:
    people = [agreed(Channel.LINE, n) for n in range(10)]
    approved(deployed, a_campaign(schedule=Once("2026-11-21T11:21"), holdout=0), people)
    deployed.invoke("notifications", TICK)
    asked = chunks(deployed)
    for event in asked:
        deployed.invoke("delivery", event)
    before = json.dumps(deployed.pool.requests)

    for event in asked:
        assert deployed.invoke("delivery", event) == {"batchItemFailures": []}

    assert json.dumps(deployed.pool.requests) == before


def test_a_chunk_from_another_queue_is_refused(deployed: Deployed) -> None:
    approved(deployed, a_campaign(schedule=Once("2026-11-21T11:21")), [agreed(Channel.LINE, 1)])
    deployed.invoke("notifications", TICK)
    (event,) = chunks(deployed)
    event["Records"][0]["eventSourceARN"] = f"arn:aws:sqs:{REGION}:{ACCOUNT}:somebody-elses"

    answer = deployed.invoke("delivery", event)

    assert len(answer["batchItemFailures"]) == 1
    assert turns(deployed) == []


def test_what_is_no_chunk_is_given_back_for_people_to_look_at(deployed: Deployed) -> None:
    record = {"MessageId": "m-1", "ReceiptHandle": "r", "Body": '{"chunk": 7}'}

    answer = deployed.invoke("delivery", {"Records": [_record(record)]})

    assert answer == {"batchItemFailures": [{"itemIdentifier": "m-1"}]}
