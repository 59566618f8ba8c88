"""An audience narrows the subscribers of a topic and never widens them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shop import LINE_SHOPPER, NOW, PAGE_SHOPPER
from towkay.domain.audiences import (
    EVERY_SUBSCRIBER,
    ActedWithin,
    AllOf,
    AnyOf,
    AudienceRule,
    CameBy,
    Compare,
    FieldRule,
    NotThese,
    OnChannel,
    SilentFor,
    Speaks,
    SubscribedFor,
    Tagged,
)
from towkay.domain.contacts import Contact
from towkay.domain.membership import is_in, known_by_key
from towkay.domain.profile import FieldValue, Tag
from towkay.domain.subscriptions import Subscription

DAY = timedelta(days=1)
MEI = Contact(
    LINE_SHOPPER,
    "demo",
    "demo-line",
    language="zh-TW",
    last_act_at=NOW - 10 * DAY,
    tags=(Tag("oolong", NOW - DAY), Tag("sale", NOW - 9 * DAY, expires_at=NOW)),
    fields=(FieldValue("points", "120"), FieldValue("born", "1990-05-03"), FieldValue("x", " ")),
)
BY_QR = Subscription("news", True, NOW - 30 * DAY, "c", place="qr:counter-3")
BY_QR = replace(BY_QR, granted_at=NOW - 30 * DAY)

HOLDS: list[tuple[AudienceRule, bool]] = [
    (Tagged("oolong"), True),
    (Tagged("sale"), False),
    (Tagged("green"), False),
    (FieldRule("points", Compare.AT_LEAST, "9"), True),
    (FieldRule("points", Compare.AT_LEAST, "120.0"), True),
    (FieldRule("points", Compare.AT_MOST, "119"), False),
    (FieldRule("points", Compare.IS, "120.00"), True),
    (FieldRule("points", Compare.AT_LEAST, "many"), False),
    (FieldRule("points", Compare.AT_MOST, "many"), False),
    (FieldRule("born", Compare.AT_MOST, "1999-12-31"), True),
    (FieldRule("born", Compare.AT_LEAST, "1999-12-31"), False),
    (FieldRule("born", Compare.CONTAINS, "-05-"), True),
    (FieldRule("x", Compare.KNOWN), False),
    (FieldRule("x", Compare.UNKNOWN), True),
    (FieldRule("y", Compare.IS, ""), False),
    (FieldRule("y", Compare.IS_NOT, "1"), True),
    (FieldRule("y", Compare.AT_MOST, "1"), False),
    (FieldRule("points", Compare.IS_NOT, "120"), False),
    (OnChannel(("line", "whatsapp")), True),
    (OnChannel(("messenger",)), False),
    (Speaks(("zh-TW",)), True),
    (Speaks(("en", "")), False),
    (CameBy(("qr",)), True),
    (CameBy(("qr:counter-3",)), True),
    (CameBy(("qr:counter-4", "ad")), False),
    (ActedWithin(11), True),
    (ActedWithin(10), False),
    (SilentFor(10), True),
    (SilentFor(11), False),
    (SubscribedFor(30), True),
    (SubscribedFor(31), False),
    (EVERY_SUBSCRIBER, True),
    (AnyOf(()), False),
]


@pytest.mark.parametrize(("rule", "expected"), HOLDS)
def test_each_rule_holds_for_whom_it_says_and_its_opposite_for_the_others(
    rule: AudienceRule, expected: bool
) -> None:
    assert is_in(rule, MEI, BY_QR, NOW) is expected
    assert is_in(NotThese(rule), MEI, BY_QR, NOW) is not expected


def test_who_never_showed_a_language_is_under_the_empty_one() -> None:
    nobody_knows = replace(MEI, language=None)

    assert is_in(Speaks(("en", "")), nobody_knows, BY_QR, NOW)
    assert not is_in(Speaks(("en",)), nobody_knows, BY_QR, NOW)


def test_who_never_did_anything_has_been_silent_ever_since() -> None:
    silent = replace(MEI, last_act_at=None, last_event_at=None)

    assert is_in(SilentFor(9999), silent, BY_QR, NOW)
    assert not is_in(ActedWithin(9999), silent, BY_QR, NOW)


@pytest.mark.parametrize("rule", [CameBy(("qr", "")), SubscribedFor(0)])
def test_without_a_subscription_there_is_no_entry_to_ask_about(rule: AudienceRule) -> None:
    assert not is_in(rule, MEI, None, NOW)


def test_an_entry_whose_place_is_unknown_came_by_no_place() -> None:
    assert not is_in(CameBy(("",)), MEI, replace(BY_QR, place=""), NOW)


LEAVES: st.SearchStrategy[AudienceRule] = st.sampled_from([rule for rule, _ in HOLDS])
RULES: st.SearchStrategy[AudienceRule] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda rules: AllOf(tuple(rules))),
        st.lists(inner, max_size=3).map(lambda rules: AnyOf(tuple(rules))),
        inner.map(NotThese),
    ),
)


@given(RULES, st.sampled_from([LINE_SHOPPER, PAGE_SHOPPER]))
def test_what_the_name_alone_tells_is_what_reading_the_contact_tells(
    rule: AudienceRule, key: object
) -> None:
    contact = replace(MEI, key=key)  # type: ignore[arg-type]  # one of two keys
    known = known_by_key(rule, contact.key)

    assert known is None or known is is_in(rule, contact, BY_QR, NOW)


def test_only_what_a_name_cannot_tell_needs_the_contact() -> None:
    on_line = OnChannel(("line",))

    assert known_by_key(AllOf((on_line, Tagged("a"))), PAGE_SHOPPER) is False
    assert known_by_key(AllOf((on_line, Tagged("a"))), LINE_SHOPPER) is None
    assert known_by_key(AnyOf((on_line, Tagged("a"))), LINE_SHOPPER) is True
    assert known_by_key(EVERY_SUBSCRIBER, LINE_SHOPPER) is True
