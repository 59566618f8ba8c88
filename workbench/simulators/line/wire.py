"""How does LINE write and sign a webhook?"""

import base64
import hashlib
import hmac
import json
from typing import Any

CONTENT_TYPE = "application/json; charset=utf-8"


def encode(body: dict[str, Any]) -> bytes:
    """The bytes as LINE sends them: UTF-8; a lone surrogate, which UTF-8 cannot carry, escaped."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")


def signature(channel_secret: str, body: bytes) -> str:
    """`x-line-signature` of the raw body."""
    digest = hmac.new(channel_secret.encode(), body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def headers(channel_secret: str, body: bytes) -> dict[str, str]:
    """The headers of a webhook with this body."""
    return {
        "Content-Type": CONTENT_TYPE,
        "User-Agent": "LineBotWebhook2/1.0",
        "x-line-signature": signature(channel_secret, body),
    }


def units(text: str) -> int:
    """Length as LINE counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
