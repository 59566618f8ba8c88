"""The campaign most people write first: read who follows, call for each, note that it was done.

Runnable as it stands. What it lacks: a run that is killed, or times out, begins again and tells
everybody a second time up to where it was; a stop that comes meanwhile is not heard; no cap, no
quiet hours, no reason why somebody got nothing; an unclear answer is noted as sent.
"""

import json
import os
from collections.abc import Iterator
from typing import Any

import boto3
import urllib3

TOKENS = {channel: os.environ[f"{channel.upper()}_TOKEN"] for channel in ("line", "messenger")}

dynamodb: Any = boto3.client("dynamodb")
http = urllib3.PoolManager()


def handler(event: dict[str, Any], context: object) -> dict[str, int]:
    told = 0
    for channel, account, user in followers(event["topic"]):
        call(channel, account, user, event["text"])
        note(channel, account, user, event["campaign"])
        told += 1
    return {"told": told}


def followers(topic: str) -> Iterator[tuple[str, str, str]]:
    start: dict[str, Any] = {}
    while True:
        page = dynamodb.query(
            TableName=os.environ["TABLE_NAME"],
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": f"FOLLOWERS#{topic}"}},
            **start,
        )
        for item in page["Items"]:
            channel, account, user = item["sk"]["S"].split("#")
            yield channel, account, user
        if "LastEvaluatedKey" not in page:
            return
        start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}


def call(channel: str, account: str, user: str, text: str) -> None:
    if channel == "line":
        url = "https://api.line.me/v2/bot/message/push"
        body: Any = {"to": user, "messages": [{"type": "text", "text": text}]}
    else:
        url = f"https://graph.facebook.com/v26.0/{account}/messages"
        body = {"recipient": {"id": user}, "message": {"text": text}}
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {TOKENS[channel]}"}
    answered = http.request("POST", url, body=json.dumps(body), headers=headers)
    if answered.status >= 400:
        raise RuntimeError(f"the channel said {answered.status}")


def note(channel: str, account: str, user: str, campaign: str) -> None:
    dynamodb.update_item(
        TableName=os.environ["TABLE_NAME"],
        Key={"pk": {"S": user}, "sk": {"S": "STATE"}},
        UpdateExpression="SET last_campaign = :campaign",
        ExpressionAttributeValues={":campaign": {"S": campaign}},
    )
