"""How does Meta write and sign a webhook, and how is a call proved?"""

import hashlib
import hmac
import json
from typing import Any

CONTENT_TYPE = "application/json"


def encode(body: dict[str, Any]) -> bytes:
    r"""The bytes as Meta sends them: ASCII, `\uXXXX` in lower-case hex, slashes as `\/`."""
    text = json.dumps(body, ensure_ascii=True, separators=(",", ":"))
    return text.replace("/", "\\/").encode("ascii")


def signature(app_secret: str, body: bytes) -> str:
    """`X-Hub-Signature-256` of the raw body."""
    return "sha256=" + _hmac_hex(app_secret, body)


def proof(app_secret: str, access_token: str) -> str:
    """`appsecret_proof` of a call made with `access_token`."""
    return _hmac_hex(app_secret, access_token.encode())


def headers(app_secret: str, body: bytes) -> dict[str, str]:
    """The headers of a webhook with this body."""
    return {
        "Content-Type": CONTENT_TYPE,
        "User-Agent": "facebookexternalua",
        "X-Hub-Signature-256": signature(app_secret, body),
    }


def _hmac_hex(key: str, message: bytes) -> str:
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()
