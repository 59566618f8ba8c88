"""With whose credentials and over what does a gateway reach a channel?"""

from collections.abc import Mapping
from typing import Protocol

from towkay.adapters.channels.wire import (
    CREDENTIALS_MISSING,
    CREDENTIALS_UNAVAILABLE,
    CallImpossible,
)
from towkay.adapters.http import HttpFailure, HttpReply
from towkay.domain.channels import Channel
from towkay.domain.errors import ServiceUnavailable
from towkay.domain.secrets import SendSecrets


class SendSecretReader(Protocol):
    """The credentials of an endpoint."""

    def read(self, channel: Channel, endpoint: str, *, fresh: bool = False) -> SendSecrets | None:
        """The credentials, None when there are none. May raise `ServiceUnavailable`.

        `fresh` asks past the cache, which a store grants at most once every 30 s per endpoint.
        """
        ...


class Poster(Protocol):
    """An HTTP client that never raises."""

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> HttpReply | HttpFailure:
        """Make the request once."""
        ...


def credentials_of(secrets: SendSecretReader, channel: Channel, endpoint: str) -> SendSecrets:
    """The credentials. Raises `CallImpossible` where there are none, or none can be read."""
    try:
        found = secrets.read(channel, endpoint)
    except ServiceUnavailable as error:
        raise CallImpossible(CREDENTIALS_UNAVAILABLE) from error
    if found is None:
        raise CallImpossible(CREDENTIALS_MISSING)
    return found
