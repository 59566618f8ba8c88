"""Any situation a decision may meet, believable or not."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from towkay.adapters.policy_book import policy_book
from towkay.domain.account_news import TemplateState
from towkay.domain.channels import every_channel
from towkay.domain.messages import Purpose
from towkay.domain.policy.rules import KnownBy, PolicyBook
from towkay.domain.policy.situation import CapCount, Situation
from towkay.domain.routes import SenderKind

_FIRST, _LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC)
_COUNTRIES = st.sampled_from(["", "TW", "US", "DE", "JP", "GB", "BR"])
_DAYS_BACK = st.integers(-60, 10 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
_flag = st.booleans()


@st.composite
def situations(draw: st.DrawFn, book: PolicyBook | None = None) -> Situation:
    """Every field varies; moments lie around `at`, where the rules look."""
    book = book or policy_book()
    at = draw(st.datetimes(_FIRST.replace(tzinfo=None), _LAST.replace(tzinfo=None)))
    at = at.replace(tzinfo=UTC, microsecond=0)
    channel = draw(st.sampled_from(every_channel()))
    ago = st.none() | _DAYS_BACK.map(lambda back: at - back)
    cap = st.builds(CapCount, st.integers(1, 3), st.just(86_400), st.integers(0, 4))
    settings = [one.id for one in book.settings if one.channel is channel]
    kinds = sorted({row.token for row in book.rows if row.token and row.token != "reply_token"})
    return Situation(
        at=at,
        channel=channel,
        purpose=draw(st.sampled_from(Purpose)),
        sender=draw(st.sampled_from(SenderKind)),
        topic=draw(st.sampled_from(["", "sale"])),
        template=draw(st.sampled_from(["", "approved"])),
        template_state=draw(st.none() | st.sampled_from(TemplateState)),
        heard_at=draw(ago),
        received_at=draw(ago),
        expires_at=draw(ago),
        after_refused=draw(st.just(False) | _flag),
        said_by_template=draw(st.just(False) | _flag),
        outdated=draw(st.just(False) | _flag),
        passes_quiet_until=draw(ago),
        known_by=draw(st.none() | st.sampled_from(KnownBy)),
        reply_token=draw(_flag),
        said_by_token=draw(_flag),
        about_consent=draw(_flag),
        acknowledges_stop=draw(_flag),
        hands_over=draw(_flag),
        carries_opt_out=draw(_flag),
        carries_disclosure=draw(_flag),
        erased=draw(st.just(False) | _flag),
        unreachable=draw(st.just(False) | _flag),
        gone=draw(st.just(False) | _flag),
        stopped=draw(_flag),
        stop_at=draw(ago),
        marketing_refused=draw(_flag),
        subscribed=draw(_flag),
        topic_stopped=draw(_flag),
        window_opened_at=draw(ago),
        ad_entry_at=draw(ago),
        comment_at=draw(ago),
        comment_answered=draw(_flag),
        last_event_at=draw(ago),
        held_from=draw(ago),
        held_until=draw(ago),
        tokens=tuple(sorted(draw(st.sets(st.sampled_from(kinds))))) if kinds else (),
        last_by_token_at=draw(ago),
        must_disclose=draw(_flag),
        disclosed=draw(_flag),
        marketed_before=draw(_flag),
        country=draw(_COUNTRIES),
        account_country=draw(_COUNTRIES),
        barred=draw(_flag),
        settings=tuple(sorted(draw(st.sets(st.sampled_from(settings))))) if settings else (),
        zone=draw(st.sampled_from(["", "Asia/Taipei", "America/New_York"])),
        quiet_from=draw(st.sampled_from(["", "21:00"])),
        quiet_to=draw(st.sampled_from(["09:00", "21:00"])),
        quiet_skips=draw(_flag),
        caps=tuple(draw(st.lists(cap, max_size=2))),
        quota_left=draw(st.none() | st.integers(0, 5)),
        quota_reserve=draw(st.integers(0, 3)),
        contact_version=draw(st.integers(0, 9)),
    )
