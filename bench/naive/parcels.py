"""The shipping update most people write first: note the state, find the shopper, call, note it.

Runnable as it stands, in the webhook itself. What it lacks: the carrier waits for the channel and
sends again when that is slow, so it is told twice; news that comes late is told after what it
preceded; no consent, no quiet hours, no window; an unclear answer is noted as sent; a crash between
call and note tells twice.
"""

import hmac
import json
import os
from typing import Any

import boto3
import urllib3

TOKEN = os.environ["LINE_TOKEN"]
WORDS = {
    "in_transit": "您的訂單 {order} 正在配送中。",
    "at_pickup_store": "您的訂單 {order} 已送達取貨門市。",
    "delivered": "您的訂單 {order} 已完成配送。",
}

dynamodb: Any = boto3.client("dynamodb")
http = urllib3.PoolManager()


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    given = event["headers"].get("authorization", "")
    if not hmac.compare_digest(given, f"Bearer {os.environ['API_KEY']}"):
        return {"statusCode": 401}
    for parcel in json.loads(event["body"])["parcels"]:
        tell(parcel)
    return {"statusCode": 200, "body": "{}"}


def tell(parcel: dict[str, str]) -> None:
    key = {"pk": {"S": f"PARCEL#{parcel['parcel']}"}, "sk": {"S": "STATE"}}
    known = dynamodb.get_item(TableName=os.environ["TABLE_NAME"], Key=key).get("Item", {})
    if known.get("milestone", {}).get("S") == parcel["milestone"]:
        return
    order = {"pk": {"S": f"ORDER#{parcel['order']}"}, "sk": {"S": "STATE"}}
    shopper = dynamodb.get_item(TableName=os.environ["TABLE_NAME"], Key=order)["Item"]
    words = WORDS.get(parcel["milestone"])
    if words:
        call(shopper["user"]["S"], words.format(order=parcel["order"]))
    item = {**key, "milestone": {"S": parcel["milestone"]}, "order": {"S": parcel["order"]}}
    dynamodb.put_item(TableName=os.environ["TABLE_NAME"], Item=item)


def call(user: str, text: str) -> None:
    url = "https://api.line.me/v2/bot/message/push"
    body = json.dumps({"to": user, "messages": [{"type": "text", "text": text}]})
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {TOKEN}"}
    answered = http.request("POST", url, body=body, headers=headers)
    if answered.status >= 400:
        raise RuntimeError(f"the channel said {answered.status}")
