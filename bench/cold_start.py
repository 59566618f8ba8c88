"""How long does each function take to finish its first work, everything cold?

`make build && python -m bench.cold_start` runs every built bundle in Lambda's own runtime client:
a new process, the init phase, one real piece of work, AWS and the channel answering at once. Beside
it stands the floor that nobody can go under: the same runtime client around a handler that only
makes the AWS clients which the function needs. The machine's speed drifts, so both are run in turn
and compared pair by pair.
"""

import hashlib
import hmac
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.cold_aws import Shop, open_shop, waiting_turn
from bench.figures import Figure, progress, run
from bench.pairs import in_turn
from tests.support.bundle import VERIFY, invoke, lambda_runtime, why_it_cannot_run
from tests.support.gateway_events import gateway_event
from tests.support.queue_events import faq_events, receipts, record
from towkay.adapters.event_messages import event_entry, receipt_entry, turn_entry
from towkay.domain.events import Event

_FLOOR = """
import boto3
clients = [boto3.client(name) for name in {services}]
def handler(event, context):
    return {{}}
"""
CLIENTS = {
    "webhook": ("ssm", "sqs"),
    "faq": ("dynamodb", "s3", "sqs"),
    "delivery": ("dynamodb", "ssm", "sqs"),
    "receipts": ("dynamodb", "sqs"),
    "sweeper": ("dynamodb", "sqs"),
}
_LAST_STEPS = {
    "webhook": "SendMessageBatch",
    "faq": "SendMessage",
    "delivery": "/v2/bot/message/reply",
    "receipts": "UpdateItem",
    "sweeper": "Query",
}
_LINE_GIVES_UP_MS = 2000


def measure(quick: bool) -> Iterator[Figure]:
    """Each function beside its floor, then the webhook's share of LINE's patience."""
    reason = why_it_cannot_run()
    if reason:
        sys.exit(f"cannot run: {reason}")
    with open_shop() as shop, tempfile.TemporaryDirectory() as folder:
        for function in CLIENTS:  # nobody waits for the daily one
            progress(f"cold starts of {function}")
            floor = _floor(Path(folder) / function, function)
            pairs = in_turn(
                lambda name=function: _first_work_ms(name, shop),  # type: ignore[misc]
                lambda name=function, path=floor: _floor_ms(name, path, shop),  # type: ignore[misc]
                1 if quick else 9,
            )
            what = f"{function}: process, init, first work"
            figure = pairs.figure(what, "ms", f"{len(CLIENTS[function])} AWS clients alone")
            yield figure
            if function == "webhook" and figure.ours:
                share = 100 * figure.ours / _LINE_GIVES_UP_MS
                yield Figure("… of the 2 s after which LINE gives up", "%", share)


def _first_work_ms(function: str, shop: Shop) -> float:
    """From starting the runtime to the answer."""
    event, expected = _work(function)
    shop.calls.clear()
    began = time.perf_counter()
    with lambda_runtime(function, shop.endpoint, shop.layer) as url:
        answer = invoke(url, event)
        spent = time.perf_counter() - began
    assert expected.items() <= answer.items(), answer
    # Its own last step was made, not only an early way out.
    assert any(call.endswith(_LAST_STEPS[function]) for call in shop.calls), shop.calls
    return spent * 1000


def _floor(folder: Path, function: str) -> Path:
    folder.mkdir()
    (folder / "app.py").write_text(_FLOOR.format(services=CLIENTS[function]))
    return folder


def _floor_ms(function: str, folder: Path, shop: Shop) -> float:
    """The same, around the handler that only has clients."""
    began = time.perf_counter()
    with lambda_runtime(function, shop.endpoint, code=folder) as url:
        assert invoke(url, {}) == {}
        return (time.perf_counter() - began) * 1000


def _work(function: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A piece of work of this moment, and what must be in its answer."""
    done: dict[str, Any] = {"batchItemFailures": []}
    match function:
        case "webhook":
            return _webhook(), {"statusCode": 200}
        case "faq":
            entry = event_entry(_now(faq_events()["line-text"]))
            return {"Records": [record(entry, "conversations", "cold")]}, done
        case "delivery":
            entry = turn_entry(waiting_turn().key, "0")
            return {"Records": [record(entry, "outbound", "cold")]}, done
        case "receipts":
            told = receipt_entry(_now(receipts()["messenger-delivered"]))
            return {"Records": [record(told, "receipts", "cold")]}, done
    return {"scheduled_at": datetime.now(UTC).isoformat()}, {"queued": 0}


def _now(event: Event) -> Event:
    moment = datetime.now(UTC)
    return replace(event, occurred_at=moment - timedelta(seconds=1), received_at=moment)


def _webhook() -> dict[str, Any]:
    now = round(time.time() * 1000)
    said = {
        "sender": {"id": "1"},
        "recipient": {"id": "100"},
        "timestamp": now,
        "message": {"mid": "m_1", "text": "請問運費怎麼算？"},
    }
    body = {"object": "page", "entry": [{"id": "100", "time": now, "messaging": [said]}]}
    raw = json.dumps(body).encode()
    secret = VERIFY["secrets"][0]["value"]
    digest = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    headers = {"x-hub-signature-256": f"sha256={digest}"}
    return gateway_event("messenger", "shop", raw=raw, headers=headers)


if __name__ == "__main__":
    run(measure, __doc__)
