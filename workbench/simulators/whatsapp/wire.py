"""How does WhatsApp write and sign a webhook?"""

import json
from typing import Any

from workbench.simulators.meta import wire as graph_wire

CONTENT_TYPE = graph_wire.CONTENT_TYPE
headers = graph_wire.headers
proof = graph_wire.proof
signature = graph_wire.signature


def encode(body: dict[str, Any]) -> bytes:
    r"""The bytes as they are signed: ASCII, anything else as `\uXXXX` in lower-case hex."""
    return json.dumps(body, ensure_ascii=True, separators=(",", ":")).encode("ascii")
