"""A code of ours opens one order to whoever brings it; any other opens nothing and says nothing."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shop import NOW, event
from towkay.domain.doings import EntryPoint
from towkay.domain.events import Followed, Happening, MessageReceived, PostbackPressed, Referred
from towkay.domain.inbounds import inbound_of
from towkay.domain.places import PlaceKind
from towkay.domain.refs import Ref, code_in, read_by_us, ref_in, signed, without_ref
from towkay.domain.shipping.codes import (
    LONGEST_NAME,
    OrderCode,
    read_code,
    signed_code,
    written_code,
)

KEY, OTHER = "a key nobody knows", "the one before it"
UNTIL = (NOW + timedelta(hours=2)).replace(second=0, microsecond=0)
CODE = OrderCode("1042-0912", agreed=True, until=UNTIL)
WRITTEN = signed_code(CODE, "demo", KEY)
REF = signed(Ref("news", PlaceKind.QR, "", UNTIL.date()), "demo", KEY)

names = st.text(min_size=1, max_size=LONGEST_NAME // 4)


@given(names, st.booleans())
def test_a_code_says_what_was_put_into_it_however_an_order_is_named(name: str, is_in: bool) -> None:
    code = OrderCode(name, is_in, UNTIL)
    written = signed_code(code, "demo", KEY)
    assert read_code(written, "demo", [KEY], NOW) == code
    assert written_code(f"你好({written})") == written and len(written) < 180
    assert set(written) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=")


@pytest.mark.parametrize("name", ["", "號" * 33, "1" * 97])
def test_an_order_that_no_link_can_bear_has_no_code(name: str) -> None:
    with pytest.raises(ValueError, match="1 to 96 bytes"):
        signed_code(OrderCode(name, True, UNTIL), "demo", KEY)


@pytest.mark.parametrize("keys", [[], [""], [OTHER], [KEY.upper()]])
def test_a_code_that_no_key_of_ours_signed_says_nothing(keys: list[str]) -> None:
    assert read_code(WRITTEN, "demo", keys, NOW) is None


def test_a_code_of_another_brand_says_nothing() -> None:
    assert read_code(WRITTEN, "another", [KEY], NOW) is None


def test_a_code_is_signed_as_no_ref_is() -> None:
    body = WRITTEN.rpartition("=")[0]
    assert not REF.endswith(WRITTEN.rpartition("=")[2])
    assert read_code(f"{body}={REF.rpartition('=')[2]}", "demo", [KEY], NOW) is None


def test_a_code_counts_before_its_last_minute_and_a_replaced_key_still_counts() -> None:
    assert read_code(WRITTEN, "demo", [OTHER, KEY], UNTIL - timedelta(seconds=1)) == CODE
    assert read_code(WRITTEN, "demo", [OTHER, KEY], UNTIL) is None


@given(st.integers(0, len(WRITTEN) - 1), st.sampled_from("abcnyu019-_="))
def test_a_code_with_one_letter_changed_says_nothing(place: int, letter: str) -> None:
    changed = WRITTEN[:place] + letter + WRITTEN[place + 1 :]
    if changed != WRITTEN:
        assert read_code(changed, "demo", [KEY], NOW) is None


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert read_code(text, "demo", [KEY], NOW) is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"我的訂單 ({WRITTEN})", "我的訂單"),
        (f"{WRITTEN} 到哪了？", "到哪了？"),
        (f"訂閱 ({REF}) ({WRITTEN})", "訂閱"),
        (WRITTEN, ""),
        ("to=1042", "to=1042"),
    ],
)
def test_the_code_is_no_part_of_what_the_shopper_says(text: str, left: str) -> None:
    assert without_ref(text) == left


ENTRY = EntryPoint("shortlink", WRITTEN)


@pytest.mark.parametrize(
    "happening",
    [
        Referred("shortlink", WRITTEN),
        Referred("shortlink", entry=ENTRY),
        Followed(entry=ENTRY),
        PostbackPressed("x", entry=ENTRY),
        MessageReceived("m", "hi", entry=ENTRY),
        MessageReceived("m", f"hi {WRITTEN}"),
    ],
)
def test_a_code_is_found_wherever_a_channel_puts_it_and_stays_in_no_transcript(
    happening: Happening,
) -> None:
    happened = event(happening)
    assert code_in(happened) == WRITTEN and ref_in(happened) == ""
    assert "to=" not in (inbound_of(read_by_us(happened)).text or "")


def test_a_ref_and_a_code_of_one_event_are_both_found() -> None:
    happened = event(MessageReceived("m", f"{REF} {WRITTEN}"))
    assert (ref_in(happened), code_in(happened)) == (REF, WRITTEN)
