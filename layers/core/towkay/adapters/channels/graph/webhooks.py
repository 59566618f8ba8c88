"""Did Meta sign a webhook, and may it be told that the address is ours?"""

import re
from collections.abc import Mapping, Sequence

from towkay.adapters.channels.signatures import signed_by_any
from towkay.domain.secrets import same_secret

_SIGNATURE = re.compile(r"sha256=[0-9a-f]{64}")


class GraphWebhooks:
    """What the webhooks of all of Meta's channels have in common."""

    def is_signed(self, headers: Mapping[str, str]) -> bool:
        """Whether a signature of Meta's form is there at all; names are lower-case."""
        return _SIGNATURE.fullmatch(headers.get("x-hub-signature-256") or "") is not None

    def is_genuine(self, raw: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
        """Whether one of `secrets` signed exactly these bytes; header names are lower-case."""
        presented = headers.get("x-hub-signature-256") or ""
        return signed_by_any(raw, presented, secrets, lambda digest: f"sha256={digest.hex()}")

    def asks_handshake(self, query: Mapping[str, str]) -> bool:
        """Whether mode, token and challenge are as Meta sends them."""
        challenge = query.get("hub.challenge", "")
        # Meta's challenge is a number; echoing anything else would make us a mirror for markup.
        is_plain = challenge.isascii() and challenge.isalnum() and len(challenge) <= 128
        has_token = bool(query.get("hub.verify_token", "").strip())
        return query.get("hub.mode") == "subscribe" and is_plain and has_token

    def handshake(self, query: Mapping[str, str], verify_token: str) -> str | None:
        """The challenge, for whoever knows the token. Source: "Verification requests"."""
        matches = same_secret(query.get("hub.verify_token", ""), verify_token)
        return query["hub.challenge"] if matches and self.asks_handshake(query) else None
