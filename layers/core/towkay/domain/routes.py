"""By which lawful way may a message leave, and who is speaking?"""

from enum import StrEnum
from typing import Literal


class SenderKind(StrEnum):
    """Who wrote a message: platforms allow a person what they forbid a program."""

    BOT = "bot"
    HUMAN = "human"


class Route(StrEnum):
    """The lawful way a send takes; the value is the word in policy files, storage and metrics."""

    OPEN_WINDOW = "open_window"
    REPLY_TOKEN = "reply_token"  # noqa: S105  # a route, not a secret
    PUSH = "push"
    HUMAN_AGENT = "human_agent"
    UTILITY_TEMPLATE = "utility_template"
    MARKETING_TEMPLATE = "marketing_template"
    AUTHENTICATION_TEMPLATE = "authentication_template"
    DIRECT_SEND = "direct_send"
    MARKETING_MESSAGE = "marketing_message"
    RECURRING_NOTIFICATION = "recurring_notification"
    ONE_TIME_NOTIFICATION = "one_time_notification"
    NOTIFICATION_MESSAGE = "notification_message"
    PRIVATE_REPLY = "private_reply"
    CUSTOMER_FEEDBACK = "customer_feedback"
    NEWS_SUBSCRIPTION = "news_subscription"
    TAGGED_UPDATE = "tagged_update"  # retired: only dates in the past permit it
    SPONSORED_MESSAGE = "sponsored_message"  # retired


# What a program may take, spelled out so that a type checker refuses it the one it may not.
BotRoute = Literal[
    Route.OPEN_WINDOW,
    Route.REPLY_TOKEN,
    Route.PUSH,
    Route.UTILITY_TEMPLATE,
    Route.MARKETING_TEMPLATE,
    Route.AUTHENTICATION_TEMPLATE,
    Route.DIRECT_SEND,
    Route.MARKETING_MESSAGE,
    Route.RECURRING_NOTIFICATION,
    Route.ONE_TIME_NOTIFICATION,
    Route.NOTIFICATION_MESSAGE,
    Route.PRIVATE_REPLY,
    Route.CUSTOMER_FEEDBACK,
    Route.NEWS_SUBSCRIPTION,
    Route.TAGGED_UPDATE,
    Route.SPONSORED_MESSAGE,
]
HUMAN_ROUTES = frozenset({Route.HUMAN_AGENT})
# What a platform grants apart: without the grant it refuses this way, and the account goes on.
GRANTED_APART = frozenset({Route.NOTIFICATION_MESSAGE})
