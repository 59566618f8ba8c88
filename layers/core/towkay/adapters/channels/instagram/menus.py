"""What stands ready in an Instagram account's chats: its menu and its first questions."""

from dataclasses import replace

from towkay.adapters.channels.asking import get
from towkay.adapters.channels.graph import checking, profile
from towkay.adapters.channels.instagram.care import page_of
from towkay.adapters.channels.instagram.logins import HOST_OF_PAGES
from towkay.adapters.channels.readying import Change, Looking, Pushing, accepted
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey
from towkay.domain.menus import Menus

_FIELDS = "ice_breakers,persistent_menu"
_PLATFORM = "instagram"


class InstagramMenus:
    """Instagram's side of what stands ready in its chats; it has no greeting and no commands."""

    def look(self, menus: Menus, endpoint: Endpoint, account: AccountKey) -> Looking:
        """What has to change."""
        path, host = _place(endpoint, account, fields=_FIELDS)
        ask = get("menus", path, endpoint.token(account), host)
        found = profile.found_profile(accepted(ask, (yield ask)))
        here = replace(menus, greeting=None, commands=None)
        return profile.changes_of(found, profile.wanted_profile(here))

    def push(self, changes: tuple[Change, ...], endpoint: Endpoint, account: AccountKey) -> Pushing:
        """Write all that is wanted at once, then take away what is not."""
        path, host = _place(endpoint, account)
        beside = {"platform": _PLATFORM}
        yield from profile.written(changes, path, endpoint.token(account), host, beside)


def _place(endpoint: Endpoint, account: AccountKey, **query: str) -> tuple[str, str]:
    """Path and host, by the login: the Page's profile for Instagram, or the account's own."""
    page = page_of(endpoint, account)
    if page:
        path = f"{checking.safe(page)}/messenger_profile"
        return checking.node(path, endpoint, account, platform=_PLATFORM, **query), HOST_OF_PAGES
    return checking.node("me/messenger_profile", endpoint, account, **query), ""


MENUS = InstagramMenus()
