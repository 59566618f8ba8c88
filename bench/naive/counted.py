"""The naive bot over moto, counted by the meter that counts ours."""

import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import patch

from bench.metering import Meter, Tally, metered
from bench.shop_day import QUESTION
from tests.support.deployed import deployed_on_moto
from tests.support.gateway_events import gateway_event
from tests.support.template import REGION
from tests.support.webhook_bodies import (
    LINE_SECRET,
    MESSENGER_SECRET,
    line_body,
    line_bytes,
    line_headers,
    line_text,
    messaging,
    messenger_bytes,
    messenger_headers,
    page_body,
)

_MODULE = "bench.naive.app"
VARIABLES = {
    "AWS_DEFAULT_REGION": REGION,
    "TABLE_NAME": "Table",
    "LINE_SECRET": LINE_SECRET,
    "MESSENGER_SECRET": MESSENGER_SECRET,
    "LINE_TOKEN": "token",
    "MESSENGER_TOKEN": "token",
}


@contextmanager
def naive_app() -> Iterator[ModuleType]:
    """The bot's module, with its variables."""
    with patch.dict(os.environ, VARIABLES):
        sys.modules.pop(_MODULE, None)
        yield importlib.import_module(_MODULE)


def question(channel: str) -> dict[str, Any]:
    """A shopper's question as the gateway hands it over."""
    if channel == "line":
        raw = line_bytes(line_body(line_text(QUESTION)))
        return gateway_event("line", "demo-line", raw=raw, headers=line_headers(raw))
    raw = messenger_bytes(page_body(messaging(message={"mid": "m_1", "text": QUESTION})))
    return gateway_event("messenger", "demo-messenger", raw=raw, headers=messenger_headers(raw))


def count_messages(channels: Sequence[str]) -> dict[str, Tally]:
    """What one question on each channel asks of AWS, the contact known already."""
    with (
        deployed_on_moto() as stack,
        metered(stack.aws.client("dynamodb")) as meter,
        naive_app() as app,
    ):

        def take(*asked: object, **named: object) -> SimpleNamespace:
            meter.channel_call()
            return SimpleNamespace(status=200)

        with patch.object(app.http, "request", take):
            return {channel: _count(app, channel, meter) for channel in channels}


def _count(app: ModuleType, channel: str, meter: Meter) -> Tally:
    assert app.handler(question(channel), None) == {"statusCode": 200}
    with meter.fresh() as tally, meter.invocation("naive"):
        tally.http_requests += 1
        app.handler(question(channel), None)
    return tally
