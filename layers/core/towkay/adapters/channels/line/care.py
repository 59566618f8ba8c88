"""What is a LINE official account asked, and what must it have?

Sources: Messaging API reference, "Channel access token", "Webhook settings".
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from towkay.adapters.channels.asking import (
    Answers,
    Ask,
    content_of,
    get,
    post,
    problem_of,
    unanswered,
)
from towkay.adapters.channels.line.quota import month_told, quota_asks
from towkay.adapters.channels.wire import word
from towkay.adapters.http import HttpReply
from towkay.domain.checkup import TokenTold, Told, WebhookTold
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey

_INFO, _WEBHOOK, _TEST = "info", "webhook", "webhook test"
_LIFE, _LIFE_V2 = "token's life", "token's life, short-lived"
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
# A long-lived token has no end; one of the others never lives longer than 30 days.
_LONGEST = timedelta(days=31)


class LineCare:
    """LINE's side of a look at an account."""

    def asks(self, endpoint: Endpoint, account: AccountKey) -> Sequence[Ask]:
        """A token's life is told in two places, by its kind; nobody can tell the kind from it."""
        token = endpoint.token(account)
        if not token:
            return ()
        query = urlencode({"access_token": token})
        return [
            get(_INFO, "/v2/bot/info", token),
            Ask(_LIFE, "GET", f"/oauth2/v2.1/verify?{query}", {}),
            Ask(_LIFE_V2, "POST", "/v2/oauth/verify", _FORM, query.encode()),
            get(_WEBHOOK, "/v2/bot/channel/webhook/endpoint", token),
            post(_TEST, "/v2/bot/channel/webhook/test", token, {}),
            *quota_asks(token),
        ]

    def told(
        self, endpoint: Endpoint, account: AccountKey, answers: Answers, now: datetime
    ) -> Told:
        """What the answers say together."""
        info = content_of(answers, _INFO) or {}
        return Told(
            token=_token(answers, now),
            webhook=_webhook(answers),
            month=month_told(answers),
            name=word(info.get("displayName")),
            # Its answers are another account's where the token was stored for the wrong one.
            status="" if word(info.get("userId")) in ("", account.account) else "another account",
            unanswered=unanswered(answers, but=(_LIFE, _LIFE_V2, _WEBHOOK, _TEST)),
        )


def _token(answers: Answers, now: datetime) -> TokenTold | None:
    info = answers.get(_INFO)
    if not isinstance(info, HttpReply):
        return None
    if info.status == 401:
        return TokenTold(False, code=problem_of(info))
    if content_of(answers, _INFO) is None:
        return None
    lives = [_life(content_of(answers, name)) for name in (_LIFE, _LIFE_V2)]
    ends = [now + life for life in lives if life is not None and life <= _LONGEST]
    return TokenTold(True, min(ends, default=None))


def _life(content: Mapping[str, Any] | None) -> timedelta | None:
    seconds = (content or {}).get("expires_in")
    # What never ends is told as 0, or not at all.
    if not isinstance(seconds, int) or isinstance(seconds, bool) or not 0 < seconds < 2**32:
        return None
    return timedelta(seconds=seconds)


def _webhook(answers: Answers) -> WebhookTold | None:
    """Where LINE sends, whether it does, and what its own test of it found."""
    asked = answers.get(_WEBHOOK)
    if isinstance(asked, HttpReply) and asked.status == 404:
        return WebhookTold(False)  # no address was ever entered
    endpoint = content_of(answers, _WEBHOOK)
    if endpoint is None:
        return None
    is_on = endpoint.get("active") is True
    return WebhookTold(is_on, address=word(endpoint.get("endpoint")), failure=_failure(answers))


def _failure(answers: Answers) -> str:
    test = content_of(answers, _TEST)
    if test is None or test.get("success") is True:
        return ""
    return " ".join(filter(None, (word(test.get("reason")), word(test.get("detail"))))) or "failed"


CARE = LineCare()
