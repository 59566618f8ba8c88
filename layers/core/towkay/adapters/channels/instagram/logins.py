"""By which of Instagram's two logins is an account reached, and how is its token kept alive?

Facebook Login calls the Page that the account is linked to, with the Page's token; Instagram Login
calls the account itself, at another host, with a token that dies after 60 days unless it is
refreshed. Sources: Instagram messaging, "Send a message"; Instagram Platform, "Business login",
"Refresh access token".
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlencode

from towkay.adapters.channels.shapes import whole_number
from towkay.adapters.channels.wire import json_object
from towkay.adapters.http import HttpReply
from towkay.domain.secrets import SendSecrets

# The names of the hosts, as a deployment knows them.
OWN_HOST = "instagram"
HOST_OF_PAGES = "instagram_page"
PAGE = "page"  # the fact that tells the one login from the other

TOKEN_LIFE = timedelta(days=60)
REFRESH_AFTER = timedelta(days=45)
_LONGEST_LIFE_S = 10**9


@dataclass(frozen=True, slots=True)
class Reach:
    """At which host, and by which node of it, an account is called."""

    host: str
    node: str

    @property
    def is_own(self) -> bool:
        """Whether the account has a token of its own, which must be refreshed."""
        return self.host == OWN_HOST


def reached(account: str, secrets: SendSecrets) -> Reach:
    """The Page where one is known of the account; else the account itself."""
    page = secrets.fact(account, PAGE).strip()
    return Reach(HOST_OF_PAGES, page) if page else Reach(OWN_HOST, account)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A token that was given in place of an older one."""

    token: str = field(repr=False)
    ends_at: datetime


def refresh_path(token: str) -> str:
    """What to GET from Instagram's own host for a new token in place of this one."""
    query = urlencode({"grant_type": "ig_refresh_token", "access_token": token})
    return f"/refresh_access_token?{query}"


def read_refresh(reply: HttpReply, now: datetime) -> Refreshed | None:
    """The new token; None when the answer gives none, and the old one goes on until its end."""
    content = json_object(reply.body)
    token = content.get("access_token")
    if reply.status != 200 or not isinstance(token, str) or not token.strip():
        return None
    return Refreshed(token.strip(), now + _life(content.get("expires_in")))


def _life(seconds: object) -> timedelta:
    try:
        told = whole_number(seconds)
    except ValueError:
        return TOKEN_LIFE
    return timedelta(seconds=told) if 0 < told < _LONGEST_LIFE_S else TOKEN_LIFE
