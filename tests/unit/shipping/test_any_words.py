"""Whatever a shop or a carrier writes, what is said of a parcel is taken by every platform."""

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.builders import a_contact
from tests.support.said_of_parcels import LANGUAGES, USUAL
from tests.support.shop import BRAND
from towkay.adapters.channels.line.notifications import can_be_told
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import CAPABILITIES, Channel, ContactKey
from towkay.domain.messages import TemplateMessage
from towkay.domain.packing import pack
from towkay.domain.routes import Route
from towkay.domain.shipping.filling import INLINE_LINK_LIMIT, Facts, cleaned, values
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.pickups import Reminder
from towkay.domain.shipping.records import Order
from towkay.domain.shipping.rules import ApprovedWords, Filled, Gap, Occasion
from towkay.domain.shipping.saying import Sayable, reminding, said
from towkay.domain.shipping.telling import Telling
from towkay.domain.shipping.wanted import BODY_LIMIT
from towkay.domain.templates import Template
from towkay.packs.notice_words import WORDS_LIMIT

AT = datetime(2026, 11, 22, 8, 5, tzinfo=UTC)
HASH = "1315ec4a63ba3d2b8f5db63688770e89a402ee623ef33e4c8c2f36e48f271be0"
ORDINARY = st.sampled_from(["1042", "7-ELEVEN 淡水門市", "F0000000001", "a" * 500, "長" * 500])
ODD = st.sampled_from(["", "  ", "\n\n", "*_~`", "{{1}}", "a\tb      c", "e" + "\u0301" * 900])
ANY = st.text(max_size=200) | ORDINARY | ODD | st.text("👩‍👩‍👧‍👦🧧🇹🇼", max_size=80)
LINKS = st.sampled_from(
    ["", "http://x", "https://www.example.com/" + "t" * 900, "javascript:1"]
) | st.integers(1, 300).map(lambda size: "https://www.example.com/" + "t" * size)
MOMENTS = st.none() | st.integers(0, 2_000_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
EVERY_GAP = ApprovedWords(
    "k",
    "zh",
    tuple(Filled(gap, gap) for gap in Gap),
    Filled(Gap.PLACE, "large"),
    Filled(Gap.LINK, "page"),
)
LINE_RULES = replace(
    USUAL,
    approved={"line": {one: dict.fromkeys(LANGUAGES, EVERY_GAP) for one in Occasion}},
)


LONGEST = [
    Telling(
        *("json", str(number), "長" * 99, Milestone.DELIVERED, AT, AT),
        place="長" * 99,
        collect_by=AT,
        link="https://www.example.com/".ljust(INLINE_LINK_LIMIT, "t"),
        tracking=f"{number}" + "長" * 99,
        carrier="長" * 99,
    )
    for number in range(5)
]


@st.composite
def tellings(draw: st.DrawFn) -> list[Telling]:
    milestone = draw(st.sampled_from(Milestone))
    place, order = draw(ANY), draw(ANY)
    return [
        Telling(
            *("json", str(number), order, milestone, AT, AT),
            place=place,
            collect_by=draw(MOMENTS),
            link=draw(LINKS),
            tracking=draw(ANY),
            carrier=draw(ANY),
        )
        for number in range(draw(st.integers(1, 5)))
    ]


def told_of(group: list[Telling], channel: Channel, language: str, user: str = "u") -> Sayable:
    rules = LINE_RULES if user == HASH else USUAL
    contact = a_contact(ContactKey(channel, "1", user), language=language)
    return said(group, Order("demo", group[0].order), rules, BRAND, contact)


@given(ANY, st.integers(8, 60))
def test_any_value_stands_on_one_line_and_is_short_and_readable(text: str, limit: int) -> None:
    value = cleaned(text, limit)
    assert value == value.strip()
    assert not re.search(r"[\n\r\t\u2028\u2029]|  |[*~`{}<>|]", value)
    hidden = (sign for sign in value if sign not in "\u200c\u200d")
    assert not any(unicodedata.category(sign)[0] == "C" for sign in hidden)
    assert len(value) <= limit
    assert not value or any(sign.isalnum() for sign in value)
    assert cleaned(value, limit) == value


@given(ANY)
def test_what_is_short_and_plain_stays_as_it_is(text: str) -> None:
    plain = "".join(sign for sign in text if sign.isascii() and sign.isalnum())[:30]
    assert cleaned(plain) == plain


@given(ANY, ANY, ANY, MOMENTS, LINKS, st.integers(1, 200), st.sampled_from(LANGUAGES))
def test_no_gap_is_ever_empty_or_without_an_end(
    order: str,
    place: str,
    carrier: str,
    end: datetime | None,
    link: str,
    count: int,
    language: str,
) -> None:
    facts = Facts(order, (carrier,), (place, order, carrier), place, end, (link,), count)
    for gap, value in values(facts, language, "Asia/Taipei").items():
        assert value.strip()
        assert not re.search(r"[\n\r\t]|    ", value)
        assert len(value) <= (INLINE_LINK_LIMIT if gap is Gap.LINK else 130)


@pytest.mark.parametrize("channel", list(CAPABILITIES), ids=str)
@given(tellings(), st.sampled_from(LANGUAGES))
def test_ready_words_fit_one_request_whatever_fills_them(
    channel: Channel, group: list[Telling], language: str
) -> None:
    messages, template = told_of(group, channel, language)
    limits = CAPABILITIES[channel]
    packed = pack(messages, limits, language)
    assert len(packed.requests) == 1
    assert len(packed.requests[0]) == 1
    if template:
        _is_taken(template)
        asked = pack((TemplateMessage(template),), limits, language)
        assert asked.losses == ()


@pytest.mark.parametrize("channel", list(CAPABILITIES), ids=str)
@given(tellings(), st.sampled_from("a長é"))
@example(LONGEST, "長")
@example(LONGEST, "a")
def test_the_longest_words_that_a_brand_may_write_fit_one_request(
    channel: Channel, group: list[Telling], letter: str
) -> None:
    gaps = " ".join(f"{{{gap}}}" for gap in Gap)
    words = gaps + letter * ((WORDS_LIMIT - len(gaps)) // len(letter.encode()))
    said_so = {one: dict.fromkeys(LANGUAGES, words) for one in Occasion}
    contact = a_contact(ContactKey(channel, "1", "u"), language="en")
    order, rules = Order("demo", group[0].order), replace(USUAL, words=said_so)
    messages, template = said(group, order, rules, BRAND, contact)
    assert len(pack(messages, CAPABILITIES[channel], "en").requests) == 1
    assert template is None or len(template.words) <= BODY_LIMIT


@given(tellings(), st.sampled_from(LANGUAGES))
def test_a_template_of_lines_own_is_within_its_limits(group: list[Telling], language: str) -> None:
    template = told_of(group, Channel.LINE, language, HASH)[1]
    assert template
    assert template.header
    assert 0 < _units(template.header.value) <= 15
    assert all(0 < _units(one.text) <= 300 for one in template.body)
    assert all(0 < len(one.value) <= 1000 for one in template.buttons)
    contact, asked = ContactKey(Channel.LINE, "1", HASH), (TemplateMessage(template),)
    assert can_be_told(ChannelCall(contact, "e", "s", Route.NOTIFICATION_MESSAGE, asked))


@given(ANY, ANY, LINKS, st.sampled_from(LANGUAGES))
def test_a_reminder_is_taken_as_well(order: str, place: str, link: str, language: str) -> None:
    reminder = Reminder("json", "1", order, AT, AT, AT, place, link)
    contact = a_contact(ContactKey(Channel.WHATSAPP, "1", "u"), language=language)
    messages, template = reminding((reminder,), Order("demo", order), USUAL, BRAND, contact)
    assert len(pack(messages, CAPABILITIES[Channel.WHATSAPP], language).requests) == 1
    assert template
    _is_taken(template)


def _is_taken(template: Template) -> None:
    assert len(template.words) <= BODY_LIMIT
    for one in template.body:
        assert one.text.strip()
        assert not re.search(r"[\n\r\t]|    ", one.text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
