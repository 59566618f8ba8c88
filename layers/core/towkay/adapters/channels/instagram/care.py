"""What is an Instagram account asked, by the login it came with, and what must it have?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from towkay.adapters.channels.asking import Answers, Ask, content_of, get, unanswered
from towkay.adapters.channels.graph import checking
from towkay.adapters.channels.instagram.logins import HOST_OF_PAGES, TOKEN_LIFE
from towkay.adapters.channels.wire import word
from towkay.domain.checkup import TokenTold, Told
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey
from towkay.domain.secrets import FactName

_PERMISSIONS = ("instagram_manage_messages", "pages_manage_metadata")
FIELDS = ("messages", "messaging_postbacks", "messaging_seen", "comments")
_PAGE_FIELDS = ("messages", "messaging_postbacks")
_PROFILE = "profile"
_FOREIGN = "another account"


def page_of(endpoint: Endpoint, account: AccountKey) -> str:
    """The Page that the account belongs to; empty with Instagram's own login, which has none."""
    return endpoint.send.fact(account.account, FactName.PAGE) if endpoint.send else ""


class InstagramCare:
    """Instagram's side of a look at an account."""

    def asks(self, endpoint: Endpoint, account: AccountKey) -> Sequence[Ask]:
        """With Facebook Login the Page is asked, with Instagram Login the account itself."""
        token, page = endpoint.token(account), page_of(endpoint, account)
        if not token:
            return ()
        if page:
            path = f"{checking.safe(page)}/subscribed_apps"
            subscribed = checking.node(path, endpoint, account)
            return [
                *checking.asks_token(endpoint, account, HOST_OF_PAGES),
                get(checking.WEBHOOK, subscribed, token, HOST_OF_PAGES),
            ]
        profile = checking.node("me", endpoint, account, fields="user_id,username")
        return [
            get(_PROFILE, profile, token),
            get(checking.WEBHOOK, checking.node("me/subscribed_apps", endpoint, account), token),
        ]

    def told(
        self, endpoint: Endpoint, account: AccountKey, answers: Answers, now: datetime
    ) -> Told:
        """What the answers say together."""
        page = page_of(endpoint, account)
        app_id = endpoint.verify.app_id if endpoint.verify and page else ""
        profile = content_of(answers, _PROFILE) or {}
        return Told(
            token=_token(endpoint, answers, bool(page)),
            webhook=checking.webhook_told(answers, app_id, _PAGE_FIELDS if page else FIELDS),
            usage=checking.usage_told(answers),
            name=word(profile.get("username")),
            # Webhooks name the account by this one of its two ids: another is a foreign token's.
            status="" if word(profile.get("user_id")) in ("", account.account) else _FOREIGN,
            unanswered=unanswered(answers),
        )


def _token(endpoint: Endpoint, answers: Answers, has_page: bool) -> TokenTold | None:
    told = checking.token_told(answers, _PERMISSIONS if has_page else ())
    if told is None or has_page or not told.is_valid or endpoint.stored_at is None:
        return told
    # No call tells its end. Stored when it was new, as far as anybody knows: it lives no longer.
    return replace(told, ends_at=endpoint.stored_at + TOKEN_LIFE, is_renewable=True)


CARE = InstagramCare()
