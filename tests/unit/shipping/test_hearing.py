"""Which messages are about an order of one's own, and which number and digits are in them?"""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shop import NOW, event
from towkay.domain.events import MessageReceived
from towkay.domain.shipping.asked import Want
from towkay.domain.shipping.hearing import answer_heard, heard_of_order
from towkay.domain.shipping.numbers_typed import MASK, Typed, masked, typed_in

STATE, CANCEL, ADDRESS = Want.STATE, Want.CANCEL, Want.ADDRESS


@pytest.mark.parametrize(
    ("text", "want"),
    [
        *(
            (text, STATE)
            for text in ("我的包裹到哪了", "訂單到哪", "請問我的貨寄出了嗎？", "查訂單")
        ),
        *((text, STATE) for text in ("出貨了沒", "我的订单什么时候到", "幫我查一下包裹到哪裡了")),
        *((text, STATE) for text in ("where is my order", "Has my parcel shipped yet?")),
        *((text, STATE) for text in ("track my package please", "why hasn't my order arrived")),
        *((text, CANCEL) for text in ("我要取消訂單", "幫我取消這筆訂單", "cancel my order")),
        *((text, CANCEL) for text in ("取消訂單 1042", "I want to cancel order #1042 please")),
        *((text, ADDRESS) for text in ("改地址", "我想更改收件地址", "change my delivery address")),
    ],
)
def test_what_is_asked_of_an_order_is_heard_in_both_languages(text: str, want: Want) -> None:
    heard = heard_of_order(text)
    assert heard is not None and heard.want is want and heard.surely


@pytest.mark.parametrize(
    "text",
    [
        *("運費多少", "滿多少免運", "可以取消訂單嗎", "可以改收件地址嗎？", "怎麼退貨", "我要退貨"),
        *("春茶到了沒", "點數什麼時候入帳", "發票在哪裡看", "停止", "找真人", "可以寄 7-11 嗎"),
        *("shipping fee", "do you ship to Japan", "can I cancel my order", "where are you"),
        *("where do I change my address", "cancel order", "1042", "5678", "", "買2000還要運費嗎"),
        *("小七店到店", "包裹可以放幾天", "我想把M號換成L號 還沒出貨", "where can i get my w-2"),
    ],
)
def test_what_is_asked_of_anything_else_is_left_to_the_faq(text: str) -> None:
    assert heard_of_order(text) is None


@pytest.mark.parametrize(
    "text", ["多久會到", "什麼時候到貨", "訂單什麼時候會到", "when will my order arrive"]
)
def test_what_may_be_asked_of_orders_in_general_is_no_sure_sign(text: str) -> None:
    heard = heard_of_order(text)
    assert heard is not None and not heard.surely


@pytest.mark.parametrize(
    ("text", "number", "digits"),
    [
        ("訂單 1042 0912 末四碼 5678", "1042 0912", "5678"),
        ("查訂單 #1042 5678", "1042", "5678"),
        ("訂單：ord-2026-7，電話：0912-345-678", "ORD-2026-7", "0912-345-678"),
        ("訂單 1042 手機 +886 912 345 678", "1042", "+886 912 345 678"),
        ("電話 5678 訂單 1042", "1042", "5678"),
        ("order #1042, last 4 digits: 5678", "1042", "5678"),
        ("訂單１０４２末４碼５６７８", "1042", "5678"),
        ("訂單 1042 還有 10430", "", ""),
        ("我訂了 300元 的茶", "", ""),
        ("末四碼是什麼", "", ""),
    ],
)
def test_the_number_and_the_digits_are_told_apart(text: str, number: str, digits: str) -> None:
    typed = typed_in(text)
    assert (typed.number, typed.digits) == (number, digits)


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("1042", "", ("1042", "")),
        ("單號是 1042", "", ("1042", "")),
        ("1042 5678", "", ("1042", "5678")),
        ("5678", "1042", Typed("1042", "5678")),
        ("是 5678", "1042", Typed("1042", "5678")),
        ("+886 912-345-678", "1042", Typed("1042", "+886 912-345-678")),
        ("1043 9999", "1042", ("1043", "9999")),
        ("AB-12", "1042", ("AB-12", "")),
        ("運費多少", "1042", None),
        ("5678 是什麼茶", "1042", None),
    ],
)
def test_what_was_asked_for_is_understood_alone(
    text: str, number: str, expected: Typed | tuple[str, str] | None
) -> None:
    typed = answer_heard(text, number)
    if isinstance(expected, tuple):
        assert typed is not None and (typed.number, typed.digits) == expected
    else:
        assert typed == expected


@given(st.text())
def test_any_text_is_heard_without_an_error(text: str) -> None:
    heard_of_order(text)
    answer_heard(text, "1042")


@pytest.mark.parametrize("piece", ["a", "1", "to=", "1-", "訂單", "my order ", "末四碼", "(1", "ﷺ"])
def test_a_page_of_anything_is_heard_at_once(piece: str) -> None:
    page = piece * 20_000
    began = time.perf_counter()
    heard_of_order(page)
    answer_heard(page, "1042")
    assert time.perf_counter() - began < 0.5


@given(st.from_regex(r"\A[0-9]{4}\Z"), st.sampled_from(["訂單 1042 末四碼 {}", "{}", "是 {}。"]))
def test_no_digits_are_kept(digits: str, form: str) -> None:
    text = form.format(digits)
    typed = answer_heard(text, "1042")
    assert typed is not None and typed.digits == digits
    kept = masked(event(text, at=NOW), typed.digits).happening
    assert isinstance(kept, MessageReceived) and MASK in kept.text
    assert digits == "1042" or digits not in kept.text


# What is asked there is the very thing that is answered better once orders are known.
OF_ORDERS = {"track_order", "cancel_order", "change_address"}


@pytest.mark.parametrize("brand", ["demo", "saltpan"])
def test_no_question_of_a_brands_own_faq_is_taken_for_an_order_of_theirs(brand: str) -> None:
    """855 and 144 ways to ask: those that surely are of an order belong to three entries."""
    path = Path(__file__).parents[3] / "brands" / brand / "faq.csv"
    taken = set()
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        for asked in (row["question"], row["button"], *row["alternatives"].split("|")):
            heard = heard_of_order(asked)
            taken |= {row["id"]} if heard and heard.surely else set()
    assert taken <= OF_ORDERS


@pytest.mark.parametrize(
    "text",
    [
        *(
            "查詢訂單狀態",
            "物流查詢",
            "我的貨呢",
            "我的訂單到店了沒",
            "現在送到哪",
            "发货了吗",
            "我的包裹不見了",
        ),
        *("包裹到超商了嗎", "寄出去了嗎", "幫我看訂單", "想知道訂單進度", "我買的東西寄出了沒"),
        *(
            "my parcel is late",
            "I didn't get my package",
            "any update on my order?",
            "how's my order",
        ),
        *("have you sent my order", "can you check my order", "status of order 1042"),
    ],
)
def test_shoppers_ask_for_their_order_in_many_words(text: str) -> None:
    heard = heard_of_order(text)
    assert heard is not None and heard.want is STATE and heard.surely
