"""Is one row of policy open to a send, and if not, what is in its way?"""

from datetime import datetime, timedelta

from towkay.domain.account_news import TemplateState
from towkay.domain.policy.reasons import Obstacle
from towkay.domain.policy.rules import Content, Opener, Row, in_force
from towkay.domain.policy.situation import Situation

# The platform's clock decides whether a window is open; a call near its end would be refused.
WINDOW_MARGIN = timedelta(seconds=60)
# A word of next year is no reason to stand still: the platform refuses by itself.
_UNAPPROVED = frozenset(TemplateState) - {TemplateState.APPROVED, TemplateState.OTHER}
REPLY_TOKEN = "reply_token"  # noqa: S105  # a kind of token, not a secret


def obstacle(row: Row, of: Situation) -> Obstacle | None:
    """The first thing that closes `row` to the send; None when it is open."""
    return (
        _by_date(row, of)
        or _by_kind(row, of)
        or _by_place(row, of)
        or _by_token(row, of)
        or _by_window(row, of)
        or _by_approval(row, of)
        or _by_length(row, of)
    )


def opened_at(row: Row, of: Situation) -> datetime | None:
    """The moment that the row's window is counted from."""
    match row.opener:
        case Opener.INBOUND:
            return of.window_opened_at
        case Opener.AD_ENTRY:
            return of.ad_entry_at
        case Opener.COMMENT:
            return of.comment_at
        case None:
            return None


def _by_date(row: Row, of: Situation) -> Obstacle | None:
    if in_force(row.since, row.until, of.at.date()):
        return None
    return Obstacle.NOT_YET if of.at.date() < row.since else Obstacle.RETIRED


def _by_kind(row: Row, of: Situation) -> Obstacle | None:
    if of.purpose not in row.purposes:
        return Obstacle.PURPOSE
    if of.sender not in row.senders:
        return Obstacle.SENDER
    if row.content is Content.FREE:
        return Obstacle.NEEDS_FREE_WORDS if of.template_only else None
    at_hand = (of.template_kind or Content.TEMPLATE) if of.template else Content.FREE
    return None if row.content is at_hand else Obstacle.NEEDS_TEMPLATE


def _by_place(row: Row, of: Situation) -> Obstacle | None:
    if row.known_by and of.known_by and row.known_by is not of.known_by:
        return Obstacle.KNOWN_OTHERWISE
    if not set(row.settings) <= set(of.settings):
        return Obstacle.SETTING_OFF
    if row.account_in and of.account_country not in row.account_in:
        return Obstacle.ACCOUNT_REGION
    outside = bool(row.contact_in) and of.country not in row.contact_in
    if outside or of.country in row.contact_not_in:
        return Obstacle.CONTACT_REGION
    return None


def _by_token(row: Row, of: Situation) -> Obstacle | None:
    if row.token == REPLY_TOKEN:
        return None if of.reply_token else Obstacle.NO_TOKEN
    last = of.last_by_token_at
    if row.token and (row.token not in of.tokens or (row.once and last is not None)):
        return Obstacle.NO_TOKEN
    if row.spacing and last is not None and of.at < last + row.spacing:
        return Obstacle.TOO_SOON
    # What may have arrived by the reply token must not be said again another way.
    return Obstacle.SAID_BY_TOKEN if of.said_by_token else None


def _by_window(row: Row, of: Situation) -> Obstacle | None:
    if row.opener is None or row.window is None:
        return None
    opened = opened_at(row, of)
    if row.opener is Opener.COMMENT and opened is None:
        return Obstacle.NO_COMMENT
    if row.once and of.comment_answered:
        return Obstacle.COMMENT_ANSWERED
    is_open = _within(opened, row.window, of) and (
        row.also_within is None or _within(of.window_opened_at, row.also_within, of)
    )
    return None if is_open else Obstacle.WINDOW


def _by_approval(row: Row, of: Situation) -> Obstacle | None:
    carries_template = row.content is not Content.FREE
    unapproved = carries_template and of.template_state in _UNAPPROVED
    return Obstacle.TEMPLATE_UNAPPROVED if unapproved else None


def _by_length(row: Row, of: Situation) -> Obstacle | None:
    return Obstacle.TOO_LONG if row.longest and of.length > row.longest else None


def _within(opened: datetime | None, window: timedelta, of: Situation) -> bool:
    return opened is not None and of.at < opened + window - WINDOW_MARGIN
