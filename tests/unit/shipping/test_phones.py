"""Which telephone is meant, and who may say that they know it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from towkay.domain.shipping.phones import e164, proves

ANN = "+886912345678"


@pytest.mark.parametrize(
    "written",
    [
        "0912345678",
        "0912-345-678",
        "0912 345 678",
        "(0912)345678",
        "912345678",  # a table took it for a sum
        "886912345678",
        "8860912345678",
        "+886912345678",
        "+886 912-345-678",
        "+886 0912 345 678",
        "+886(0)912345678",
        "+886 ( 0 ) 912.345.678",
        "00886912345678",
        "002886912345678",
        "009 886 912 345 678",
        "０９１２３４５６７８",  # as a shopper's keyboard writes them
        "＋８８６　９１２３４５６７８",
        "\u202a+886 912 345 678\u202c",  # as an address book copies it
        "\ufeff0912\u200b345678",
        "0912\u2010345\u2013678",
        " 0912345678\n",
        "0912\u00a0345\u3000678",
    ],
)
def test_one_number_of_taiwan_however_it_is_written(written: str) -> None:
    assert e164(written) == ANN


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("02-2345-6789", "+886223456789"),
        ("(02) 2345 6789", "+886223456789"),
        ("037-123456", "+88637123456"),
        ("+886 2 2345 6789", "+886223456789"),
        ("+1 (415) 555-0100", "+14155550100"),
        ("001 415 555 0100", "+14155550100"),
        ("+44 (0)20 7946 0018", "+442079460018"),
        ("+81 90-1234-5678", "+819012345678"),
        ("+852 9123 4567", "+85291234567"),
    ],
)
def test_a_number_with_its_code_or_a_line_at_home(written: str, number: str) -> None:
    assert e164(written) == number


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "+",
        "0",
        "none",
        "N/A",
        "12345",
        "091234567",  # one short
        "09123456789",  # one long
        "+88691234567",
        "+8869123456789",
        "0800-000-123",  # a company's
        "02-2345-6789#12",
        "02-2345-6789 ext. 12",
        "02-2345-6789 分機 12",
        "0912345678/0922345678",
        "0912345678, 0922345678",
        "0912x45678",
        "٠٩١٢٣٤٥٦٧٨",
        "+0912345678",
        "++886912345678",
        "886+912345678",
        "+1234567",  # too short for anybody
        "+1234567890123456",
        "ann@example.com",
        "0" * 5000,
        "0912345678" + " " * 40,
    ],
)
def test_what_is_no_number_is_refused(written: str) -> None:
    assert e164(written) == ""


def test_a_number_without_its_code_is_none_where_the_plan_is_unknown() -> None:
    assert e164("0912345678", country="JP") == ""
    assert e164("+819012345678", country="JP") == "+819012345678"
    assert e164("+886 912 345 678", country="JP") == ANN


@given(st.text(alphabet="0123456789+-() .８（０）abc\u202a", max_size=50))
def test_whatever_is_written_a_number_is_one_and_stays_itself(written: str) -> None:
    number = e164(written)
    assert number == "" or e164(number) == number
    assert number == "" or (number[0] == "+" and 8 <= len(number[1:]) <= 15)


@pytest.mark.parametrize("typed", ["5678", " ５６７８ ", "0912345678", "+886 912-345-678"])
def test_the_last_digits_or_the_whole_number_prove_it(typed: str) -> None:
    assert proves(ANN, typed)


@pytest.mark.parametrize(
    "typed",
    ["", "678", "45678", "5679", "8765", "٥٦٧٨", "+5678", "5 678", "0912345679", "345678", "²678"],
)
def test_anything_else_proves_nothing(typed: str) -> None:
    assert not proves(ANN, typed)


@pytest.mark.parametrize("phone", ["", "5678", "+", "0912345678", "+8865678x"])
@pytest.mark.parametrize("typed", ["", "5678", "0912345678", "+", "    "])
def test_where_there_is_no_number_nothing_proves_it(phone: str, typed: str) -> None:
    assert not proves(phone, typed)


def test_of_all_endings_one_proves_it() -> None:
    assert [f"{one:04}" for one in range(10_000) if proves(ANN, f"{one:04}")] == ["5678"]
