"""Did the holder of one of these secrets sign these bytes?"""

import hashlib
import hmac
from collections.abc import Callable, Sequence

from towkay.domain.secrets import same_secret


def signed_by_any(
    raw: bytes, presented: str, secrets: Sequence[str], encode: Callable[[bytes], str]
) -> bool:
    """Whether `presented` is the encoded HMAC-SHA256 of `raw` under one of `secrets`.

    The whole header value is compared as it came: another algorithm, case, padding or a second
    value folded into it never matches. No signature or no secret is a no. Every secret is tried
    even after one has matched, so that the time tells nothing either.
    """
    matched = False
    for secret in secrets:
        if secret.strip():
            digest = hmac.new(secret.encode("utf-8", "surrogatepass"), raw, hashlib.sha256).digest()
            matched |= same_secret(presented, encode(digest))
    return matched
