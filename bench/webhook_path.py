"""What do verify, parse and route of one webhook cost, beside LINE's own library and the floor?

    .tools/bench/bin/python -m bench.webhook_path

Ours ends with events that know their brand, contact and cause, ready to be queued; `line-bot-sdk`
ends with typed events; the floor is what nobody can leave out: one HMAC and one JSON parse. Last,
how many webhooks of every documented kind each side reads without an error.
"""

import base64
import functools
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from importlib import import_module, metadata
from typing import Any

from bench.figures import Figure, compared, progress, run
from bench.line_bodies import documented_bodies
from bench.pairs import in_turn, microseconds
from tests.support.webhook_bodies import (
    AT_MS,
    BOT,
    LINE_SECRET,
    MESSENGER_APP,
    MESSENGER_SECRET,
    NUMBER,
    PAGE,
    Body,
    line_body,
    line_bytes,
    line_headers,
    line_text,
    messaging,
    messenger_bytes,
    messenger_headers,
    page_body,
)
from towkay.adapters.channels.inbound import INBOUND
from towkay.domain.channels import Channel
from towkay.domain.events import Event
from towkay.domain.secrets import SigningSecret, VerifySecrets
from towkay.domain.webhooks import Webhook
from towkay.usecases.ingest import Reception, ingest

_SIZES = (1, 10, 100)
_CALLS = 2000  # events per measurement
_NOW = datetime.fromtimestamp(AT_MS / 1000 + 1, UTC)
_ACCOUNTS = {Channel.LINE: BOT, Channel.MESSENGER: PAGE, Channel.WHATSAPP: NUMBER}
_SECRETS = {
    Channel.LINE: LINE_SECRET,
    Channel.MESSENGER: MESSENGER_SECRET,
    Channel.WHATSAPP: MESSENGER_SECRET,
}


class _Kept:
    """Secrets that are known already, and queues that only remember."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def read(self, channel: Channel, endpoint: str, *, fresh: bool = False) -> VerifySecrets:
        return _known(channel)

    def put(self, events: Any) -> None:
        self.events = list(events)


def measure(quick: bool) -> Iterator[Figure]:
    """Both channels at three sizes, then the bodies."""
    pairs, calls = (5, _CALLS // 10) if quick else (15, _CALLS)
    sdk = f"line-bot-sdk {metadata.version('line-bot-sdk')}"
    for size in _SIZES:
        progress(f"webhooks of {size} events")
        times = max(1, calls // size)
        line, messenger = line_webhook(size), messenger_webhook(size)
        what = f"{size} event{'s' * (size > 1)}: verify to route"
        for channel, work, other, beside in (
            ("LINE", ours(Channel.LINE, line), _sdk(line), sdk),
            ("LINE", ours(Channel.LINE, line), _floor(line, LINE_SECRET), "hmac + json"),
            (
                "Messenger",
                ours(Channel.MESSENGER, messenger),
                _floor(messenger, MESSENGER_SECRET),
                "hmac + json",
            ),
        ):
            both = in_turn(microseconds(work, times), microseconds(other, times), pairs)
            yield both.figure(f"{channel}, {what}", "µs", beside)
    yield from _acceptance(sdk)


def line_webhook(size: int) -> bytes:
    """So many texts of one shopper, as LINE writes them."""
    events = [line_text(f"請問有現貨嗎 {n}", webhookEventId=f"01KD{n:022}") for n in range(size)]
    return line_bytes(line_body(*events))


def messenger_webhook(size: int) -> bytes:
    """The same, as Meta writes them."""
    said = [messaging(message={"mid": f"m_{n}", "text": f"有現貨嗎 {n}"}) for n in range(size)]
    return messenger_bytes(page_body(*said))


def ours(channel: Channel, raw: bytes) -> Callable[[], int]:
    """Number of events ready to be queued."""
    headers = line_headers(raw) if channel is Channel.LINE else messenger_headers(raw)
    webhook = Webhook("POST", channel, "shop", {}, headers, raw)
    kept = _Kept()

    def work() -> int:
        result = ingest(
            webhook, now=_NOW, secrets=kept, channels=INBOUND, queue=kept, receipts=_Kept()
        )
        assert result.reception is Reception.ACCEPTED
        return len(kept.events)

    said = b'"body":' if channel is Channel.WHATSAPP else b'"text":'
    assert work() == raw.count(said)
    return work


def _sdk(raw: bytes) -> Callable[[], int]:
    """LINE's library on the same bytes, as its own examples use it."""
    parser: Any = import_module("linebot.v3.webhook").WebhookParser(LINE_SECRET)
    signature = line_headers(raw)["x-line-signature"]
    text = raw.decode()
    return lambda: len(parser.parse(text, signature))


def _floor(raw: bytes, secret: str) -> Callable[[], object]:
    key = secret.encode()
    expected = base64.b64encode(hmac.digest(key, raw, "sha256")).decode()

    def work() -> object:
        digest = hmac.new(key, raw, hashlib.sha256).digest()
        assert hmac.compare_digest(base64.b64encode(digest).decode(), expected)
        return json.loads(raw)

    return work


def _acceptance(sdk: str) -> Iterator[Figure]:
    """How many of all documented bodies are read without an error."""
    bodies = documented_bodies()
    ours, theirs = (_read(bodies, reader) for reader in (_read_by_ours, _read_by_sdk))
    yield compared(f"of {len(bodies)} documented LINE bodies: read", "", ours, theirs, sdk)


def _read(bodies: Mapping[str, Body], reader: Callable[[bytes], object]) -> int:
    read = 0
    for name, body in bodies.items():
        try:
            reader(line_bytes(body))
            read += 1
        except Exception as error:  # whatever a reader raises at a documented body counts
            progress(f"{reader.__name__[1:]} stumbles: {name} ({type(error).__name__})")
    return read


def _read_by_ours(raw: bytes) -> object:
    return INBOUND[Channel.LINE].parse(json.loads(raw), app_id="")


def _read_by_sdk(raw: bytes) -> object:
    return _sdk(raw)()


@functools.cache
def _known(channel: Channel) -> VerifySecrets:
    secrets = (SigningSecret(_SECRETS[channel], None),)
    return VerifySecrets(MESSENGER_APP, "token", secrets, {_ACCOUNTS[channel]: "demo"})


if __name__ == "__main__":
    run(measure, __doc__)
