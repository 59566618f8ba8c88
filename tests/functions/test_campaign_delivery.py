"""A chunk that the deployed planner asks for is brought through the deployed door, once."""

import json

from tests.support.campaign_stack import TICK, agreed, approved, chunks, record_of, turns
from tests.support.deployed import Deployed
from tests.support.planning import a_campaign
from tests.support.template import ACCOUNT, REGION
from towkay.domain.channels import Channel
from towkay.domain.schedules import Once


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

    answer = deployed.invoke("delivery", {"Records": [record_of(record)]})

    assert answer == {"batchItemFailures": [{"itemIdentifier": "m-1"}]}
