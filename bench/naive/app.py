"""The bot most people write first: one function that verifies, answers and remembers, in one go.

Runnable as it stands: `handler` takes the same gateway events as ours. It checks signatures over
the raw bytes and tells its caller when a call fails, which is more than many do. What it lacks:
it does not know a repeated webhook, it holds the channel's webhook open while it calls the channel,
a kill between call and memory is forgotten, several events of one body share one fate, and nobody
can say afterwards what was sent.
"""

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from typing import Any

import boto3
import urllib3

SECRETS = {channel: os.environ[f"{channel.upper()}_SECRET"] for channel in ("line", "messenger")}
TOKENS = {channel: os.environ[f"{channel.upper()}_TOKEN"] for channel in ("line", "messenger")}
ANSWERS = {"運費": "宅配 NT$100，滿 NT$1,200 免運。", "退貨": "收到後七天內可以退貨。"}
FALLBACK = "不好意思，我還不會回答這個問題。"

dynamodb: Any = boto3.client("dynamodb")
http = urllib3.PoolManager()


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    channel = event["pathParameters"]["channel"]
    raw = event["body"].encode()
    if not is_genuine(channel, raw, event["headers"]):
        return {"statusCode": 403}
    for account, user, text, reply_token in messages(json.loads(raw)):
        answer = next((said for word, said in ANSWERS.items() if word in text), FALLBACK)
        remembered = recall(user)
        call(channel, account, user, answer, reply_token)
        remember(user, text, remembered)
    return {"statusCode": 200}


def is_genuine(channel: str, raw: bytes, headers: dict[str, str]) -> bool:
    digest = hmac.new(SECRETS[channel].encode(), raw, hashlib.sha256)
    if channel == "line":
        expected = base64.b64encode(digest.digest()).decode()
        return hmac.compare_digest(expected, headers.get("x-line-signature", ""))
    return hmac.compare_digest(
        f"sha256={digest.hexdigest()}", headers.get("x-hub-signature-256", "")
    )


def messages(body: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """The text messages of a body: to whom, from whom, what, and LINE's token for one reply."""
    for event in body.get("events", []):
        if event["type"] == "message" and event["message"]["type"] == "text":
            user = event["source"]["userId"]
            yield body["destination"], user, event["message"]["text"], event["replyToken"]
    for entry in body.get("entry", []):
        for event in entry.get("messaging", []):
            if "text" in event.get("message", {}) and not event["message"].get("is_echo"):
                yield entry["id"], event["sender"]["id"], event["message"]["text"], ""


def recall(user: str) -> int:
    key = {"pk": {"S": user}, "sk": {"S": "STATE"}}
    found = dynamodb.get_item(TableName=os.environ["TABLE_NAME"], Key=key).get("Item", {})
    return int(found.get("messages", {}).get("N", "0"))


def call(channel: str, account: str, user: str, answer: str, reply_token: str) -> None:
    token = TOKENS[channel]
    if channel == "line":
        url = "https://api.line.me/v2/bot/message/reply"
        body: Any = {"replyToken": reply_token, "messages": [{"type": "text", "text": answer}]}
    else:
        url = f"https://graph.facebook.com/v26.0/{account}/messages?access_token={token}"
        body = {"recipient": {"id": user}, "message": {"text": answer}}
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    answered = http.request("POST", url, body=json.dumps(body), headers=headers)
    if answered.status >= 400:
        raise RuntimeError(f"the channel said {answered.status}")


def remember(user: str, text: str, messages_before: int) -> None:
    item = {
        "pk": {"S": user},
        "sk": {"S": "STATE"},
        "last": {"S": text},
        "messages": {"N": str(messages_before + 1)},
    }
    dynamodb.put_item(TableName=os.environ["TABLE_NAME"], Item=item)
