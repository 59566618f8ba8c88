"""A link says where it stood, and nobody but the brand can make it say so."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shop import NOW, event
from towkay.adapters.memory.ref_keys import MemoryRefKeys
from towkay.domain.doings import EntryPoint
from towkay.domain.errors import ServiceUnavailable
from towkay.domain.events import Followed, Happening, MessageReceived, PostbackPressed, Referred
from towkay.domain.places import PlaceKind, link_place
from towkay.domain.refs import (
    Ref,
    _signature,
    read_by_us,
    read_ref,
    ref_in,
    signed,
    without_ref,
    written_ref,
)
from towkay.usecases.came_by import ref_of

KEY, OTHER = "a key nobody knows", "the one before it"
QR = Ref("news", PlaceKind.QR, "counter-3", date(2026, 12, 31))
WRITTEN = signed(QR, "demo", KEY)


def test_a_ref_of_ours_says_what_was_put_into_it() -> None:
    assert read_ref(WRITTEN, "demo", [KEY], NOW) == QR
    assert QR.place == "qr:counter-3"


def test_a_ref_holds_only_what_every_channel_lets_a_link_carry() -> None:
    assert set(WRITTEN) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=")
    longest = Ref("t" * 64, PlaceKind.CHECKOUT, "n" * 64, QR.until)
    assert len(signed(longest, "demo", KEY)) < 200
    assert read_ref(signed(longest, "demo", KEY), "demo", [KEY], NOW) == longest


@pytest.mark.parametrize("name", ["櫃台", "三號櫃台-A_2", "門" * 16, "Café", "ร้าน".replace("้", "")])
def test_a_place_is_named_as_the_shop_calls_it_and_travels_in_the_same_letters(name: str) -> None:
    known = link_place(f"qr:{name}")
    assert known == (PlaceKind.QR, name)
    ref = Ref("news", *known, QR.until)
    written = signed(ref, "demo", KEY)
    assert written_ref(written) == written and written.isascii() and len(written) < 200
    assert read_ref(written, "demo", [KEY], NOW) == ref
    assert ref.place == f"qr:{name}"


@pytest.mark.parametrize(
    "name", ["", "has space", "櫃台！", "門" * 17, "n" * 65, "a:b", "a#b", "a\n"]
)
def test_a_place_that_no_link_can_carry_is_none(name: str) -> None:
    assert link_place(f"qr:{name}") is None


@pytest.mark.parametrize("spelled", ["_w", "A", "4pyT4pyT", "aGkgeW91", ""])
def test_a_name_that_we_would_not_write_so_is_no_place_although_it_is_signed(spelled: str) -> None:
    """No UTF-8, cut off, signs for letters, a space, nothing at all."""
    forged = signed(Ref("news", PlaceKind.QR, "x", QR.until), "demo", KEY)
    body = forged.rpartition("=")[0].replace("=qr=x=", f"=qru={spelled}=")
    assert read_ref(f"{body}={_signature(body, 'demo', KEY)}", "demo", [KEY], NOW) is None


@pytest.mark.parametrize("keys", [[], [""], [OTHER], [KEY.upper()]])
def test_a_ref_that_no_key_of_ours_signed_says_nothing(keys: list[str]) -> None:
    assert read_ref(WRITTEN, "demo", keys, NOW) is None


def test_a_ref_of_another_brand_says_nothing() -> None:
    assert read_ref(WRITTEN, "another", [KEY], NOW) is None


def test_a_key_that_was_replaced_still_counts_while_it_is_listed() -> None:
    assert read_ref(signed(QR, "demo", OTHER), "demo", [KEY, OTHER], NOW) == QR


@given(st.integers(0, len(WRITTEN) - 1), st.sampled_from("abcz019-_="))
def test_a_ref_with_one_letter_changed_says_nothing(place: int, letter: str) -> None:
    changed = WRITTEN[:place] + letter + WRITTEN[place + 1 :]
    if changed != WRITTEN:
        assert read_ref(changed, "demo", [KEY], NOW) is None


def test_a_ref_counts_to_the_end_of_its_last_day() -> None:
    end = datetime(2027, 1, 1, tzinfo=UTC)
    assert read_ref(WRITTEN, "demo", [KEY], end - timedelta(seconds=1)) == QR
    assert read_ref(WRITTEN, "demo", [KEY], end) is None


@pytest.mark.parametrize("kind", ["ad", "comment", "chat"])
def test_what_a_platform_tells_itself_no_link_can_say(kind: str) -> None:
    assert link_place(f"{kind}:x") is None
    forged = signed(Ref("news", PlaceKind(kind), "x", QR.until), "demo", KEY)
    assert read_ref(forged, "demo", [KEY], NOW) is None


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert read_ref(text, "demo", [KEY], NOW) is None
    assert without_ref(text) == text or written_ref(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"訂閱 每週茶訊 ({WRITTEN})", "訂閱 每週茶訊"),
        (f"{WRITTEN} 運費多少？", "運費多少？"),
        (WRITTEN, ""),
        (f"有貨嗎 {WRITTEN} 謝謝", "有貨嗎 謝謝"),
        ("tk=news", "tk=news"),
    ],
)
def test_the_code_of_a_link_is_no_part_of_the_question(text: str, left: str) -> None:
    assert without_ref(text) == left
    heard = read_by_us(event(text)).happening
    assert isinstance(heard, MessageReceived) and heard.text == left


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
def test_a_ref_is_found_wherever_a_channel_puts_it(happening: Happening) -> None:
    assert ref_in(event(happening)) == WRITTEN
    assert ref_of(event(happening), NOW, MemoryRefKeys(KEY)) == QR


class Unreadable:
    """Keys that cannot be read, or that nobody may ask for."""

    def keys(self) -> tuple[str, ...]:
        raise ServiceUnavailable("no keys")


def test_whoever_comes_by_a_link_is_answered_though_the_keys_cannot_be_read() -> None:
    assert ref_of(event(Referred("shortlink", WRITTEN)), NOW, Unreadable()) is None


class Forbidden:
    """Keys that must not be asked for."""

    def keys(self) -> tuple[str, ...]:
        raise AssertionError("nobody came by a link")


def test_no_key_is_read_for_whoever_came_by_no_link() -> None:
    assert ref_of(event("運費多少錢"), NOW, Forbidden()) is None
    assert ref_of(event(Referred("shortlink", "summer")), NOW, Forbidden()) is None
