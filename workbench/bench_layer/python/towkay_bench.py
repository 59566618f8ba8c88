"""What time it is on the bench, and where its channels are.

Deployed functions find this module on the bench only; on AWS there is no such module, and they
take the real time and the real hosts.
"""

import json
import time
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

_FRESH_FOR_S = 0.05  # a jump of the bench's clock is seen this late at most
_offset = timedelta(0)
_read_at = float("-inf")


def now() -> datetime:
    """Real time plus the bench's offset, in UTC."""
    global _offset, _read_at
    if time.monotonic() - _read_at > _FRESH_FOR_S:
        stored = json.loads(Path(_known()["clock_file"]).read_text(encoding="utf-8"))
        _offset = timedelta(seconds=stored["offset_s"])
        _read_at = time.monotonic()
    return datetime.now(UTC) + _offset


def base_url(channel: str) -> str:
    """Where the channel's API is answered on the bench, without a slash at the end."""
    url: str = _known()["base_urls"][channel]
    return url


@cache
def _known() -> dict[str, Any]:
    path = Path(__file__).with_name("towkay_bench.json")
    known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return known
