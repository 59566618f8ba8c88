"""Words, links, buttons and quick replies, as a careless or a hostile brand would write them."""

from hypothesis import strategies as st

from towkay.domain.messages import Button, LinkButton, PostbackButton, QuickReply

_LETTERS = st.characters(exclude_categories=["Cs"])
# Signs that are cut wrongly when code points are counted: families, flags, accents, jamo, keycaps.
_ENGLAND = "🏴" + "".join(chr(0xE0000 + ord(letter)) for letter in "gbeng") + "\U000e007f"
_SIGNS = st.sampled_from(
    ["👨‍👩‍👧‍👦", "🇹🇼", _ENGLAND, "e\u0301", "1\ufe0f\u20e3", "\u1100\u1161", "क्षि", "👍🏽"]
)
_SAID = st.sampled_from(
    ["茶", "好。", "真的？！」", "3.5 元", " ", "\n", "https://x.tw/?a=1 ", "a", "，"]
)
WORDS = st.lists(st.one_of(_SAID, _SIGNS, _LETTERS), max_size=30).map("".join)
LONG_WORDS = st.builds(lambda unit, times: unit * times, WORDS, st.integers(1, 150))
ANY_WORDS = st.one_of(WORDS, LONG_WORDS)
SAFE_URLS = st.one_of(
    st.sampled_from(["https://shop.example.com/p/1", "https://cdn.example.com/a.jpg?x=%E8%8C%B6"]),
    st.integers(1, 2100).map(lambda size: "https://shop.example.com/" + "a" * size),
)
UNSAFE_URLS = st.sampled_from(
    ["http://shop.example.com/", "https://169.254.169.254/", "https://localhost/a.jpg", "x", " "]
)
MAYBE_URLS = st.one_of(st.just(""), SAFE_URLS, SAFE_URLS, UNSAFE_URLS)
GOOD_LABELS = st.sampled_from(["運費", "選單", "Buy", "👨‍👩‍👧‍👦", "好。"])
GOOD_PAYLOADS = st.sampled_from(["tk:menu", "tk:answer:fee", "x" * 300])
BAD_PAYLOADS = st.one_of(st.just(""), WORDS, st.just("x" * 301), st.just("y" * 1001))

GOOD_BUTTONS: st.SearchStrategy[Button] = st.one_of(
    st.builds(LinkButton, GOOD_LABELS, st.just("https://shop.example.com/p/1")),
    st.builds(PostbackButton, GOOD_LABELS, GOOD_PAYLOADS),
)
ODD_BUTTONS: st.SearchStrategy[Button] = st.one_of(
    st.builds(LinkButton, WORDS, st.one_of(SAFE_URLS, UNSAFE_URLS)),
    st.builds(PostbackButton, WORDS, BAD_PAYLOADS),
)
GOOD_REPLIES = st.builds(QuickReply, GOOD_LABELS, GOOD_PAYLOADS)
ODD_REPLIES = st.builds(QuickReply, WORDS, BAD_PAYLOADS)

REPLIES = st.one_of(
    st.lists(GOOD_REPLIES, max_size=14), st.lists(st.one_of(GOOD_REPLIES, ODD_REPLIES), max_size=5)
).map(tuple)
BUTTONS: st.SearchStrategy[tuple[Button, ...]] = st.one_of(
    st.lists(GOOD_BUTTONS, max_size=9), st.lists(st.one_of(GOOD_BUTTONS, ODD_BUTTONS), max_size=5)
).map(tuple)
