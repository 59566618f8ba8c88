"""Lists, products, coupons, receipts, requests and templates where a channel lacks a form."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.support.spoken import answers_of, replies_of
from tests.support.within import LIMITS
from towkay.domain.capabilities import Capabilities
from towkay.domain.messages import (
    Card,
    Carousel,
    Choices,
    ConsentRequest,
    CouponOffer,
    Image,
    LinkButton,
    LocationRequest,
    Lossy,
    Message,
    PostbackButton,
    Products,
    QuickReply,
    ReceiptShown,
    TemplateMessage,
    Text,
)
from towkay.domain.offers import Choice, Coupon, Product, Receipt, ReceiptLine, Section
from towkay.domain.packing import pack
from towkay.domain.templates import Parameter, Template, TemplateKind

PLAIN = LIMITS["messenger, no form"]
PHOTO, SHOP = "https://cdn.example.com/a.jpg", "https://shop.example.com/p/1"
MENU = QuickReply("選單", "tk:menu")
YES, NO = QuickReply("訂閱", "tk:yes"), QuickReply("不用", "tk:no")
WORDING = "每週五寄一則優惠給您，隨時打「停止」就停。" * 60
CONSENT = ConsentRequest("news", "每週優惠", WORDING, YES, NO)
RECEIPT = Receipt(
    order="TW-20418",
    name="林小姐",
    currency="TWD",
    total="1260",
    lines=(ReceiptLine("高山烏龍", "1180", 2, "75 克"), ReceiptLine("茶匙", "80")),
    shipping="80",
    discount="-80",
    payment="貨到付款",
    url=SHOP,
    at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
)
TEMPLATE = Template(
    "parcel_sent", "zh_TW", TemplateKind.UTILITY, body=(Parameter("TW-20418\n今天"),)
)


def shown(said: Message | list[Message], limits: Capabilities, language: str = "") -> list[Message]:
    messages = said if isinstance(said, list) else [said]
    return [one for request in pack(messages, limits, language).requests for one in request]


def lost(said: Message | list[Message], limits: Capabilities) -> list[Lossy]:
    messages = said if isinstance(said, list) else [said]
    return [loss.what for loss in pack(messages, limits).losses]


def choices(many: int, label: str = "選項 {}", detail: str = "") -> Choices:
    rows = tuple(Choice(label.format(one), f"tk:{one}", detail) for one in range(1, many + 1))
    return Choices("要看哪一個？", "看選項", (Section("", rows),))


def test_few_short_choices_become_quick_replies_before_those_that_stand_beside() -> None:
    said = replace(choices(2), quick_replies=(MENU,))

    assert shown(said, PLAIN) == [
        Text("要看哪一個？", (QuickReply("選項 1", "tk:1"), QuickReply("選項 2", "tk:2"), MENU))
    ]
    assert lost(said, PLAIN) == [Lossy.CHOICES]


def test_what_stands_under_a_choice_is_said_above_all_of_them() -> None:
    (text,) = shown(choices(2, detail="三天到貨"), PLAIN)

    assert isinstance(text, Text)
    assert text.text == "要看哪一個？\n\n選項 1 — 三天到貨\n選項 2 — 三天到貨"
    assert [reply.label for reply in text.quick_replies] == ["選項 1", "選項 2"]


def test_labels_too_long_for_a_button_are_numbered_and_said_whole() -> None:
    long = "一個怎麼樣也放不進按鈕裡面的很長很長的名字 {}"

    (text,) = shown(choices(3, label=long), PLAIN)

    assert isinstance(text, Text)
    assert [reply.label for reply in text.quick_replies] == ["1", "2", "3"]
    assert all(f"{place}. {long.format(place)}" in text.text for place in (1, 2, 3))
    assert lost(choices(3, label=long), PLAIN) == [Lossy.CHOICES]


def test_more_choices_than_quick_replies_are_buttons_and_none_is_missing() -> None:
    said = choices(20)

    assert answers_of(shown(said, PLAIN)) == [f"tk:{one}" for one in range(1, 21)]
    assert lost(said, PLAIN) == [Lossy.CHOICES]


def test_choices_before_another_message_are_buttons_for_they_must_stay() -> None:
    first, *_, last = shown([choices(2), Text("或問我。", (MENU,))], PLAIN)

    assert first == Text(
        "要看哪一個？",
        buttons=(PostbackButton("選項 1", "tk:1"), PostbackButton("選項 2", "tk:2")),
    )
    assert last == Text("或問我。", (MENU,))


def test_sections_keep_their_titles_in_words() -> None:
    said = Choices("哪一種？", "", tuple(Section(name, (Choice(name, name),)) for name in "茶器"))

    (text,) = shown(said, PLAIN)

    assert isinstance(text, Text)
    assert text.text == "哪一種？\n\n茶\n茶\n器\n器"


def test_products_become_cards_that_open_the_shop() -> None:
    tea = Product("T1", "高山烏龍", "590", "TWD", "75 克", PHOTO, SHOP)
    said = Products((tea, replace(tea, title="茶匙")), "熱賣", "看看：")

    words, cards = shown(said, PLAIN)

    open_shop = (LinkButton("看更多", SHOP),)
    assert words == Text("熱賣\n看看：")
    assert cards == Carousel(
        (
            Card("高山烏龍", "TWD 590\n75 克", PHOTO, SHOP, open_shop),
            Card("茶匙", "TWD 590\n75 克", PHOTO, SHOP, open_shop),
        )
    )
    assert lost(said, PLAIN) == [Lossy.PRODUCTS]


def test_products_unknown_to_the_catalogue_are_cards_where_others_are_native() -> None:
    limits = LIMITS["messenger, all forms"]
    known = Product("T1", "茶", id="7788")

    assert shown(Products((known,)), limits) == [Products((known,))]
    assert lost(Products((known,)), limits) == []
    assert Lossy.PRODUCTS in lost(Products((known, replace(known, id=""))), limits)


def test_a_coupon_in_words_has_its_code_on_a_line_of_its_own() -> None:
    ends = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
    said = CouponOffer(Coupon("九折", "VIP9", "滿五百可用", ends_at=ends))

    (text,) = shown(said, PLAIN, "en")

    assert text == Text("九折\n滿五百可用\nCode:\nVIP9\nUntil 2026-11-30 16:00")
    assert lost(said, PLAIN) == [Lossy.COUPON]


def test_a_coupon_with_a_picture_is_a_card_where_all_of_it_fits_one() -> None:
    coupon = Coupon("九折", "VIP9", "滿五百可用", SHOP, PHOTO)

    assert shown(CouponOffer(coupon), PLAIN) == [
        Card("九折", "滿五百可用\n優惠碼：\nVIP9", PHOTO, "", (LinkButton("看更多", SHOP),))
    ]
    image, text = shown(CouponOffer(replace(coupon, text="茶" * 80)), PLAIN)
    assert image == Image(PHOTO) and isinstance(text, Text) and "\nVIP9" in text.text


def test_a_coupon_s_own_form_needs_a_code_of_one_word() -> None:
    limits = LIMITS["messenger, all forms"]

    assert lost(CouponOffer(Coupon("九折", "VIP9")), limits) == []
    assert lost(CouponOffer(Coupon("九折", "VIP 9")), limits) == [Lossy.COUPON]
    assert shown(CouponOffer(Coupon("九折" * 50, "VIP9")), limits)[1:] == [Text("九折" * 50)]


def test_a_receipt_in_words_says_every_line_and_sum() -> None:
    said = ReceiptShown(RECEIPT)

    assert shown(said, PLAIN) == [
        Text(
            "訂單 TW-20418\n林小姐\n2026-11-22 09:30\n高山烏龍 ×2  TWD 1180\n75 克\n茶匙  TWD 80\n"
            "運費 TWD 80\n折扣 TWD -80\n總計 TWD 1260\n付款方式 貨到付款",
            buttons=(LinkButton("看更多", SHOP),),
        )
    ]
    assert lost(said, PLAIN) == [Lossy.RECEIPT]


def test_a_receipt_that_the_form_would_refuse_is_said_in_words() -> None:
    limits = LIMITS["messenger, all forms"]
    many = replace(RECEIPT, lines=RECEIPT.lines * 51)

    assert shown(ReceiptShown(RECEIPT), limits) == [ReceiptShown(RECEIPT)]
    for refused in (many, replace(RECEIPT, payment=""), replace(RECEIPT, total="NT$ 3")):
        assert lost(ReceiptShown(refused), limits) == [Lossy.RECEIPT]


def test_a_place_is_asked_for_in_words_where_no_button_sends_it() -> None:
    said = LocationRequest("要送到哪裡？", "傳送位置", (MENU,))

    assert shown(said, PLAIN) == [Text("要送到哪裡？\n請直接把地址打給我們。", (MENU,))]
    assert lost(said, PLAIN) == [Lossy.LOCATION_REQUEST]


def test_a_place_asked_for_by_a_quick_reply_is_asked_for_last() -> None:
    limits = LIMITS["line, all forms"]
    ask = LocationRequest("要送到哪裡？", "", (QuickReply("x", "x"),) * 13)

    *_, last = shown([ask, Text("週一公休。")], limits)

    assert isinstance(last, LocationRequest)
    assert (last.button, len(last.quick_replies)) == ("傳送位置", 12)
    assert lost([ask, Text("週一公休。")], limits) == [Lossy.LOCATION_REQUEST, Lossy.QUICK_REPLY]


@pytest.mark.parametrize("channel", LIMITS)
def test_the_wording_of_a_consent_is_said_whole_on_every_channel(channel: str) -> None:
    bubbles = shown(CONSENT, LIMITS[channel])

    said = "".join(one.text for one in bubbles if isinstance(one, Text))
    assert WORDING in said
    assert answers_of(bubbles) == ["tk:yes", "tk:no"]


def test_a_consent_before_another_message_is_asked_by_buttons_that_stay_with_its_wording() -> None:
    bubbles = shown([CONSENT, Text("謝謝", (MENU,))], PLAIN)

    asked = next(one for one in bubbles if isinstance(one, Text) and one.buttons)
    assert [button.label for button in asked.buttons] == ["訂閱", "不用"]
    assert WORDING.endswith(asked.text)
    assert replies_of(bubbles) == [MENU]


def test_yes_and_no_are_never_crowded_out_by_other_quick_replies() -> None:
    crowd = tuple(QuickReply(f"鈕 {one}", f"x{one}") for one in range(13))

    assert replies_of(shown([Text("好", crowd), CONSENT], PLAIN))[:2] == [YES, NO]


def test_a_template_goes_alone_as_it_is_and_nowhere_else() -> None:
    said = TemplateMessage(TEMPLATE)
    limits = LIMITS["line, all forms"]

    packed = pack([Text("一"), said, Text("二"), Text("三")], limits)

    assert packed.requests == ((Text("一"),), (said,), (Text("二"), Text("三")))
    assert (shown(said, PLAIN), lost(said, PLAIN)) == ([], [Lossy.TEMPLATE])


def test_what_fills_a_template_is_one_line_where_the_channel_wants_it_so() -> None:
    (message,) = shown(TemplateMessage(TEMPLATE), LIMITS["whatsapp, all forms"])

    assert isinstance(message, TemplateMessage)
    assert message.template.body == (Parameter("TW-20418 今天"),)
    assert lost(TemplateMessage(TEMPLATE), LIMITS["whatsapp, all forms"]) == [Lossy.TEMPLATE]


def test_no_quick_reply_follows_a_template() -> None:
    limits = LIMITS["whatsapp, all forms"]
    said = TemplateMessage(replace(TEMPLATE, body=()), (MENU,))

    assert replies_of(shown(said, limits)) == []
    assert lost(said, limits) == [Lossy.QUICK_REPLY]


def test_half_of_a_surrogate_pair_becomes_a_sign_that_every_channel_takes() -> None:
    said = Card("\ud83c\udf75 \ud83c", buttons=(PostbackButton("\udf75", "x"),))

    assert shown(said, LIMITS["line"]) == [
        Card("🍵 \ufffd", buttons=(PostbackButton("\ufffd", "x"),))
    ]
