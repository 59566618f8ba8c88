"""A receipt is told by what it changed, once, and without naming anybody."""

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from tests.support.builders import a_contact_key, an_event
from towkay.domain.channels import Channel
from towkay.domain.events import HumanReplied, ReceiptArrived, ReceiptKind
from towkay.domain.sends import SendState
from towkay.runtime import reports
from towkay.runtime.observability import logger
from towkay.usecases.answer import Answered, Handling
from towkay.usecases.settle import Effect, Settled

ECHO = an_event(
    a_contact_key("6843310927715504", Channel.MESSENGER),
    happening=ReceiptArrived(ReceiptKind.ECHOED, "19a.0.m_secret-cause", "m_provider"),
)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> tuple[list[Any], Counter[str]]:
    """The log lines with their fields, and what was counted."""
    lines: list[Any] = []
    counts: Counter[str] = Counter()
    monkeypatch.setattr(logger, "info", lambda text, extra: lines.append((text, extra)))
    monkeypatch.setattr(reports, "count", lambda name, value=1: counts.update({name: value}))
    return lines, counts


@pytest.mark.parametrize("effect", Effect)
def test_each_effect_is_one_line_and_one_count(
    told: tuple[list[Any], Counter[str]], effect: Effect
) -> None:
    lines, counts = told
    reports.report_receipt(ECHO, Settled(effect, SendState.UNKNOWN, SendState.SENT), "key")
    ((text, fields),) = lines
    assert text == "receipt applied"
    assert fields == {
        "contact": reports.pseudonym(ECHO.contact, "key"),
        "channel": "messenger",
        "account": ECHO.contact.account,
        "kind": "echoed",
        "effect": effect,
        "state_before": "unknown",
    }
    assert counts == {f"receipt_{effect}": 1}


def test_a_send_that_had_been_given_up_is_counted_apart(
    told: tuple[list[Any], Counter[str]],
) -> None:
    late = Settled(Effect.CONFIRMED, SendState.PARKED, SendState.SENT)
    reports.report_receipt(ECHO, late, "key")
    assert told[1] == {"receipt_confirmed": 1, "send_settled_late": 1}


def test_no_line_says_whom_or_which_message(told: tuple[list[Any], Counter[str]]) -> None:
    reports.report_receipt(ECHO, Settled(Effect.KNOWN), "key")
    line = json.dumps(told[0])
    for name in (ECHO.contact.user, ECHO.cause, "m_provider", "m_secret"):
        assert name not in line


def test_no_line_of_a_turn_says_a_telephone_number(told: tuple[list[Any], Counter[str]]) -> None:
    number = "+886912345678"
    by_number = an_event(a_contact_key(number, Channel.WHATSAPP), happening=HumanReplied())
    by_id = an_event(a_contact_key("TW.1", Channel.WHATSAPP), happening=HumanReplied())
    for event in (by_number, replace(by_id, number=number)):
        reports.report_turn(event, Answered(Handling.HANDLED), "key")
    assert len(told[0]) == 2
    assert number[1:] not in json.dumps(told[0], default=str)
