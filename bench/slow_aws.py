"""How long does a webhook take when every call to AWS takes 10 ms, beside those calls alone?

`python -m bench.slow_aws`. The deployed handler is invoked warm, as most webhooks find it; LINE
hangs up after 2 s, and the function is ended after 10. What the calls take is counted one after
another: where there are many, the webhook makes them side by side.
"""

import json
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from bench.figures import Figure, progress, run
from bench.pairs import in_turn
from tests.attack.functions import deployed_on
from tests.attack.ledger import CountingAws
from tests.attack.shops import LINE_OF_DEMO, NUMBER_OF_DEMO, Endpoint, open_shops, request
from tests.support.webhook_bodies import (
    line_body,
    line_bytes,
    line_text,
    whatsapp_body,
    whatsapp_text,
)
from towkay.runtime.observability import metrics

_CALL_S = 0.01


class SlowAws(CountingAws):
    """Answers as the counting one does, each time after a while."""

    def answer(self, call: str, request: dict[str, Any]) -> Any:
        time.sleep(_CALL_S)
        return super().answer(call, request)


def measure(quick: bool) -> Iterator[Figure]:
    """One webhook of each size."""
    aws = SlowAws()
    open_shops(aws)
    metrics.provider.namespace = "towkay/bench"  # which a function's environment gives it
    with deployed_on(aws) as functions:
        for door, size, write, pairs in _WEBHOOKS[:3] if quick else _WEBHOOKS:
            progress(f"a webhook of {size} events")
            event = request(door, write(size))

            def handle(event: dict[str, Any] = event) -> float:
                began = time.perf_counter()
                assert functions.invoke("webhook", event)["statusCode"] == 200
                return 1000 * (time.perf_counter() - began)

            handle()  # the endpoint's secrets are known from then on
            before = aws.calls.total()
            handle()
            calls = aws.calls.total() - before
            both = in_turn(handle, partial(waited, calls), 3 if quick else pairs)
            what = f"{door.channel.display_name}, events {size:,}, AWS calls {calls}"
            yield both.figure(what, "ms", "those calls alone, 10 ms each")


def a_webhook(size: int) -> bytes:
    """So many messages of as many shoppers."""
    events = [
        line_text(
            "運費怎麼算",
            webhookEventId=f"01KD2Q7V3MZ6K9E4T8X1{number:06d}",
            source={"type": "user", "userId": f"U{number:032x}"},
        )
        for number in range(size)
    ]
    return line_bytes(line_body(*events))


def a_large_one(size: int) -> bytes:
    """So many messages of as many shoppers of one number, as short as they can be."""
    said = (
        whatsapp_text("y", id=f"wamid.{number}", from_user_id=f"TW.{number}")
        for number in range(size)
    )
    return json.dumps(whatsapp_body(*said), separators=(",", ":")).encode()


# Whose, how many events, what writes them, how often each is measured; the last takes a minute.
_WEBHOOKS: tuple[tuple[Endpoint, int, Callable[[int], bytes], int], ...] = (
    (LINE_OF_DEMO, 1, a_webhook, 10),
    (LINE_OF_DEMO, 28, a_webhook, 10),
    (LINE_OF_DEMO, 1000, a_webhook, 10),
    (NUMBER_OF_DEMO, 9000, a_large_one, 3),
)


def waited(calls: int) -> float:
    """Milliseconds that the calls take by themselves."""
    began = time.perf_counter()
    for _ in range(calls):
        time.sleep(_CALL_S)
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    run(measure, __doc__)
