"""What is a request of a shop or a carrier, as it came?"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Delivery:
    """Header names are in lower case, and `raw` is the very bytes.

    `source` is the last part of the address; empty for checkout. `raw` is None when the gateway's
    encoding of the body was broken.
    """

    source: str
    headers: Mapping[str, str] = field(repr=False)
    query: Mapping[str, str] = field(repr=False)
    raw: bytes | None = field(repr=False)
