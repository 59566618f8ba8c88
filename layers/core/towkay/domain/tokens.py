"""Which of a contact's tokens is good for a send, and when was one last used?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from towkay.domain.contacts import Contact
from towkay.domain.facts import Facts
from towkay.domain.messages import Purpose
from towkay.domain.optins import TokenKind
from towkay.domain.routes import Route
from towkay.domain.subscriptions import ChannelToken
from towkay.domain.unasked import turn_name

BY_TOKEN = frozenset(
    {Route.MARKETING_MESSAGE, Route.RECURRING_NOTIFICATION, Route.ONE_TIME_NOTIFICATION}
)
_ONCE = frozenset({TokenKind.ONE_TIME.value})


def usable_tokens(contact: Contact, topic: str, now: datetime) -> list[ChannelToken]:
    """The tokens that are neither spent nor over, and of this topic or of none."""
    return [
        token
        for token in contact.tokens
        if not token.spent
        and token.topic in ("", topic)
        and (token.expires_at is None or now < token.expires_at)
    ]


def token_for(contact: Contact, kind: str, topic: str, now: datetime) -> str:
    """The token to call on: of the send's own topic first, then the newest; empty for none."""
    fitting = [one for one in usable_tokens(contact, topic, now) if one.kind == kind]
    best = max(fitting, key=lambda one: (one.topic == topic, one.got_at), default=None)
    return best.token if best else ""


def last_by_token(
    usable: Sequence[ChannelToken], purpose: Purpose, facts: Facts
) -> datetime | None:
    """The last send on a token for that purpose; the history knows of it before the contact does.

    A token that is good once is for news, the others are for marketing. What went out before a
    token was given was on another one.
    """
    own = turn_name(facts.turn.key)
    fitting = [one for one in usable if (one.kind in _ONCE) is (purpose is Purpose.SERVICE)]
    given = min((token.got_at for token in fitting), default=None)
    called = [
        entry.at
        for entry in facts.history.entries
        if (entry.route in BY_TOKEN and entry.purpose is purpose and entry.turn != own)
        and (given is None or entry.at >= given)
    ]
    known = [token.last_used_at for token in fitting if token.last_used_at]
    return max((*called, *known), default=None)


def used(contact: Contact, token: str, at: datetime, *, dead: bool = False) -> Contact:
    """The contact after a call on the token; `dead` when the channel no longer takes it."""
    return replace(
        contact,
        tokens=tuple(_used(one, at, dead) if one.token == token else one for one in contact.tokens),
    )


def _used(token: ChannelToken, at: datetime, dead: bool) -> ChannelToken:
    last = max(filter(None, (token.last_used_at, at)))
    return replace(token, last_used_at=last, spent=token.spent or dead or token.kind in _ONCE)
