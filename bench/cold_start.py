"""How long does a shop take to answer its first webhook, everything cold?

`make build && python -m bench.cold_start` runs the built bundle in Lambda's own runtime client: a
new process, the init phase, one signed webhook verified and queued, AWS answering at
once. Beside it stands the floor nobody can go under: a handler that only makes the two AWS clients.
The machine's speed drifts, so both are run in turn and compared pair by pair.
"""

import hashlib
import hmac
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.support.bundle import (
    PYTHON,
    VERIFY,
    empty_aws,
    environment,
    folder_of,
    invoke,
    lambda_runtime,
    why_it_cannot_run,
)
from tests.support.webhook_events import gateway_event

PAIRS = 8
LINE_DEADLINE_MS = 2000
FLOOR = "import boto3; boto3.client('ssm'); boto3.client('sqs')"


def main() -> None:
    reason = why_it_cannot_run()
    if reason:
        sys.exit(f"cannot run: {reason}")
    with empty_aws() as endpoint:
        pairs = [(first_answer_ms(endpoint), floor_ms(endpoint)) for _ in range(PAIRS)]
    answers, floors = ([pair[place] for pair in pairs] for place in (0, 1))
    ratios = [answer / floor for answer, floor in pairs]
    print(f"{PAIRS} cold starts each, in turn; milliseconds    min  median     max")
    _row("webhook: process, init, first answer", answers)
    _row("floor: process, two AWS clients", floors)
    print(
        f"{'webhook / floor, pair by pair':<44}{min(ratios):>7.2f}"
        f"{statistics.median(ratios):>8.2f}{max(ratios):>8.2f}"
    )
    share = statistics.median(answers) / LINE_DEADLINE_MS
    print(f"of the 2 s after which LINE gives up: {share:.0%}")


def first_answer_ms(endpoint: str) -> float:
    """From starting the runtime to the answer to a genuine webhook."""
    event = _webhook()
    return _timed(lambda: _ask(endpoint, event))


def floor_ms(endpoint: str) -> float:
    """From starting Python to two clients ready."""
    command = [str(PYTHON), "-c", FLOOR]
    env = environment("webhook", endpoint)
    return _timed(lambda: subprocess.run(command, env=env, check=True, cwd=folder_of("webhook")))


def _ask(endpoint: str, event: dict[str, Any]) -> None:
    with lambda_runtime("webhook", endpoint) as url:
        answer = invoke(url, event)
    assert answer["statusCode"] == 200, answer


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


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _row(name: str, values: list[float]) -> None:
    median = statistics.median(values)
    print(f"{name:<44}{min(values):>7.0f}{median:>8.0f}{max(values):>8.0f}")


if __name__ == "__main__":
    main()
