"""Messages of every kind, as a careless or a hostile brand would write them."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from tests.support.said import (
    ANY_WORDS,
    BAD_PAYLOADS,
    BUTTONS,
    GOOD_LABELS,
    GOOD_PAYLOADS,
    MAYBE_URLS,
    REPLIES,
    WORDS,
)
from towkay.domain.messages import (
    Card,
    Carousel,
    Choices,
    ConsentRequest,
    CouponOffer,
    Image,
    LocationRequest,
    Message,
    PostbackButton,
    Products,
    QuickReply,
    ReceiptShown,
    TemplateMessage,
    Text,
)
from towkay.domain.offers import Choice, Coupon, Product, Receipt, ReceiptLine, Section
from towkay.domain.templates import Header, HeaderKind, Parameter, Template, TemplateKind

CARDS = st.builds(Card, ANY_WORDS, ANY_WORDS, MAYBE_URLS, MAYBE_URLS, BUTTONS, REPLIES)
# Cards that are alike, and so can stand side by side wherever cards can.
ALIKE = st.builds(
    Card,
    *(
        st.sampled_from(["茶", "a\nb"]),
        WORDS,
        st.just("https://cdn.example.com/a.jpg"),
        st.just(""),
    ),
    st.just((PostbackButton("買", "tk:menu"),)),
)
CAROUSELS = st.builds(
    Carousel,
    st.one_of(st.lists(CARDS, max_size=14), st.lists(ALIKE, max_size=24)).map(tuple),
    *(REPLIES, WORDS),
)

LABELS = st.one_of(GOOD_LABELS, WORDS, st.just("很長的選項名稱" * 5))
PAYLOADS = st.one_of(st.integers(0, 12).map("tk:answer:{}".format), GOOD_PAYLOADS, BAD_PAYLOADS)
GOOD_CHOICES = st.integers(1, 30).flatmap(
    lambda many: st.just([Choice(f"選項 {one}", f"tk:answer:{one}") for one in range(many)])
)
ODD_CHOICES = st.lists(st.builds(Choice, LABELS, PAYLOADS, st.one_of(st.just(""), WORDS)))
SECTIONS = st.builds(
    Section,
    st.one_of(st.just(""), WORDS),
    st.one_of(GOOD_CHOICES, ODD_CHOICES).map(tuple),
)
CHOICES = st.builds(Choices, ANY_WORDS, WORDS, st.lists(SECTIONS, max_size=4).map(tuple), REPLIES)

AMOUNTS = st.sampled_from(["", "420", "1290.50", "-3", "NT$ 420", "x"])
IDS = st.sampled_from(["", "SKU-1", "SKU-2", "7788"])
PRODUCTS_SOLD = st.builds(
    Product,
    IDS,
    ANY_WORDS,
    AMOUNTS,
    st.sampled_from(["", "TWD"]),
    WORDS,
    MAYBE_URLS,
    MAYBE_URLS,
    IDS,
)
KNOWN_PRODUCTS = st.builds(
    Product, st.sampled_from(["SKU-1", "SKU-2"]), WORDS, id=st.just("7788"), url=MAYBE_URLS
)
PRODUCTS = st.builds(
    Products,
    st.one_of(
        st.lists(PRODUCTS_SOLD, max_size=5), st.lists(KNOWN_PRODUCTS, min_size=1, max_size=40)
    ).map(tuple),
    ANY_WORDS,
    ANY_WORDS,
    st.sampled_from(["", "7788"]),
    REPLIES,
)
MOMENTS = st.one_of(st.none(), st.just(datetime(2026, 11, 30, 16, 0, tzinfo=UTC)))
COUPONS = st.builds(
    CouponOffer,
    st.builds(
        Coupon,
        *(ANY_WORDS, st.sampled_from(["", "VIP9", "TWO WORDS"]), ANY_WORDS),
        *(MAYBE_URLS, MAYBE_URLS, MOMENTS, IDS, GOOD_PAYLOADS),
    ),
    REPLIES,
)
LINES = st.builds(ReceiptLine, WORDS, AMOUNTS, st.integers(1, 3), WORDS, MAYBE_URLS)
RECEIPTS = st.builds(
    ReceiptShown,
    st.builds(
        Receipt,
        *(WORDS, WORDS, st.sampled_from(["", "TWD"]), AMOUNTS),
        st.lists(LINES, max_size=8).map(tuple),
        *(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, WORDS, MAYBE_URLS, MOMENTS),
    ),
    REPLIES,
)
LOCATION_REQUESTS = st.builds(LocationRequest, ANY_WORDS, WORDS, REPLIES)
ANSWERS = st.builds(QuickReply, LABELS, PAYLOADS)
CONSENT_REQUESTS = st.builds(
    ConsentRequest, st.just("news"), WORDS, ANY_WORDS, ANSWERS, ANSWERS, MAYBE_URLS, REPLIES
)
PARAMETERS = st.builds(Parameter, st.one_of(WORDS, st.just("一\n二\t三     四")), IDS)
TEMPLATES = st.builds(
    TemplateMessage,
    st.builds(
        Template,
        *(st.just("parcel_sent"), st.just("zh_TW"), st.sampled_from(TemplateKind)),
        st.one_of(st.none(), st.builds(Header, st.sampled_from(HeaderKind), WORDS)),
        st.lists(PARAMETERS, max_size=3).map(tuple),
    ),
    REPLIES,
)
# The kinds that every channel has a form of its own for.
PLAIN_MESSAGE: st.SearchStrategy[Message] = st.one_of(
    st.builds(Text, ANY_WORDS, REPLIES, BUTTONS),
    st.builds(Image, MAYBE_URLS, ANY_WORDS, MAYBE_URLS, REPLIES),
    *(CARDS, CAROUSELS),
)
ANY_MESSAGE: st.SearchStrategy[Message] = st.one_of(
    PLAIN_MESSAGE,
    *(CHOICES, PRODUCTS, COUPONS, RECEIPTS),
    *(LOCATION_REQUESTS, CONSENT_REQUESTS, TEMPLATES),
)
TURNS = st.lists(ANY_MESSAGE, max_size=3)
