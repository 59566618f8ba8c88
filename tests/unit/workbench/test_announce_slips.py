"""What cannot be announced is told before anything is asked of LINE."""

import argparse

import pytest

from tests.unit.workbench.test_announce import AtDesk, known
from towkay.domain.messages import Text
from workbench.announce import prepared
from workbench.errors import WorkbenchError


def options(text: str) -> argparse.Namespace:
    return argparse.Namespace(text=text, name="", most=None)


def test_a_long_text_becomes_several_messages_of_the_same_call() -> None:
    send, _ = prepared(options("今天的茶葉都是現貨。" * 800), AtDesk(known()))  # type: ignore[arg-type]

    assert 1 < len(send.messages) <= 5
    assert all(isinstance(one, Text) and len(one.text) <= 5_000 for one in send.messages)


def test_a_text_for_more_than_one_call_is_refused_with_what_to_do() -> None:
    with pytest.raises(WorkbenchError, match=r"5 messages at once.*\n.*in parts"):
        prepared(options("今天的茶葉都是現貨。" * 5_000), AtDesk(known()))  # type: ignore[arg-type]
