"""What cannot be announced is told before anything is asked of LINE."""

import pytest

from tests.unit.workbench.test_announce import AtDesk, Noting, known, said
from towkay.domain.messages import Text
from towkay.usecases.announce import Judged, Wish, judge
from workbench.announce import SENT
from workbench.errors import WorkbenchError


def test_a_long_text_becomes_several_messages_of_the_same_call() -> None:
    gateway = Noting()

    assert said(AtDesk(known()), gateway, text="今天的茶葉都是現貨。" * 800)[0] == SENT

    (send,) = gateway.sent
    assert 1 < len(send.messages) <= 5
    assert all(isinstance(one, Text) and len(one.text) <= 5_000 for one in send.messages)


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("今天的茶葉都是現貨。" * 5_000, r"5 messages at once.*\n.*in parts"),
        (" \n", "nothing to say"),
    ],
)
def test_what_cannot_be_said_at_once_is_refused_with_what_to_do(text: str, slip: str) -> None:
    with pytest.raises(WorkbenchError, match=slip):
        said(AtDesk(known()), Noting(), text=text)


def test_nobody_counts_as_left_out_while_their_list_is_not_ready() -> None:
    desk = AtDesk(known(refusers=("Ua",)), ids=())

    judged = judge(Wish("春茶到了"), desk, desk.clock)

    assert isinstance(judged, Judged)
    assert judged.facts.left_out == frozenset()
