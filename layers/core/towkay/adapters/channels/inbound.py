"""Which parser reads the webhooks of which channel?

Apart from the outbound side, so that webhook starts without an HTTP client.
"""

from collections.abc import Mapping
from types import MappingProxyType

from towkay.adapters.channels.line.inbound import LineInbound
from towkay.adapters.channels.messenger.inbound import MessengerInbound
from towkay.domain.channels import Channel
from towkay.ports.channels import ChannelInbound

INBOUND: Mapping[Channel, ChannelInbound] = MappingProxyType(
    {Channel.MESSENGER: MessengerInbound(), Channel.LINE: LineInbound()}
)
