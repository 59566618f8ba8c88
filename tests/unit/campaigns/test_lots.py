"""Lots are drawn once: stable under everything but the names, and fair over many people."""

from dataclasses import replace

import pytest

from tests.support.campaigns import a_campaign
from towkay.domain.campaigns import Variant
from towkay.domain.lots import is_held_out, is_held_out_of_all, lot, variant_for
from towkay.domain.schedules import Once

CAMPAIGN = a_campaign(Once("2026-12-01T10:00"))
PEOPLE = [f"line:U1:shopper-{number}" for number in range(20_000)]


def share(count: int) -> float:
    return 100 * count / len(PEOPLE)


def test_a_lot_never_changes() -> None:
    assert lot("holdout", "demo", "spring", "line:U1:Ua1") == 560
    assert lot("a", "b") != lot("b", "a")


@pytest.mark.parametrize("percent", [0, 1, 5, 50, 100])
def test_as_many_are_left_out_as_was_said(percent: int) -> None:
    campaign = replace(CAMPAIGN, holdout=percent)

    held = sum(is_held_out(campaign, "demo", person) for person in PEOPLE)

    assert share(held) == pytest.approx(percent, abs=0.6)


def test_more_are_left_out_only_in_addition() -> None:
    few, many = replace(CAMPAIGN, holdout=5), replace(CAMPAIGN, holdout=10)

    assert all(
        is_held_out(many, "demo", person) for person in PEOPLE if is_held_out(few, "demo", person)
    )


def test_campaigns_and_the_brand_as_a_whole_leave_out_other_people() -> None:
    one, other = replace(CAMPAIGN, holdout=50), replace(CAMPAIGN, id="other", holdout=50)

    both = sum(
        is_held_out(one, "demo", person) and is_held_out(other, "demo", person) for person in PEOPLE
    )
    of_all = sum(
        is_held_out(one, "demo", person) and is_held_out_of_all(50, "demo", person)
        for person in PEOPLE
    )

    assert share(both) == pytest.approx(25, abs=1.5)
    assert share(of_all) == pytest.approx(25, abs=1.5)


def test_an_edited_campaign_keeps_its_lots() -> None:
    edited = replace(CAMPAIGN, version="another", name="another")

    assert [is_held_out(CAMPAIGN, "demo", person) for person in PEOPLE[:500]] == [
        is_held_out(edited, "demo", person) for person in PEOPLE[:500]
    ]


def test_variants_are_drawn_by_their_shares_and_apart_from_the_holdout() -> None:
    variants = (Variant("a", 20, ()), Variant("b", 30, ()), Variant("c", 50, ()))
    half = replace(CAMPAIGN, holdout=50)
    sent = [person for person in PEOPLE if not is_held_out(half, "demo", person)]

    drawn = [variant_for(variants, "demo", half.id, person).id for person in sent]

    for variant in variants:
        assert 100 * drawn.count(variant.id) / len(sent) == pytest.approx(variant.share, abs=1.5)


def test_shares_that_fall_short_leave_nobody_without_words() -> None:
    variants = (Variant("a", 1, ()), Variant("b", 1, ()))

    assert all(variant_for(variants, "demo", "c", person) for person in PEOPLE[:500])
    with pytest.raises(ValueError, match="says nothing"):
        variant_for((), "demo", "c", "anybody")
