"""An AWS and two channels that answer at once, with one shop in them: what a cold start is held to.

One turn waits to be sent, one brand has a pack, two endpoints have secrets; whatever is written is
accepted and forgotten, so that every cold start finds the same.
"""

import json
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.support.builders import a_contact, a_turn, a_turn_key
from tests.support.bundle import VERIFY
from tests.support.queue_events import LINE_CONTACT
from tests.support.template import ROOT
from towkay.adapters.dynamodb.items import contact_item, turn_item
from towkay.domain.turns import Turn
from towkay.packs.compiler import CompiledPack
from workbench.compiling import compile_folder

_SENT = {"sentMessages": [{"id": "1"}]}
_STORED = {"Successful": [{"Id": "0", "MessageId": "m-1"}], "Failed": []}


@dataclass(frozen=True, slots=True)
class Shop:
    """Where the shop is reached: AWS and the channels at one address, a layer that names it."""

    endpoint: str
    layer: Path
    calls: list[str]  # of AWS by their operation, of channels by their path


def waiting_turn() -> Turn:
    """A LINE answer that was decided this moment and waits for delivery."""
    now = datetime.now(UTC)
    turn = a_turn(a_turn_key(LINE_CONTACT, "cold-1", occurred_at=now))
    return replace(turn, created_at=now, received_at=now, reply_token="token")


@contextmanager
def open_shop() -> Iterator[Shop]:
    """The shop, until the block ends."""
    pack = compile_folder(ROOT / "brands" / "demo")
    assert isinstance(pack, CompiledPack)
    calls: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Door, pack, calls))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    endpoint = f"http://127.0.0.1:{server.server_port}"
    with tempfile.TemporaryDirectory() as folder:
        try:
            yield Shop(endpoint, _layer(Path(folder), endpoint), calls)
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def _layer(folder: Path, endpoint: str) -> Path:
    """The workbench's own layer, by which a deployed function finds other channels."""
    clock = folder / "clock.json"
    clock.write_text(json.dumps({"offset_s": 0}))
    shutil.copy(ROOT / "workbench" / "bench_layer" / "python" / "towkay_bench.py", folder)
    known = {"clock_file": str(clock), "base_urls": dict.fromkeys(("line", "messenger"), endpoint)}
    (folder / "towkay_bench.json").write_text(json.dumps(known))
    return folder


class _Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # An answer in one piece, at once: else each waits 40 ms for the other side's delayed ACK.
    wbufsize = -1
    disable_nagle_algorithm = True

    def __init__(self, pack: CompiledPack, calls: list[str], *connection: Any) -> None:
        self._pack = pack
        self._calls = calls
        super().__init__(*connection)

    def do_GET(self) -> None:
        """The bucket with the pack."""
        self._answer(self._pack.body)

    def do_POST(self) -> None:
        """AWS's JSON services, and a channel's API."""
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        target = self.headers.get("X-Amz-Target", "")
        self._calls.append(target or self.path)
        answer = self._of(target.partition(".")[2], json.loads(asked)) if target else _SENT
        self._answer(json.dumps(answer).encode())

    def _of(self, operation: str, asked: dict[str, Any]) -> dict[str, Any]:
        match operation:
            case "GetParameter":
                return {"Parameter": {"Name": asked["Name"], "Value": _secret(asked["Name"])}}
            case "GetItem":
                return self._item(asked["Key"])
            case "Query":
                return {"Items": [], "Count": 0, "ScannedCount": 0}
            case "SendMessageBatch":
                return _STORED
            case "SendMessage":
                return {"MessageId": "m-1"}
        return {}

    def _item(self, key: dict[str, Any]) -> dict[str, Any]:
        turn = waiting_turn()
        contact = a_contact(turn.key.contact, version=1)
        pk, sk = key["pk"]["S"], key["sk"]["S"]
        if pk.startswith("BRAND"):
            return {"Item": {"pack": {"S": self._pack.version}}}
        if "cold-1" in sk:
            return {"Item": turn_item(turn, timedelta(days=90))}
        return {"Item": contact_item(contact)} if sk == "STATE" else {}

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: a bench's output is its figures."""


def _secret(name: str) -> str:
    send = {"app_secret": "s" * 32, "tokens": {LINE_CONTACT.account: "token"}}
    return json.dumps(send if name.endswith("/send") else VERIFY)
