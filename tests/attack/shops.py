"""Two brands in one deployment, with an account on every channel, and how requests are made."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.attack.ledger import CountingAws
from tests.support.gateway_events import gateway_event
from tests.support.webhook_bodies import (
    BOT,
    IG,
    INSTAGRAM_SECRET,
    INSTAGRAM_VERIFY_TOKEN,
    LINE_SECRET,
    MESSENGER_APP,
    MESSENGER_SECRET,
    MESSENGER_VERIFY_TOKEN,
    NUMBER,
    PAGE,
    WHATSAPP_SECRET,
    WHATSAPP_VERIFY_TOKEN,
)
from towkay.domain.channels import Channel

_OF_META = "x-hub-signature-256"
HEADERS = {
    Channel.MESSENGER: _OF_META,
    Channel.INSTAGRAM: _OF_META,
    Channel.WHATSAPP: _OF_META,
    Channel.LINE: "x-line-signature",
}


@dataclass(frozen=True)
class Endpoint:
    """One account of one brand, with what its webhooks are signed with."""

    channel: Channel
    name: str
    brand: str
    account: str
    secret: str
    verify_token: str = ""

    @property
    def header(self) -> str:
        return HEADERS[self.channel]

    def stored(self, **about: Any) -> dict[str, Any]:
        """The text of its parameter, as an operator would have put it."""
        fields = {
            "app_id": MESSENGER_APP if self.header == _OF_META else "",
            "verify_token": self.verify_token,
            "secrets": [{"value": self.secret, "until": None}],
            "accounts": {self.account: self.brand},
        }
        return fields | about


PAGE_OF_DEMO = Endpoint(
    Channel.MESSENGER, "demo-messenger", "demo", PAGE, MESSENGER_SECRET, MESSENGER_VERIFY_TOKEN
)
LINE_OF_DEMO = Endpoint(Channel.LINE, "demo-line", "demo", BOT, LINE_SECRET)
PAGE_OF_OTHER = Endpoint(
    Channel.MESSENGER, "other-messenger", "other", "209934817265530", "0ther-app-key", "sesame-seed"
)
LINE_OF_OTHER = Endpoint(
    Channel.LINE, "other-line", "other", "Uffeeddccbbaa99887766554433221100", "f" * 31 + "0"
)
NUMBER_OF_DEMO = Endpoint(
    Channel.WHATSAPP, "demo-whatsapp", "demo", NUMBER, WHATSAPP_SECRET, WHATSAPP_VERIFY_TOKEN
)
NUMBER_OF_OTHER = Endpoint(
    Channel.WHATSAPP, "other-whatsapp", "other", "209911887700999", "0ther-number-key", "rice-seed"
)
IG_OF_DEMO = Endpoint(
    Channel.INSTAGRAM, "demo-instagram", "demo", IG, INSTAGRAM_SECRET, INSTAGRAM_VERIFY_TOKEN
)
IG_OF_OTHER = Endpoint(
    Channel.INSTAGRAM, "other-instagram", "other", "17841400000000009", "0ther-ig-key", "oat-seed"
)
ENDPOINTS = (
    *(PAGE_OF_DEMO, LINE_OF_DEMO, NUMBER_OF_DEMO, IG_OF_DEMO),
    *(PAGE_OF_OTHER, LINE_OF_OTHER, NUMBER_OF_OTHER, IG_OF_OTHER),
)
DOORS = {one.channel: one for one in ENDPOINTS if one.brand == "demo"}


def open_shops(aws: CountingAws) -> None:
    """Store the secrets of every endpoint."""
    for endpoint in ENDPOINTS:
        aws.put_secrets(endpoint.channel, endpoint.name, endpoint.stored())


def other_brand(endpoint: Endpoint) -> Endpoint:
    """The endpoint of the same channel that is another brand's."""
    (other,) = (
        one for one in ENDPOINTS if one.channel is endpoint.channel and one.brand != endpoint.brand
    )
    return other


def other_channel(endpoint: Endpoint) -> Endpoint:
    """The same brand's endpoint on a channel that signs in another way."""
    return next(
        one for one in ENDPOINTS if one.brand == endpoint.brand and one.header != endpoint.header
    )


def encoded(channel: Channel, digest: bytes) -> str:
    """A digest in the form in which the channel's header carries it."""
    if HEADERS[channel] == _OF_META:
        return f"sha256={digest.hex()}"
    return base64.b64encode(digest).decode()


def digest_of(raw: bytes, secret: str) -> bytes:
    return hmac.new(secret.encode(), raw, hashlib.sha256).digest()


def signature(endpoint: Endpoint, raw: bytes, secret: str | None = None) -> str:
    """The one header value that proves `raw` to be the channel's."""
    key = endpoint.secret if secret is None else secret
    return encoded(endpoint.channel, digest_of(raw, key))


def request(
    endpoint: Endpoint, raw: bytes, headers: Mapping[str, str] | None = None, **about: Any
) -> dict[str, Any]:
    """A POST to the endpoint, signed unless `headers` say otherwise."""
    signed = {endpoint.header: signature(endpoint, raw)} if headers is None else headers
    is_text = _is_text(raw)
    event = gateway_event(
        endpoint.channel, endpoint.name, raw=raw, headers=signed, as_base64=not is_text
    )
    event["requestContext"]["http"]["method"] = "POST"
    event.setdefault("body", "")
    return event | about


def _is_text(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
