"""A button that tags whoever presses it comes back as what it was."""

import pytest

from towkay.domain.actions import Action, Verb, parse_action


@pytest.mark.parametrize(
    ("action", "payload"),
    [
        (Action(Verb.TAG, "愛烏龍"), "tk:tag:愛烏龍"),
        (Action(Verb.TAG, "oolong", then="brew_oolong"), "tk:tag:oolong:brew_oolong"),
    ],
)
def test_a_tagging_press_names_its_tag_and_what_is_answered_after_it(
    action: Action, payload: str
) -> None:
    assert action.payload() == payload
    assert parse_action(payload) == action
