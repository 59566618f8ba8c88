"""Any situation whatever, drawn so that rulings of every kind are common."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from towkay.adapters.policy_book import policy_book
from towkay.domain.channels import every_channel
from towkay.domain.messages import Purpose
from towkay.domain.policy.rules import Content, KnownBy
from towkay.domain.policy.situation import CapCount, Situation
from towkay.domain.routes import SenderKind

_COUNTRIES = ["", "TW", "JP", "US", "DE", "GB", "KR", "BR"]
_ZONES = ["Asia/Taipei", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]
_CLOCKS = ["00:00", "01:30", "02:30", "09:00", "21:00", "23:59"]
_FIRST, _LAST = datetime(2024, 6, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC)
_SETTINGS = sorted(setting.id for setting in policy_book().settings)
_TOKENS = ["notification_messages", "one_time_notification", "recurring_notification"]
_RARE = (
    *("after_refused", "said_by_token", "about_consent", "acknowledges_stop", "hands_over"),
    *("erased", "unreachable", "gone", "stopped", "marketing_refused", "topic_stopped"),
    *("comment_answered", "must_disclose", "marketed_before", "barred", "quiet_skips"),
    *(
        "said_by_template",
        "outdated",
        "template_only",
        "cancelled",
        "paused",
        "held_out",
        "told_already",
    ),
)
_LIKELY = ("carries_opt_out", "carries_disclosure", "subscribed", "disclosed", "reply_token")


def situations() -> st.SearchStrategy[Situation]:
    """Each from one number: fifty draws of their own would take most of a test's time."""
    return st.integers(0, 2**64).map(lambda seed: drawn(Random(seed)))


def drawn(chance: Random) -> Situation:
    """Moments lie near one another; a flag that forbids is rarer than one that does not."""
    minutes = int((_LAST - _FIRST) / timedelta(minutes=1))
    at = _FIRST + timedelta(minutes=chance.randrange(minutes))
    flags: dict[str, Any] = {name: chance.random() < 0.06 for name in _RARE}
    likely: dict[str, Any] = {name: chance.random() < 0.8 for name in _LIKELY}
    return Situation(
        at=at,
        channel=chance.choice(every_channel()),
        purpose=chance.choice(list(Purpose)),
        sender=chance.choice(list(SenderKind)),
        template=chance.choice(["", "shipped"]),
        length=chance.choice([0, 640, 641]),
        template_kind=chance.choice(
            [None, None, None, Content.SURVEY, Content.CODE, Content.REVIEWED]
        ),
        heard_at=_recently(chance, at),
        received_at=_recently(chance, at),
        expires_at=at + timedelta(hours=3) if chance.random() < 0.2 else None,
        stop_at=_recently(chance, at) if chance.random() < 0.2 else None,
        window_opened_at=_ago(chance, at),
        ad_entry_at=_ago(chance, at),
        comment_at=_ago(chance, at),
        last_event_at=_recently(chance, at),
        passes_quiet_until=_ago(chance, at) if chance.random() < 0.1 else None,
        known_by=chance.choice([None, None, *KnownBy]),
        held_from=_ago(chance, at),
        held_until=at + timedelta(minutes=30) if chance.random() < 0.5 else None,
        tokens=_some(chance, _TOKENS),
        last_by_token_at=_ago(chance, at),
        country=chance.choice(_COUNTRIES),
        account_country=chance.choice(_COUNTRIES),
        settings=_some(chance, _SETTINGS),
        zone=chance.choice(_ZONES),
        quiet_from=chance.choice(["", "", *_CLOCKS]),
        quiet_to=chance.choice(_CLOCKS),
        caps=tuple(CapCount(chance.randint(1, 3), 86_400, 0) for _ in range(chance.randint(0, 1)))
        if chance.random() < 0.8
        else (CapCount(chance.randint(1, 3), 86_400, chance.randint(0, 4)),),
        quota_left=chance.choice([None, None, 0, 1, 5, 100]),
        quota_reserve=chance.choice([0, 0, 3]),
        budget_left=chance.choice([None, None, None, None, 0, 100_000, 10_000_000]),
        budget_currency="TWD",
        **flags,
        **likely,
    )


def _ago(chance: Random, at: datetime) -> datetime | None:
    """Never, a moment ahead by a clock that is off, or any time up to nine days ago."""
    if chance.random() < 0.15:
        return None
    edges = (-60, 0, 24 * 60 - 2, 24 * 60 - 1, 24 * 60, 7 * 24 * 60 - 1)
    minutes = chance.choice([*edges, chance.randint(0, 9 * 24 * 60), chance.randint(0, 24 * 60)])
    return at - timedelta(minutes=minutes)


def _recently(chance: Random, at: datetime) -> datetime | None:
    if chance.random() < 0.4:
        return None
    return at - timedelta(minutes=chance.choice([-1, 0, 0, 1, 2, 3, 14, 16]))


def _some(chance: Random, words: list[str]) -> tuple[str, ...]:
    share = chance.choice([0.0, 0.5, 1.0])
    return tuple(word for word in words if chance.random() < share)
