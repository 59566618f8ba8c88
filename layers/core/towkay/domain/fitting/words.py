"""Which few words of ours stand around what a channel shows in another form?"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from towkay.domain.languages import Language

_CHINESE, _ENGLISH = "zh-TW", "en"


@dataclass(frozen=True, slots=True)
class Words:
    """Labels of buttons and of lines, short enough for every channel."""

    choose: str  # above what is chosen from, where nothing else stands above it
    choices: str  # on what opens a list
    others: str  # over the choices that stand under no title
    look: str  # above cards
    products: str  # above products
    open: str  # on a link
    code: str
    until: str
    order: str
    subtotal: str
    shipping: str
    tax: str
    discount: str
    total: str
    payment: str
    where: str  # above a request for a place
    place: str  # on the button that sends it
    write_address: str


_WORDS: Mapping[Language, Words] = MappingProxyType(
    {
        _CHINESE: Words(
            choose="請選一個：",
            choices="看選項",
            others="其他",
            look="看看這些：",
            products="商品",
            open="看更多",
            code="優惠碼：",
            until="期限：{moment}",
            order="訂單 {order}",
            subtotal="小計",
            shipping="運費",
            tax="稅金",
            discount="折扣",
            total="總計",
            payment="付款方式",
            where="請問您在哪裡？",
            place="傳送位置",
            write_address="請直接把地址打給我們。",
        ),
        _ENGLISH: Words(
            choose="Please choose:",
            choices="Choices",
            others="Others",
            look="Have a look:",
            products="Products",
            open="Open",
            code="Code:",
            until="Until {moment}",
            order="Order {order}",
            subtotal="Subtotal",
            shipping="Shipping",
            tax="Tax",
            discount="Discount",
            total="Total",
            payment="Paid by",
            where="Where are you?",
            place="Send location",
            write_address="Please type the address.",
        ),
    }
)


def words_in(language: Language) -> Words:
    """Chinese for every kind of it and where nothing is known, English for all others."""
    return _WORDS[_CHINESE if not language or language.startswith("zh") else _ENGLISH]
