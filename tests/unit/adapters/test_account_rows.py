"""A row of an account that nobody can read costs what it says, and nothing else."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.builders import NOW
from towkay.adapters.codec import to_plain
from towkay.adapters.dynamodb.account_rows import facts_from, news_from, template_from
from towkay.adapters.dynamodb.attributes import to_item
from towkay.domain.account_facts import NOTHING_KNOWN, QuotaRead, milliseconds
from towkay.domain.account_news import AccountReported, Standing

QUOTA = QuotaRead(500, NOW, 6_000)
BARRED = AccountReported("account_restriction", standing=Standing.BARRED)
_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**37), 10**37) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)
_NAMES = st.sampled_from(["standing", "standing_at", "quota", "review", "told_at", "news"])


@settings(deadline=None)
@given(st.dictionaries(_NAMES, _PLAIN))
def test_whatever_stands_in_a_row_reading_it_fails_for_nobody(row: dict[str, Any]) -> None:
    item = to_item(row)
    facts_from(item)
    template_from(item)
    news_from(item)


@pytest.mark.parametrize("standing", [None, 7, {}, {"standing": "sleepy"}, {"about": 3}])
@pytest.mark.parametrize("at", [milliseconds(NOW), 10**37, None])
def test_a_standing_of_a_later_version_leaves_the_quota_beside_it(standing: Any, at: Any) -> None:
    row = {"standing": standing, "standing_at": at, "quota": to_plain(QUOTA)}
    facts = facts_from(to_item(row))
    assert (facts.said, facts.quota) == ((), QUOTA)


@pytest.mark.parametrize("at", [None, "soon", 10**17, 10**37, -(10**37)])
def test_a_bar_of_no_moment_is_none(at: Any) -> None:
    row = {"standing": to_plain(BARRED), "standing_at": at, "quota": to_plain(QUOTA)}
    facts = facts_from(to_item(row))
    assert (facts.said, facts.quota) == ((), QUOTA)


def test_a_quota_of_a_later_version_leaves_the_bar_beside_it() -> None:
    row = {
        "standing": to_plain(BARRED),
        "standing_at": milliseconds(NOW),
        "quota": {"used": "many"},
    }
    facts = facts_from(to_item(row))
    assert facts.is_barred(NOW) and facts.quota is None


def test_of_an_empty_row_nothing_is_known() -> None:
    assert facts_from({}) == NOTHING_KNOWN
    assert template_from({}) is None and news_from({}) is None
