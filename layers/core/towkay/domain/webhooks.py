"""What does a channel's HTTP request to us consist of?"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Webhook:
    """A request as it arrived: header names in lower case, `raw` the very bytes.

    `raw` is None when the gateway's encoding of the body was broken.
    """

    method: str
    channel: str
    endpoint: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    raw: bytes | None = field(repr=False)
