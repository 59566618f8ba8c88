"""What stands ready in a Page's chats: its Messenger Profile."""

from towkay.adapters.channels.asking import get
from towkay.adapters.channels.graph import checking, profile
from towkay.adapters.channels.messenger.beginning import GET_STARTED
from towkay.adapters.channels.readying import Change, Looking, Pushing, accepted
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey
from towkay.domain.menus import Menus

_FIELDS = "get_started,greeting,persistent_menu,ice_breakers,commands"


class MessengerMenus:
    """Messenger's side of what stands ready in its chats."""

    def look(self, menus: Menus, endpoint: Endpoint, account: AccountKey) -> Looking:
        """What has to change."""
        path = _path(endpoint, account, fields=_FIELDS)
        ask = get("menus", path, endpoint.token(account))
        found = profile.found_profile(accepted(ask, (yield ask)))
        # A menu stands only where there is a Get Started button.
        wanted = {"get_started": {"payload": GET_STARTED}, **profile.wanted_profile(menus)}
        return profile.changes_of(found, wanted)

    def push(self, changes: tuple[Change, ...], endpoint: Endpoint, account: AccountKey) -> Pushing:
        """Write all that is wanted at once, then take away what is not."""
        path = _path(endpoint, account)
        yield from profile.written(changes, path, endpoint.token(account))


def _path(endpoint: Endpoint, account: AccountKey, **query: str) -> str:
    page = checking.safe(account.account)
    return checking.node(f"{page}/messenger_profile", endpoint, account, **query)


MENUS = MessengerMenus()
