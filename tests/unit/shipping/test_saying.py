"""What a shopper reads of a parcel, and the template that says the same."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.support.builders import a_contact
from tests.support.said_of_parcels import USUAL
from tests.support.shop import BRAND
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.messages import LinkButton, Text
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.pickups import Reminder
from towkay.domain.shipping.records import Order
from towkay.domain.shipping.rules import ApprovedWords, Filled, Gap, Occasion, ShippingRules
from towkay.domain.shipping.saying import Sayable, reminding, said
from towkay.domain.shipping.telling import Telling
from towkay.domain.templates import Header, HeaderKind, Template, TemplateButton, TemplateKind

AT = datetime(2026, 11, 22, 8, 5, tzinfo=UTC)
END = datetime(2026, 11, 29, 16, 0, tzinfo=UTC)  # the midnight that ends Sunday in Taipei
PAGE = "https://www.example.com/t/F1"
ORDER = Order("demo", "1042", shown="#1042")
IN_STORE = Telling(
    *("ecpay", "1", "1042", Milestone.AT_PICKUP_STORE, AT, END),
    place="7-ELEVEN 淡水門市",
    collect_by=END,
    tracking="F0000000001",
    carrier="UNIMARTC2C",
    link=PAGE,
)
HANDED = replace(IN_STORE, milestone=Milestone.HANDED_OVER, collect_by=None, place="")
UTILITY = TemplateKind.UTILITY
HASH = "1315ec4a63ba3d2b8f5db63688770e89a402ee623ef33e4c8c2f36e48f271be0"
LINE_SLOTS = ApprovedWords(
    "shipment_key",
    "zh",
    (Filled(Gap.ORDER, "number_001"),),
    Filled(Gap.COLLECT_BY, "date_002"),
    Filled(Gap.LINK, "check_status"),
)


def told(
    *tellings: Telling,
    channel: Channel = Channel.WHATSAPP,
    user: str = "u1",
    language: str = "zh-TW",
    rules: ShippingRules = USUAL,
) -> Sayable:
    contact = a_contact(ContactKey(channel, "1", user), language=language)
    return said(tellings, ORDER, rules, BRAND, contact)


def own(words: ApprovedWords, channel: str, language: str = "zh-TW") -> ShippingRules:
    both = (Occasion.AT_PICKUP_STORE, Occasion.HANDED_OVER)
    return replace(USUAL, approved={channel: {one: {language: words} for one in both}})


def words_of(sayable: Sayable) -> str:
    (message,) = sayable[0]
    assert isinstance(message, Text)
    return message.text


def template_of(sayable: Sayable) -> Template:
    assert sayable[1] is not None
    return sayable[1]


def gaps_of(sayable: Sayable) -> list[str]:
    return [one.text for one in template_of(sayable).body]


def test_words_are_in_the_language_of_the_contact_with_the_shops_own_number_and_names() -> None:
    assert words_of(told(IN_STORE)) == (
        "您的訂單 #1042 已經送到7-ELEVEN 淡水門市，請在 11/29（日）23:59 前領取，逾期會退回。"
    )
    assert words_of(told(HANDED, language="en")) == (
        "Your order #1042 has been handed to 7-ELEVEN (tracking number: F0000000001) "
        "and is about to leave for you."
    )


def test_the_template_says_the_very_same_with_its_gaps_in_order() -> None:
    sayable = told(IN_STORE)
    template = template_of(sayable)
    assert gaps_of(sayable) == ["#1042", "7-ELEVEN 淡水門市", "11/29（日）23:59"]
    assert (template.words, template.language) == (words_of(sayable), "zh_TW")
    assert template.name.startswith("towkay_at_pickup_store_")


@pytest.mark.parametrize("channel", [Channel.INSTAGRAM, Channel.LINE])
def test_a_channel_without_such_templates_has_words_alone(channel: Channel) -> None:
    messages, template = told(IN_STORE, channel=channel)
    assert messages
    assert template is None


def test_what_nobody_knows_is_said_in_plain_words() -> None:
    bare = replace(IN_STORE, place="", collect_by=None, carrier="20011", tracking="", link="")
    assert gaps_of(told(bare)) == ["#1042", "您選的取貨點", "保管期限"]
    handed = replace(bare, milestone=Milestone.HANDED_OVER)
    assert gaps_of(told(handed, language="en")) == ["#1042", "the carrier", "not known yet"]


def test_the_carriers_page_is_a_button_where_any_shopper_may_open_it() -> None:
    (message,) = told(IN_STORE, language="en")[0]
    assert message == Text(words_of(told(IN_STORE, language="en")), (), _button("Track parcel"))
    inside = replace(IN_STORE, link="https://10.0.0.1/t")
    assert told(inside)[0] == (Text(words_of(told(IN_STORE))),)


def test_a_carrier_whose_source_names_no_page_has_the_one_that_the_brand_knows() -> None:
    rules = replace(USUAL, pages={"UNIMARTC2C": "https://www.example.com/?no={tracking}"})
    odd = replace(IN_STORE, link="", tracking="F1 /2")
    (message,) = told(odd, rules=rules)[0]
    assert isinstance(message, Text)
    assert message.buttons == (LinkButton("查詢進度", "https://www.example.com/?no=F1%20%2F2"),)
    assert told(replace(odd, tracking=""), rules=rules)[0] == told(replace(odd, tracking=""))[0]
    assert told(IN_STORE, rules=rules) == told(IN_STORE), "the source knows better"


def test_a_page_that_stands_in_the_words_needs_no_button() -> None:
    words = {**USUAL.words, Occasion.AT_PICKUP_STORE: {"zh-TW": "已到店：{link} 請領取"}}
    (message,) = told(IN_STORE, rules=replace(USUAL, words=words))[0]
    assert message == Text(f"已到店：{PAGE} 請領取")


def test_several_parcels_are_told_at_once_with_their_count_and_numbers() -> None:
    more = [replace(IN_STORE, parcel=str(n), tracking=f"F{n}") for n in (2, 3, 4)]
    sayable = told(IN_STORE, *more)
    assert words_of(sayable) == (
        "您的訂單 #1042 (共 4 件) 已經送到7-ELEVEN 淡水門市，請在 11/29（日）23:59 前領取，"
        "逾期會退回。\n物流單號：F0000000001、F2、F3 等 4 件"
    )
    assert gaps_of(sayable)[0] == "#1042 (共 4 件)"
    handed = [replace(one, milestone=Milestone.HANDED_OVER) for one in more]
    assert gaps_of(told(*handed, language="en")) == ["#1042 (3 parcels)", "7-ELEVEN", "F2, F3, F4"]
    assert "\n" not in words_of(told(*handed))


def test_of_several_parcels_the_earliest_end_counts() -> None:
    later = replace(IN_STORE, parcel="2", collect_by=datetime(2026, 11, 30, 16, tzinfo=UTC))
    assert gaps_of(told(later, IN_STORE))[2] == "11/29（日）23:59"


def test_no_page_is_shown_that_tells_of_one_parcel_out_of_several() -> None:
    other = replace(IN_STORE, parcel="2", link="https://www.example.com/t/F2")
    pageless = replace(IN_STORE, parcel="3", link="")
    for second in (other, pageless):
        assert isinstance(message := told(IN_STORE, second)[0][0], Text)
        assert message.buttons == ()


def test_the_brands_own_template_is_filled_in_its_order() -> None:
    words = ApprovedWords("ready", "zh_TW", (Filled(Gap.PLACE, "where"), Filled(Gap.ORDER, "no")))
    template = template_of(told(IN_STORE, rules=own(words, "whatsapp")))
    assert (template.name, template.language) == ("ready", "zh_TW")
    filled = [(one.name, one.text) for one in template.body]
    assert filled == [("where", "7-ELEVEN 淡水門市"), ("no", "#1042")]


def test_a_button_gets_the_end_of_its_address_and_one_without_is_not_sent() -> None:
    words = ApprovedWords("ready", "zh_TW", (), button=Filled(Gap.TRACKING), button_at=1)
    rules = own(words, "whatsapp")
    slashed = replace(IN_STORE, tracking="A/1 2")
    (button,) = template_of(told(slashed, rules=rules)).buttons
    assert (button.index, button.value) == (1, "A%2F1%202")
    unknown = template_of(told(replace(IN_STORE, tracking=""), rules=rules))
    assert unknown.name.startswith("towkay_at_pickup_store_"), "the derived one says it"
    by_order = own(replace(words, button=Filled(Gap.ORDER)), "messenger")
    (button,) = template_of(told(IN_STORE, channel=Channel.MESSENGER, rules=by_order)).buttons
    assert button.value == "%231042"


def test_line_is_told_by_number_in_a_template_of_its_own() -> None:
    sayable = told(IN_STORE, channel=Channel.LINE, user=HASH, rules=own(LINE_SLOTS, "line"))
    template = template_of(sayable)
    assert template.name == "shipment_key"
    assert template.header == Header(HeaderKind.TEXT, "11/29（日）23:59", "date_002")
    assert [(one.name, one.text) for one in template.body] == [("number_001", "#1042")]
    assert _pages(template.buttons) == [("check_status", PAGE)]
    pageless = replace(IN_STORE, link="")
    sayable = told(pageless, channel=Channel.LINE, user=HASH, rules=own(LINE_SLOTS, "line"))
    assert template_of(sayable).buttons == (), "a page that is not known is left out"


def test_an_end_in_large_letters_is_the_day_where_its_time_has_no_room() -> None:
    words = own(LINE_SLOTS, "line", "en")
    sayable = told(IN_STORE, channel=Channel.LINE, user=HASH, language="en", rules=words)
    assert template_of(sayable).header == Header(HeaderKind.TEXT, "Sun 29 Nov", "date_002")


def test_a_number_on_line_reads_words_only_where_line_agreed_to_them() -> None:
    assert told(IN_STORE, channel=Channel.LINE, user=HASH) == ((), None)
    agreed = replace(USUAL, flexible=True)
    sayable = told(IN_STORE, channel=Channel.LINE, user=HASH, rules=agreed)
    reviewed = Template(
        "reviewed_at_pickup_store", "zh-TW", UTILITY, words=words_of(sayable), reviewed=True
    )
    assert template_of(sayable) == reviewed
    friend = told(IN_STORE, channel=Channel.LINE, rules=own(LINE_SLOTS, "line"))
    assert friend[1] is None, "a friend is pushed to"


def test_a_reminder_says_where_and_until_when() -> None:
    reminder = Reminder("ecpay", "1", "1042", AT, AT, END, "淡水門市", PAGE)
    contact = a_contact(ContactKey(Channel.WHATSAPP, "1", "u"), language="en")
    sayable = reminding((reminder,), ORDER, USUAL, BRAND, contact)
    assert words_of(sayable) == (
        "A reminder that the parcel of your order #1042 is still at 淡水門市. Please collect it by "
        "Sun 29 Nov 23:59 at the latest, before it is sent back."
    )
    assert template_of(sayable).name.startswith("towkay_reminder_")


def test_who_has_no_language_hears_the_shops_first() -> None:
    contact = a_contact(ContactKey(Channel.LINE, "1", "u"), language=None)
    assert words_of(said([IN_STORE], ORDER, USUAL, BRAND, contact)).startswith("您的訂單")


def _button(label: str) -> tuple[LinkButton]:
    return (LinkButton(label, PAGE),)


def _pages(buttons: tuple[TemplateButton, ...]) -> list[tuple[str, str]]:
    return [(one.name, one.value) for one in buttons]
