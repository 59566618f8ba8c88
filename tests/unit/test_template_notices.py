"""A template is planned as what it was approved for, and nothing is written around it."""

import pytest

from tests.support.notices import NoticeBench
from tests.support.shop import PAGE_SHOPPER
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.messages import Purpose, TemplateMessage, Text
from towkay.domain.templates import Template, TemplateKind


def shown(kind: TemplateKind) -> TemplateMessage:
    return TemplateMessage(Template("order_shipped", "zh_TW", kind))


@pytest.mark.parametrize(
    ("kind", "purpose"),
    [
        (TemplateKind.MARKETING, Purpose.SERVICE),
        (TemplateKind.MARKETING, Purpose.REPLY),
        (TemplateKind.UTILITY, Purpose.MARKETING),
        (TemplateKind.AUTHENTICATION, Purpose.MARKETING),
    ],
)
def test_what_was_approved_for_one_purpose_cannot_be_planned_for_another(
    kind: TemplateKind, purpose: Purpose
) -> None:
    with pytest.raises(ValueError, match="cannot be sent as"):
        NoticeBench(PAGE_SHOPPER).notice(messages=(shown(kind),), purpose=purpose)


def test_nothing_is_written_around_a_template() -> None:
    bench = NoticeBench(ContactKey(Channel.WHATSAPP, "106540352242922", "US.1234"))
    message = shown(TemplateKind.MARKETING)
    planned = bench.plan(bench.notice(messages=(message,), purpose=Purpose.MARKETING))
    (send,) = planned.turn.sends
    assert send.messages == (message,)
    assert (send.template, send.carries_opt_out) == ("order_shipped", False)


def test_free_words_beside_it_say_what_they_must() -> None:
    bench = NoticeBench(PAGE_SHOPPER)
    notice = bench.notice(messages=(Text("買一送一"),), purpose=Purpose.MARKETING)
    assert notice.has_words
    assert bench.plan(notice).turn.sends[0].carries_opt_out
