"""A shopper's doings, brought through the deployed functions as AWS would bring them.

The functions run over moto with the template's own table and queues; this module plays the parts
of API Gateway, of Lambda's queue readers and of the channels' HTTP APIs, and counts what they do.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from bench.metering import Meter, metered
from tests.support.deployed import FUNCTIONS, Deployed, deployed_on_moto, queue_name
from tests.support.gateway_events import gateway_event
from tests.support.queue_events import AT
from tests.support.template import ACCOUNT, REGION
from tests.support.webhook_bodies import (
    MESSENGER_APP,
    Body,
    line_body,
    line_bytes,
    line_event,
    line_headers,
    line_text,
    messaging,
    messenger_bytes,
    messenger_headers,
    page_body,
)
from towkay.adapters.http import HttpReply

QUESTION = "運費怎麼算？"
STOP = "取消訂閱"
BUTTON = ("tk:answer:shipping_fee", "運費怎麼算")
# Which function reads which queue, and how many messages it takes at once.
_READERS = {
    "conversations": ("faq", 1),
    "shipments": ("shipping", 10),
    "outbound": ("delivery", 1),
    "receipts": ("receipts", 10),
}
_BETWEEN = timedelta(minutes=1)


class ShopDay:
    """One shopper on each channel, one thing after another, a minute apart."""

    def __init__(self, stack: Deployed, meter: Meter) -> None:
        self.stack = stack
        self.meter = meter
        self._number = 0
        stack.pool.post = self._answer_channel(stack.pool.post)  # type: ignore[method-assign]

    def ask(self, channel: str, text: str = QUESTION) -> Body:
        """A text message; returns the body, for those who bring it a second time."""
        at_ms, name = self._next()
        if channel == "line":
            said = line_text(text, at_ms, webhookEventId=name, replyToken=f"token-{name}")
            return self._bring("line", line_body(said))
        message = {"mid": f"m_{name}", "text": text}
        return self._bring("messenger", page_body(messaging(at_ms, message=message), at_ms=at_ms))

    def press(self, channel: str) -> None:
        """A quick reply of an earlier answer."""
        at_ms, name = self._next()
        payload, title = BUTTON
        if channel == "line":
            token = {"replyToken": f"token-{name}"}
            pressed = line_event("postback", at_ms, name, postback={"data": payload}, **token)
            self._bring("line", line_body(pressed))
            return
        message = {"mid": f"m_{name}", "text": title, "quick_reply": {"payload": payload}}
        self._bring("messenger", page_body(messaging(at_ms, message=message), at_ms=at_ms))

    def repeat(self, channel: str, body: Body) -> None:
        """The channel delivers a webhook a second time."""
        self._next()
        self._bring(channel, body)

    def echo(self) -> None:
        """Messenger shows the Page its own last message."""
        at_ms, name = self._next()
        sent = self.stack.pool.requests[-1][1]["message"]
        message = {"mid": f"m_{name}", "text": sent.get("text", ""), "metadata": sent["metadata"]}
        message |= {"is_echo": True, "app_id": int(MESSENGER_APP)}
        shown = messaging(at_ms, message=message)
        shown["sender"], shown["recipient"] = shown["recipient"], shown["sender"]
        self._bring("messenger", page_body(shown, at_ms=at_ms))

    def report(self, kind: str) -> None:
        """Messenger tells that everything up to now was delivered, or read."""
        at_ms, _ = self._next()
        told = messaging(at_ms, **{kind: {"watermark": at_ms}})
        self._bring("messenger", page_body(told, at_ms=at_ms))

    def tick(self, function: str) -> None:
        """The minute of a schedule."""
        self._next()
        with self.meter.invocation(function):
            self.stack.invoke(function, {"scheduled_at": self.stack.time.now.isoformat()})

    def ship(self, told: dict[str, Any], sample: str = "json") -> None:
        """A shop's back end tells something at the door of this sample, with its key."""
        self._next()
        self.meter.tally.http_requests += 1
        event = self.stack.sample(f"shipments/{sample}") | {"body": json.dumps(told)}
        at_ms = round(self.stack.time.now.timestamp() * 1000)
        event["requestContext"]["timeEpoch"] = at_ms
        with self.meter.invocation("shipments"):
            answer = self.stack.invoke("shipments", event)
        assert answer["statusCode"] in (200, 201), answer
        self._hand_on()

    def _next(self) -> tuple[int, str]:
        self._number += 1
        self.stack.time.now += _BETWEEN
        at_ms = round((self.stack.time.now - timedelta(seconds=1)).timestamp() * 1000)
        return at_ms, f"01KD2Q7V3MZ6K9E4T8X1{self._number:06d}"

    def _bring(self, channel: str, body: Body) -> Body:
        raw = line_bytes(body) if channel == "line" else messenger_bytes(body)
        headers = line_headers(raw) if channel == "line" else messenger_headers(raw)
        self.meter.tally.http_requests += 1
        with self.meter.invocation("webhook"):
            event = gateway_event(channel, f"demo-{channel}", raw=raw, headers=headers)
            answer = self.stack.invoke("webhook", event)
        assert answer["statusCode"] == 200, answer
        self._hand_on()
        return body

    def _hand_on(self) -> None:
        """Until every queue is empty."""
        while any(self._read(queue) for queue in _READERS):
            pass

    def _read(self, queue: str) -> bool:
        """What Lambda does for us: take messages, run the function, delete what it handled."""
        function, most = _READERS[queue]
        if function not in FUNCTIONS:
            return False
        waiting = self.stack.take(queue)
        for start in range(0, len(waiting), most):
            batch = waiting[start : start + most]
            payload = sum(len(message["Body"].encode()) for message in batch)
            self.meter.queue_request(queue_name(queue), payload)
            with self.meter.invocation(function):
                records = [_record(message, queue) for message in batch]
                answer = self.stack.invoke(function, {"Records": records})
            assert answer == {"batchItemFailures": []}, answer
            self.meter.queue_request(queue_name(queue))  # the deletion
        return bool(waiting)

    def _answer_channel(self, post: Callable[..., HttpReply]) -> Callable[..., HttpReply]:
        def counted(url: str, headers: dict[str, str], body: bytes) -> HttpReply:
            self.meter.channel_call()
            return post(url, headers, body)

        return counted


@contextmanager
def a_day() -> Iterator[ShopDay]:
    """The deployed functions before the first shopper of the day."""
    with deployed_on_moto() as stack, metered(stack.aws.client("dynamodb")) as meter:
        stack.time.now = AT
        stack.restart()  # with clients that the meter hears
        yield ShopDay(stack, meter)


def _record(message: dict[str, Any], queue: str) -> dict[str, Any]:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message["Attributes"],
        "eventSource": "aws:sqs",
        "eventSourceARN": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{queue_name(queue)}",
        "awsRegion": REGION,
    }
