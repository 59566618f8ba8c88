"""Which parser reads the webhooks of which channel?

Apart from the outbound side, so that webhook starts without an HTTP client.
"""

from collections.abc import Mapping
from types import MappingProxyType

from towkay.adapters.joined import each
from towkay.domain.channels import Channel
from towkay.ports.channels import ChannelInbound

INBOUND: Mapping[Channel, ChannelInbound] = MappingProxyType(each("inbound", "INBOUND"))
