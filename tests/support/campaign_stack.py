"""A campaign of the deployed stack: who agreed to it, its approval, its chunks on the queue."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.support.builders import a_contact, a_contact_key
from tests.support.deployed import ACCOUNTS, Deployed
from tests.support.pack_engines import a_pack
from tests.support.planning import TOPIC
from tests.support.queue_events import AT
from tests.support.template import ACCOUNT, REGION
from towkay.adapters.dynamodb.campaign_records import DynamoCampaignRecords
from towkay.adapters.dynamodb.items import contact_item, turn_from
from towkay.adapters.dynamodb.topic_rows import topic_row
from towkay.domain.brands import pack_key
from towkay.domain.campaigns import Approval, Campaign, CampaignRecord, CampaignState
from towkay.domain.channels import Channel
from towkay.domain.contacts import Contact
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
        followed_at=AGREED,
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
    return [{"Records": [record_of(message)]} for message in found]


def record_of(message: dict[str, Any]) -> dict[str, Any]:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": {"ApproximateReceiveCount": "1"},
        "eventSourceARN": QUEUE,
    }


def turns(deployed: Deployed) -> list[Turn]:
    return [turn_from(row) for row in deployed.rows() if row["sk"]["S"].startswith("TURN")]
