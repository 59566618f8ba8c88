"""The whole deployed stack over moto: a webhook goes in, and every worker gets what comes of it."""

import json
from typing import Any

from tests.attack.shops import Endpoint, request
from tests.support.deployed import Deployed
from tests.support.template import environment_of
from towkay.domain.channels import Channel

QUEUES = {"conversations": "faq", "outbound": "delivery", "receipts": "receipts"}


def journey(stack: Deployed, endpoint: Endpoint, body: Any) -> int:
    """A webhook and all that comes of it; how many records the workers were handed."""
    raw = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
    stack.invoke("webhook", request(endpoint, raw))
    handed = 0
    for queue, worker in QUEUES.items():
        while messages := stack.take(queue):
            for message in messages:
                stack.invoke(worker, {"Records": [as_record(message, worker)]})
                handed += 1
    return handed


def as_record(message: dict[str, Any], worker: str) -> dict[str, Any]:
    (queue,) = (queue for queue, name in QUEUES.items() if name == worker)
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message["Attributes"],
        "eventSourceARN": environment_of(worker)[f"{queue.upper()}_QUEUE_ARN"],
    }


def question(stack: Deployed, channel: Channel, number: int) -> dict[str, Any]:
    """The sample's question, asked for the so-manieth time."""
    event = stack.sample(f"faq/{channel}-text")
    (record,) = event["Records"]
    record["body"] = record["body"].replace(f"sample-{channel}-text", f"sample-{number}")
    return {"Records": [record]}


def forget_accounts(stack: Deployed) -> None:
    """What an earlier answer taught us of an account: that calls must wait, or stop."""
    for row in stack.rows():
        if row["pk"]["S"].startswith("ACCOUNT"):
            place = {name: row[name] for name in ("pk", "sk")}
            stack.aws.client("dynamodb").delete_item(TableName="Table", Key=place)
