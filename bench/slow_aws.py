"""How long does a webhook take when every call to AWS takes 10 ms, beside those calls alone?

`python -m bench.slow_aws`. The deployed handler is invoked warm, as most webhooks find it; LINE
hangs up after 2 s.
"""

import time
from collections.abc import Iterator
from functools import partial
from typing import Any

from bench.figures import Figure, progress, run
from bench.pairs import in_turn
from tests.attack.functions import deployed_on
from tests.attack.ledger import CountingAws
from tests.attack.shops import LINE_OF_DEMO, open_shops, request
from tests.support.webhook_bodies import line_body, line_bytes, line_text
from towkay.runtime.observability import metrics

_CALL_S = 0.01
_SIZES = (1, 28, 1000)


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
        for size in _SIZES:
            progress(f"a webhook of {size} events")
            event = request(LINE_OF_DEMO, a_webhook(size))

            def handle(event: dict[str, Any] = event) -> float:
                began = time.perf_counter()
                assert functions.invoke("webhook", event)["statusCode"] == 200
                return 1000 * (time.perf_counter() - began)

            handle()  # the endpoint's secrets are known from then on
            before = aws.calls.total()
            handle()
            calls = aws.calls.total() - before
            both = in_turn(handle, partial(waited, calls), 3 if quick else 10)
            what = f"LINE, events {size:,}, AWS calls {calls}"
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


def waited(calls: int) -> float:
    """Milliseconds that the calls take by themselves."""
    began = time.perf_counter()
    for _ in range(calls):
        time.sleep(_CALL_S)
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    run(measure, __doc__)
