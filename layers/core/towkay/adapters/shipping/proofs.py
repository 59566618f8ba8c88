"""How does a source prove that a delivery is its own, as far as several do it alike?

Every key is tried even after one has matched, and all are compared in one place, so that the time
tells nothing. What has no key that holds is closed, and never let in unchecked.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from towkay.adapters.channels.signatures import signed_by_any
from towkay.adapters.shipping.shapes import MOST_BYTES
from towkay.domain.secrets import same_secret
from towkay.domain.shipping.readings import SourceKey, Verdict, holding

_STAMPED = re.compile(r"t=([0-9]{1,11}),v1=([0-9a-f]{64})")
_WINDOW_S = 300


def with_keys(
    raw: bytes,
    keys: Iterable[SourceKey],
    now: datetime,
    judge: Callable[[list[SourceKey]], Verdict],
) -> Verdict:
    """What `judge` says of the keys that hold, if there are any and the body may be read at all."""
    if len(raw) > MOST_BYTES:
        return Verdict.TOO_LARGE
    held = list(holding(keys, now))
    return judge(held) if held else Verdict.CLOSED


def signed(
    raw: bytes, presented: str, secrets: Sequence[str], encode: Callable[[bytes], str]
) -> Verdict:
    """Genuine if `presented` is the encoded HMAC-SHA256 of `raw` under one of `secrets`."""
    genuine = signed_by_any(raw, presented, secrets, encode)
    return Verdict.GENUINE if genuine else Verdict.FORGED


def stamped(raw: bytes, presented: str, secrets: Sequence[str], now: datetime) -> Verdict:
    """The same for `t=<seconds>,v1=<hex>`, which signs its moment too: 5 minutes either way."""
    found = _STAMPED.fullmatch(presented)
    if found is None:
        return Verdict.FORGED
    message = found[1].encode() + b"." + raw
    if not signed_by_any(message, found[2], secrets, lambda digest: digest.hex()):
        return Verdict.FORGED
    distance = abs(now.timestamp() - int(found[1]))
    return Verdict.GENUINE if distance <= _WINDOW_S else Verdict.STALE


def worded(presented: str, secrets: Sequence[str]) -> Verdict:
    """Genuine if `presented` is one of `secrets` itself."""
    matched = False
    for secret in secrets:
        matched |= same_secret(presented, secret)
    return Verdict.GENUINE if matched else Verdict.FORGED


def header(headers: Mapping[str, str], *names: str) -> str:
    """The first of these headers that is there; empty where none is."""
    return next((headers[name] for name in names if headers.get(name)), "")
