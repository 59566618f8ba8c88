"""Every minute the deployed function begins what is due, once, and asks for each chunk."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest

from tests.support.builders import a_contact, a_contact_key
from tests.support.deployed import Deployed
from tests.support.pack_engines import a_pack
from tests.support.planning import TOPIC, a_campaign
from tests.support.queue_events import AT
from towkay.adapters.dynamodb.campaign_records import DynamoCampaignRecords
from towkay.adapters.dynamodb.items import contact_item
from towkay.adapters.dynamodb.topic_rows import topic_row
from towkay.adapters.event_messages import chunk_ask_from_json
from towkay.domain.brands import pack_key
from towkay.domain.campaigns import Approval, CampaignRecord, CampaignState
from towkay.domain.errors import MalformedBody
from towkay.domain.schedules import Once
from towkay.domain.subscriptions import Subscription

AGREED = AT - timedelta(days=3)
CAMPAIGN = a_campaign(schedule=Once("2026-11-21T11:21"))
PACK = a_pack(campaigns=[CAMPAIGN])
TICK = {"scheduled_at": "2026-11-21T03:21:00Z"}


def approved(deployed: Deployed, *, followers: int) -> None:
    name = hashlib.sha256(PACK).hexdigest()
    client: Any = deployed.aws.client("dynamodb")
    deployed.aws.client("s3").put_object(
        Bucket="PacksBucket", Key=pack_key("demo", name), Body=PACK
    )
    approval = Approval(CAMPAIGN.version, name, AGREED, "mei")
    record = CampaignRecord("demo", CAMPAIGN.id, CampaignState.APPROVED, (approval,))
    DynamoCampaignRecords(client, "Table").write(record)
    for _ in range(followers):
        agreed = Subscription(TOPIC, True, AGREED, "c", granted_at=AGREED)
        contact = a_contact(a_contact_key(), subscriptions=(agreed,))
        for item in (contact_item(contact), topic_row(contact, agreed, AGREED)):
            client.put_item(TableName="Table", Item=item)


def everything(deployed: Deployed) -> list[str]:
    bodies: list[str] = []
    while found := deployed.queued("campaigns"):
        bodies += found
    return bodies


def test_what_is_due_begins_once_and_its_people_are_asked_for(deployed: Deployed) -> None:
    approved(deployed, followers=30)

    first = deployed.invoke("notifications", TICK)
    asks = [chunk_ask_from_json(body) for body in everything(deployed)]
    again = deployed.invoke("notifications", TICK)

    assert first == {"claimed": 1, "planned": 30, "ended": 0}
    assert again == {"claimed": 0, "planned": 0, "ended": 0}
    assert {ask.chunk.run.campaign for ask in asks} == {CAMPAIGN.id}
    assert len(asks) == len(set(asks)) and everything(deployed) == []


def test_a_shop_without_campaigns_costs_one_question(deployed: Deployed) -> None:
    assert deployed.invoke("notifications", TICK) == {"claimed": 0, "planned": 0, "ended": 0}
    assert deployed.queued("campaigns") == []


@pytest.mark.filterwarnings("ignore:No application metrics")
@pytest.mark.parametrize("event", [{}, {"scheduled_at": "soon"}, {"Records": []}])
def test_no_other_moment_is_taken_than_a_tick_s(deployed: Deployed, event: dict[str, Any]) -> None:
    with pytest.raises(MalformedBody):
        deployed.invoke("notifications", event)
