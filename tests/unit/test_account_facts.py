"""What is known of an account is the same whatever came first, twice, or about something else."""

import random
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shop import NOW
from towkay.adapters.codec import to_plain
from towkay.adapters.dynamodb.account_rows import facts_from
from towkay.adapters.dynamodb.attributes import to_item
from towkay.domain.account_facts import NOTHING_KNOWN, AccountFacts, milliseconds
from towkay.domain.account_news import AccountReported, Ground, Standing

G, S = Ground, Standing
DAY = timedelta(days=1)
_MOMENTS = st.integers(0, 3).map(lambda days: NOW + days * DAY)
_REPORTS = st.builds(
    AccountReported,
    st.sampled_from(["a", "b"]),
    st.sampled_from(["", "x"]),
    st.sampled_from(S),
    st.none() | _MOMENTS,
    st.sampled_from(G),
)


def told(*news: tuple[AccountReported, datetime]) -> AccountFacts:
    facts = NOTHING_KNOWN
    for report, at in news:
        facts = facts.after_report(report, at)
    return facts


def report(standing: Standing, ground: Ground = G.ENFORCEMENT) -> AccountReported:
    return AccountReported("news", standing=standing, ground=ground)


@given(st.lists(st.tuples(_REPORTS, _MOMENTS), max_size=8), st.randoms(use_true_random=False))
def test_any_order_and_any_repetition_leads_to_the_same(
    news: list[tuple[AccountReported, datetime]], rng: random.Random
) -> None:
    again = [*news, *rng.choices(news, k=len(news))] if news else []
    rng.shuffle(again)
    assert told(*again) == told(*news)


@given(st.lists(st.tuples(_REPORTS, _MOMENTS), max_size=8))
def test_an_account_is_barred_until_that_bar_is_lifted_or_over(
    news: list[tuple[AccountReported, datetime]],
) -> None:
    """Said once more and plainly: the newest bar of each ground, against what is later."""
    now = NOW + 4 * DAY
    expected = set()
    for ground in G:
        bars = [(at, one) for one, at in news if (one.ground, one.standing) == (ground, S.BARRED)]
        newest = max((at for at, _ in bars), default=None)
        ends = [one.until for at, one in bars if at == newest]
        lifted = any(
            one.standing is S.WELL and at > newest and ground in (one.ground, G.UNNAMED)
            for one, at in news
            if newest
        )
        if newest and None in ends and not lifted:  # every end that is told is over by then
            expected.add(ground)
    assert {bar.report.ground for bar in told(*news).bars(now)} == expected


@pytest.mark.parametrize("later", [report(S.WARNED), report(S.WELL, G.QUALITY)])
def test_what_does_not_lift_a_bar_leaves_it(later: AccountReported) -> None:
    assert told((report(S.BARRED), NOW), (later, NOW + DAY)).is_barred(NOW + DAY)


def test_an_all_clear_ends_what_came_before_it_on_its_ground() -> None:
    facts = told((report(S.BARRED), NOW), (report(S.WARNED), NOW), (report(S.WELL), NOW + DAY))
    assert not facts.is_barred(NOW + DAY) and not facts.warnings()
    again = facts.after_report(report(S.BARRED), NOW + 2 * DAY)
    assert again.is_barred(NOW + 2 * DAY)


def test_of_a_bar_and_its_lifting_in_the_same_second_the_bar_wins() -> None:
    for pair in ([S.BARRED, S.WELL], [S.WELL, S.BARRED]):
        assert told(*((report(one), NOW) for one in pair)).is_barred(NOW)


def test_what_an_older_version_stored_is_a_bar_until_anything_good_is_told() -> None:
    bar = AccountReported("disabled_update", "DISABLE", S.BARRED)
    row = {"standing": to_plain(bar), "standing_at": milliseconds(NOW)}
    facts = facts_from(to_item(row))
    assert facts.is_barred(NOW)
    assert not facts.after_report(report(S.WELL), NOW + DAY).is_barred(NOW + DAY)
