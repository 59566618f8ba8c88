"""What do verify, parse and route of a webhook cost beside other frameworks?

    .tools/bench/bin/python -m bench.webhook_peers

WhatsApp beside `pywa`, whose handler gets a typed message; LINE and Messenger beside `bottender`,
which runs in Node and is asked over a pipe for its own processor time. Ours ends with events that
know their brand, contact and cause, ready to be queued.
"""

import hashlib
import hmac
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from bench.figures import Figure, compared, progress, run
from bench.pairs import in_turn, microseconds
from bench.webhook_path import line_webhook, messenger_webhook, ours
from tests.support.webhook_bodies import (
    LINE_SECRET,
    MESSENGER_SECRET,
    NUMBER,
    line_headers,
    messenger_bytes,
    messenger_headers,
    whatsapp_body,
    whatsapp_text,
)
from towkay.domain.channels import Channel

_SIZES = (1, 10, 100)
_CALLS = 2000  # events per measurement
# Node's processor clock counts whole microseconds: of more calls, or it is too coarse.
_NODE_ROUNDS = 10
_ROOT = Path(__file__).resolve().parents[1]
_BOTTENDER = _ROOT / ".tools" / "bottender" / "node_modules" / "bottender"


def measure(quick: bool) -> Iterator[Figure]:
    """Three sizes of each channel beside its peer."""
    pairs, calls = (5, _CALLS // 10) if quick else (15, _CALLS)
    yield from _beside_pywa(pairs, calls)
    if shutil.which("node") and _BOTTENDER.exists():
        yield from _beside_bottender(pairs, calls)
    else:
        progress("bottender left out: `make bench` installs it where there is npm")


def _beside_pywa(pairs: int, calls: int) -> Iterator[Figure]:
    name = f"pywa {metadata.version('pywa')}"
    progress("WhatsApp webhooks of 1 message")
    raw = _whatsapp(1)
    both = in_turn(
        microseconds(ours(Channel.WHATSAPP, raw), calls),
        microseconds(_pywa(raw), calls),
        pairs,
    )
    yield both.figure("WhatsApp, 1 event: verify to route", "µs", name)
    # More in one body have no ratio: it hands on the first, and answers 200 to the others.
    raw = _whatsapp(10)
    found = ours(Channel.WHATSAPP, raw)(), _pywa(raw)()
    yield compared("WhatsApp, of 10 messages in a body: handed on", "", *found, name)


def _beside_bottender(pairs: int, calls: int) -> Iterator[Figure]:
    version = json.loads((_BOTTENDER / "package.json").read_text())["version"]
    node = subprocess.check_output(["node", "--version"], text=True).strip()
    peer = _Node()
    for size in _SIZES:
        progress(f"LINE and Messenger webhooks of {size} events in Node")
        times = max(1, calls // size)
        for channel, raw, signature, secret in _asked_of_bottender(size):
            theirs = peer.seconds(channel, raw, signature, secret, times * _NODE_ROUNDS)
            both = in_turn(microseconds(ours(channel, raw), times), theirs, pairs)
            what = f"{channel.display_name}, {_events(size)}: verify to route"
            yield both.figure(what, "µs", f"bottender {version}, Node {node}")
    peer.close()


def _asked_of_bottender(size: int) -> Iterator[tuple[Channel, bytes, str, str]]:
    line, messenger = line_webhook(size), messenger_webhook(size)
    # It knows Meta's older signature only.
    sha1 = hmac.new(MESSENGER_SECRET.encode(), messenger, hashlib.sha1).hexdigest()
    yield Channel.LINE, line, line_headers(line)["x-line-signature"], LINE_SECRET
    yield Channel.MESSENGER, messenger, f"sha1={sha1}", MESSENGER_SECRET


class _Node:
    """A Node process that measures bottender when it is asked to."""

    def __init__(self) -> None:
        script = _ROOT / "bench" / "bottender.js"
        self._process = subprocess.Popen(
            ["node", str(script), str(_BOTTENDER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def seconds(
        self, channel: Channel, raw: bytes, signature: str, secret: str, times: int
    ) -> Callable[[], float]:
        """Measures so many calls; microseconds of one."""
        asked = {
            "channel": channel,
            "raw": raw.decode(),
            "signature": signature,
            "secret": secret,
            "times": times,
        }
        return lambda: self._ask(asked) * 1e6

    def _ask(self, asked: dict[str, Any]) -> float:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert answer["events"], "it found no event"
        return float(answer["seconds"])

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()


def _whatsapp(size: int) -> bytes:
    said = [whatsapp_text(f"請問有現貨嗎 {n}", id=f"wamid.HBgM{n:04}=") for n in range(size)]
    return messenger_bytes(whatsapp_body(*said))


def _pywa(raw: bytes) -> Callable[[], int]:
    """The library on the same bytes: its check of the signature, then its handlers."""
    library: Any = import_module("pywa")
    client = library.WhatsApp(
        phone_id=NUMBER, token="token", app_secret=MESSENGER_SECRET, skip_duplicate_updates=False
    )
    seen: list[object] = []
    client.on_message(lambda _, message: seen.append(message))
    signature = messenger_headers(raw)["x-hub-signature-256"]

    def work() -> int:
        seen.clear()
        assert client.webhook_update_validator(raw, signature) is None
        client.webhook_update_handler(raw)
        return len(seen)

    assert work(), "it found no message"
    return work


def _events(size: int) -> str:
    return f"{size} event{'s' * (size > 1)}"


if __name__ == "__main__":
    run(measure, __doc__)
