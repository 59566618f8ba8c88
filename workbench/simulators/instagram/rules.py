"""Which limits and settings of Instagram does its simulator enforce, and what is not documented?"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum


class CommentsShape(StrEnum):
    """How a comment comes: as an element of `changes`, or with its field and value in the entry."""

    CHANGES = "changes"
    FLAT = "flat"


class Scope(StrEnum):
    """What an operator has agreed to; the value is the end of the permission's name."""

    MESSAGES = "manage_messages"
    COMMENTS = "manage_comments"
    BASIC = "basic"


@dataclass(frozen=True, slots=True)
class InstagramRules:
    """Limits of "Send a message" and "Rate limits", and the settings of app and account."""

    window: timedelta = timedelta(hours=24)
    human_agent_window: timedelta = timedelta(days=7)
    private_reply_window: timedelta = timedelta(days=7)
    sends_per_s: int = 300
    media_per_s: int = 10
    history_per_s: int = 2
    private_replies_per_h: int = 750
    live_replies_per_s: int = 100
    profile_calls_per_10_min: int = 10
    other_calls_a_day: int | None = None  # 4800 for each impression: None is enough of them

    # The app and the account, as an operator has set them up.
    human_agent_approved: bool = False
    reviewed: bool = True  # Advanced Access; without it only people with a role are reached
    people_with_a_role: frozenset[str] = frozenset()
    scopes: frozenset[Scope] = frozenset(Scope)
    messages_allowed: bool = True  # "Allow access to messages", in the account's own settings
    page_linked: bool = True
    business_blocked: bool = False
    several_images: bool = True  # off for accounts that the feature has not reached
    routing: bool = True  # Conversation Routing
    may_take: bool = True  # routing's right to take a conversation
    token_age: timedelta = timedelta(days=2)  # of an Instagram Login's token when the bench starts
    token_life: timedelta = timedelta(days=60)
    token_minimum_age: timedelta = timedelta(hours=24)

    # What no page says for certain.
    comments_shape: CommentsShape = CommentsShape.CHANGES
    boosted_twice: bool = False  # a comment under a boosted post is told of a second time
    echoes_metadata: bool = True
    echoes_app_id: bool = False
    templates_in_private_replies: bool = False
    contact_replies_end: datetime = datetime(2026, 10, 5, tzinfo=UTC)  # phone and e-mail replies
    shares_end: datetime = datetime(2026, 4, 27, tzinfo=UTC)  # of `share` beside `ig_post`
