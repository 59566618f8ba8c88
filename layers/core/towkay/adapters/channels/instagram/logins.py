"""By which of Instagram's two logins is an account reached?

Facebook Login calls the Page that the account is linked to, with the Page's token; Instagram Login
calls the account itself, at another host, with a token that dies after 60 days unless people renew
it. Sources: Instagram messaging, "Send a message"; Instagram Platform, "Business login".
"""

from dataclasses import dataclass
from datetime import timedelta

from towkay.domain.secrets import FactName, SendSecrets

# The names of the hosts, as a deployment knows them.
OWN_HOST = "instagram"
HOST_OF_PAGES = "instagram_page"

TOKEN_LIFE = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Reach:
    """At which host, and by which node of it, an account is called."""

    host: str
    node: str


def reached(account: str, secrets: SendSecrets) -> Reach:
    """The Page where one is known of the account; else the account itself."""
    page = secrets.fact(account, FactName.PAGE).strip()
    return Reach(HOST_OF_PAGES, page) if page else Reach(OWN_HOST, account)
