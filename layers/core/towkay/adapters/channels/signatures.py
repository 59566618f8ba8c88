"""Who signed these bytes, and does this word match the secret one? The only comparing of secrets.

Every comparison takes the same time wherever the two values differ, and every secret is tried
even after one has matched.
"""

import hashlib
import hmac
from collections.abc import Callable, Sequence


def is_signed(
    raw: bytes, presented: str, secrets: Sequence[str], encode: Callable[[bytes], str]
) -> bool:
    """Whether `presented` is the encoded HMAC-SHA256 of `raw` under one of `secrets`.

    The whole header value is compared as it came: another algorithm, case, padding or a second
    value folded into it never matches. No signature or no secret is a no.
    """
    matched = False
    for secret in secrets:
        if secret.strip():
            digest = hmac.new(_bytes(secret), raw, hashlib.sha256).digest()
            matched |= _same(presented, encode(digest))
    return matched


def handshake_matches(token: str, expected: str) -> bool:
    """Whether the verify token of a subscription handshake is ours; an empty one never is."""
    return _same(token, expected) and bool(expected.strip())


def _same(presented: str, expected: str) -> bool:
    return hmac.compare_digest(_bytes(presented), _bytes(expected))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
