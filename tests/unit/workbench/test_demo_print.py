"""The demo says of each send how far it got, as far as its channel tells anybody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW, a_contact_key, a_turn, a_turn_key
from towkay.domain.channels import Channel
from towkay.domain.receipts import Marks
from towkay.domain.routes import Route
from towkay.domain.sends import SendState
from workbench.demo_print import print_order, why, why_planned
from workbench.simulators.sender import nothing_sent
from workbench.transcript import WIDTH, block, width_of

SENT = nothing_sent("messenger", "page", "mei")
READ = Marks(NOW, NOW)


def reason(channel: Channel, marks: Marks, state: SendState = SendState.SENT) -> str:
    turn = a_turn(a_turn_key(a_contact_key(channel=channel)))
    send = replace(turn.sends[0], state=state, route=Route.PUSH, called_at=NOW)
    return why(SENT, turn.with_send(send), marks).partition("route ")[2]


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        (Marks(), "push, sent · not delivered yet"),
        (Marks(delivered_up_to=NOW), "push, sent · delivered"),
        (READ, "push, sent · read"),
        (Marks(read_up_to=NOW - timedelta(seconds=1)), "push, sent · not delivered yet"),
    ],
)
def test_on_messenger_it_is_delivered_or_read(marks: Marks, told: str) -> None:
    assert reason(Channel.MESSENGER, marks) == told


@pytest.mark.parametrize("marks", [Marks(), READ])
def test_on_line_it_is_not_knowable(marks: Marks) -> None:
    assert reason(Channel.LINE, marks) == "push, sent · delivery not knowable on LINE"


def test_of_what_was_not_sent_only_the_state_is_told() -> None:
    assert reason(Channel.MESSENGER, READ, SendState.PARKED) == "push, parked"
    assert reason(Channel.LINE, READ, SendState.SUPPRESSED) == "push, suppressed"


def test_what_kept_several_messages_back_alike_is_told_once() -> None:
    turn = a_turn(a_turn_key(a_contact_key(channel=Channel.LINE)))
    send = replace(turn.sends[0], state=SendState.SUPPRESSED, route=None, reason="window_closed")
    both = replace(turn, sends=(send, replace(send, index=1)))

    assert why_planned(both, Marks()).count("suppressed: window_closed") == 1


def test_what_a_command_answers_is_wrapped_by_the_command_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = [
        "weekly_tea · approved",
        *block("    ", "who gets it, who not, and why " * 9).split("\n"),
    ]

    print_order(["campaigns", "show", "weekly_tea"], answer)

    asked, *told = capsys.readouterr().out.splitlines()
    assert asked == "    $ towkay campaigns show weekly_tea"
    assert [line.strip() for line in told] == [line.strip() for line in answer]
    assert max(map(width_of, told)) <= WIDTH
    assert len({len(new) - len(old) for new, old in zip(told, answer, strict=True)}) == 1


def test_a_short_answer_stands_below_its_command(capsys: pytest.CaptureFixture[str]) -> None:
    print_order(["campaigns", "list"], ["tea · approved", "    next 10:00"])

    assert capsys.readouterr().out.splitlines()[1:] == [
        "      tea · approved",
        "          next 10:00",
    ]
