"""Each contact reads the words meant for them, with what is known of them filled in."""

from dataclasses import replace

import pytest

from tests.support.shop import LINE_SHOPPER, PAGE_SHOPPER
from towkay.domain.campaigns import Said, Variant
from towkay.domain.contacts import Contact
from towkay.domain.messages import (
    Card,
    Carousel,
    CouponOffer,
    Image,
    LinkButton,
    Message,
    QuickReply,
    TemplateMessage,
    Text,
)
from towkay.domain.offers import Coupon
from towkay.domain.personal import VALUE_LIMIT, fields_in, fill, filled, is_personal, said_to
from towkay.domain.profile import FieldValue
from towkay.domain.templates import Parameter, Template, TemplateKind

MEI = Contact(LINE_SHOPPER, "demo", "demo-line", fields=(FieldValue("name", " 小美 "),))
ANN = replace(MEI, key=PAGE_SHOPPER, language="en", fields=())
WORDS = Variant(
    "a",
    100,
    (
        Said("zh-TW", (Text("茶"),)),
        Said("en", (Text("tea"),)),
        Said("zh-TW", (Text("LINE 的茶"),), "line"),
    ),
)


def words_to(contact: Contact, variant: Variant = WORDS) -> str:
    said = said_to(variant, contact)
    assert said is not None and isinstance(said.messages[0], Text)
    return said.messages[0].text


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        (ANN, "tea"),
        (replace(ANN, language="zh-TW"), "茶"),
        (replace(ANN, language=None), "茶"),
        (replace(ANN, language="ja"), "茶"),
        (MEI, "LINE 的茶"),
        (replace(MEI, language="en"), "tea"),
    ],
)
def test_words_are_chosen_by_language_first_and_then_by_channel(
    contact: Contact, words: str
) -> None:
    assert words_to(contact) == words


def test_a_channel_for_which_nothing_is_said_gets_nothing() -> None:
    only_line = Variant("a", 100, (Said("zh-TW", (Text("茶"),), "line"),))

    assert said_to(only_line, ANN) is None
    assert words_to(replace(MEI, language="en"), only_line) == "茶"


@pytest.mark.parametrize(
    ("text", "mei", "ann"),
    [
        ("{name|朋友}您好", "小美您好", "朋友您好"),
        ("Dear { name | friend }!", "Dear 小美!", "Dear friend!"),
        ("{name|}好", "小美好", "好"),
        ("{Name|朋友}", "朋友", "朋友"),
        ("{name}", "{name}", "{name}"),
    ],
)
def test_a_field_stands_where_it_is_known_and_its_fallback_elsewhere(
    text: str, mei: str, ann: str
) -> None:
    assert (fill(text, MEI), fill(text, ANN)) == (mei, ann)


def test_a_value_is_one_short_line_and_is_never_filled_in_itself() -> None:
    written = replace(MEI, fields=(FieldValue("name", "a\n{name|b}" + "長" * 500),))

    value = fill("{name|朋友}", written)

    assert value.startswith("a {name|b}") and len(value) == VALUE_LIMIT


EVERY_KIND: tuple[Message, ...] = (
    Text("{name|您}", (QuickReply("{name|您}", "{name|您}"),)),
    Image("https://x.example/{name|您}", "{name|您}"),
    Card("{name|您}", "{name|您}", buttons=(LinkButton("{name|您}", "https://x.example"),)),
    Carousel((Card("{name|您}"), Card("b", "{name|您}"))),
    CouponOffer(Coupon("{name|您}", "{name|您}", "{name|您}")),
    TemplateMessage(Template("t", "zh_TW", TemplateKind.MARKETING, body=(Parameter("{name|您}"),))),
)


@pytest.mark.parametrize("message", EVERY_KIND, ids=lambda message: type(message).__name__)
def test_every_word_that_is_read_may_be_personal(message: Message) -> None:
    names = fields_in(message)

    (mine,) = filled((message,), MEI)

    assert is_personal((message,)) and set(names) == {"name"}
    assert not fields_in(mine)
    assert str(mine).count("小美") == len(names)


def test_what_no_person_reads_stays_as_it_is() -> None:
    (text,) = filled((EVERY_KIND[0],), MEI)
    (image,) = filled((EVERY_KIND[1],), MEI)

    assert text.quick_replies[0].payload == "{name|您}"
    assert isinstance(image, Image) and "{name|您}" in image.url


def test_words_that_are_the_same_for_all_stay_the_very_same() -> None:
    plain = (Text("茶"),)

    assert filled(plain, MEI) is plain
