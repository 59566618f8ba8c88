"""What stands ready at each account, and how does it become what the brand's file says?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from towkay.adapters.channels.enquiry import ChannelRequests
from towkay.adapters.channels.readying import Change, ChannelMenus, MenusRefused
from towkay.adapters.joined import each_that_has
from towkay.domain.channels import Channel
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey
from towkay.domain.menus import Menus


@dataclass(frozen=True, slots=True)
class Difference:
    """What has to change at one account; `problem` is why nobody knows."""

    endpoint: Endpoint
    account: AccountKey
    changes: tuple[Change, ...] = ()
    problem: str = ""


class Readier:
    """Reads and writes menus at the platforms."""

    def __init__(
        self, requests: ChannelRequests, channels: Mapping[Channel, ChannelMenus] | None = None
    ) -> None:
        self._requests = requests
        self._channels = each_that_has("menus", "MENUS") if channels is None else channels

    def differences(
        self, brand: str, menus: Menus, endpoints: Sequence[Endpoint]
    ) -> list[Difference]:
        """What differs at every account of the brand whose channel has anything of the kind."""
        return [
            self._difference(menus, endpoint, account)
            for endpoint in endpoints
            for account in endpoint.accounts()
            if endpoint.brand(account) == brand and account.channel in self._channels
        ]

    def push(self, difference: Difference) -> str:
        """Make the changes; why it failed, empty when it did not."""
        side = self._channels[difference.account.channel]
        steps = side.push(difference.changes, difference.endpoint, difference.account)
        try:
            self._requests.follow(difference.account.channel, steps)
        except MenusRefused as refused:
            return str(refused)
        return ""

    def _difference(self, menus: Menus, endpoint: Endpoint, account: AccountKey) -> Difference:
        if not endpoint.token(account):
            return Difference(endpoint, account, problem="no token")
        looking = self._channels[account.channel].look(menus, endpoint, account)
        try:
            changes = self._requests.follow(account.channel, looking)
        except MenusRefused as refused:
            return Difference(endpoint, account, problem=str(refused))
        return Difference(endpoint, account, changes)
