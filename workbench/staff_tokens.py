"""The tokens of the brand's people on a bench: issued, and checked as API Gateway checks them.

A deployment trusts an identity provider's public keys. A bench has a key of its own that ends with
it; issuer, audience, end and the form of the claims are as deployed.
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from towkay.domain.secrets import same_secret

ISSUER = "https://staff.bench.invalid"
AUDIENCE = "towkay-bench"
_LASTS = timedelta(days=3650)  # a bench's clock may be turned on by months
_HEADER = {"alg": "HS256", "typ": "JWT"}


class StaffTokens:
    """One bench's issuer."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def token(self, name: str, brands: str, now: datetime) -> str:
        """For one of the brand's people; `brands` are names with spaces between, or `*`."""
        claims = {
            **{"iss": ISSUER, "aud": AUDIENCE, "sub": name, "email": name, "brands": brands},
            **{"iat": int(now.timestamp()), "exp": int((now + _LASTS).timestamp())},
        }
        signed = f"{_coded(_HEADER)}.{_coded(claims)}"
        return f"{signed}.{self._signature(signed)}"

    def claims(self, authorization: str, now: datetime) -> dict[str, str] | None:
        """What a gateway tells of a token that counts, as texts; None of any other."""
        scheme, _, token = authorization.partition(" ")
        bare = token if scheme.lower() == "bearer" else authorization
        signed, _, signature = bare.strip().rpartition(".")
        if not same_secret(signature, self._signature(signed)):
            return None
        claims: Mapping[str, Any] = json.loads(_decoded(signed.partition(".")[2]))
        meant = (claims.get("iss"), claims.get("aud")) == (ISSUER, AUDIENCE)
        lasts = int(claims.get("exp", 0)) > now.timestamp()
        return {name: str(value) for name, value in claims.items()} if meant and lasts else None

    def _signature(self, signed: str) -> str:
        text = signed.encode("utf-8", "surrogatepass")
        return _base64(hmac.new(self._key, text, hashlib.sha256).digest())


def _coded(plain: Mapping[str, Any]) -> str:
    return _base64(json.dumps(plain).encode())


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
