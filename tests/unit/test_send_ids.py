"""A send id leads back to its turn, and nothing else reads as one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import NOW, a_contact_key
from towkay.domain.send_ids import parse_send_id, send_id
from towkay.domain.turns import TurnKey

CONTACT = a_contact_key()
MOMENTS = st.integers(0, 4_102_444_800_000).map(
    lambda milliseconds: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
)
CAUSES = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=200)


@given(MOMENTS, st.integers(0, 99), CAUSES)
def test_a_send_id_leads_back_to_its_turn(at: datetime, index: int, cause: str) -> None:
    key = TurnKey(CONTACT, at, cause)

    assert parse_send_id(CONTACT, send_id(key, index)) == (key, index)


@given(st.text(max_size=300) | st.from_regex(r"\s*-?[0-9a-fA-F_+٠-٩]+\.\s*[-+0-9_]+\..*"))
def test_what_reads_as_a_send_id_is_written_as_one(text: str) -> None:
    parsed = parse_send_id(CONTACT, text)

    assert parsed is None or send_id(*parsed) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "19a",
        "19a.0",
        "19a.0.",
        "19a.-1.m",
        "19a.+0.m",
        "19a.00.m",
        "19A.0.m",
        " 19a.0.m",
        "0x19a.0.m",
        "1_9a.0.m",
        "19a.0.茶",
        "19a.0.m\n",
        "19a.0." + "m" * 260,
        "f" * 40 + ".0.m",
        "nan.0.m",
    ],
)
def test_other_words_are_no_send_ids(text: str) -> None:
    assert parse_send_id(CONTACT, text) is None


def test_the_longest_cause_there_is_fits_a_send_id() -> None:
    key = TurnKey(CONTACT, NOW, "c" * 200)

    assert parse_send_id(CONTACT, send_id(key, 99)) == (key, 99)
