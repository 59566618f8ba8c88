"""Whatever is not done is said why, in both languages and with the status that fits."""

import pytest

from towkay.adapters.staff.refusals import closed, refusal
from towkay.domain.campaign_decisions import Undecided
from towkay.domain.staff_calls import may_work_for


@pytest.mark.parametrize("why", list(Undecided))
def test_every_act_that_is_not_carried_out_has_its_words(why: Undecided) -> None:
    status, plain = refusal(why)

    assert status == (404 if why is Undecided.UNKNOWN_CAMPAIGN else 409)
    assert plain["error"] == why.value
    assert all(plain["reason"][language] for language in ("zh-TW", "en"))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413])
def test_a_door_that_is_closed_before_anything_is_read_says_so(status: int) -> None:
    assert closed(status)[0] == status


@pytest.mark.parametrize(
    ("claim", "may"),
    [
        ("demo", True),
        ("[demo]", True),
        ("[tide demo]", True),
        ("tide,demo", True),
        ("*", True),
        ("", False),
        ("[]", False),
        ("demo2", False),
        ("dem", False),
        ("tide atelier", False),
    ],
)
def test_a_token_opens_the_brands_that_it_names_and_no_other(claim: str, may: bool) -> None:
    assert may_work_for(claim, "demo") is may


def test_a_token_that_names_no_brand_opens_not_even_one_without_a_name() -> None:
    assert not may_work_for("", "")
    assert not may_work_for("[]", "")
