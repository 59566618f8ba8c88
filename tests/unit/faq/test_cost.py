"""The matcher's cost grows with the question's length, never faster."""

from time import process_time

import pytest

from tests.unit.faq.tea_shop import INDEX

# Five thousand letters are the longest message of any channel.
LONGEST = 5000


def seconds(text: str) -> float:
    timings = []
    for _ in range(3):
        started = process_time()
        INDEX.answer(text)
        timings.append(process_time() - started)
    return min(timings)


@pytest.mark.parametrize(
    "unit",
    [
        "嗎",
        "請問",
        "退貨",
        "thank you ",
        "return it ",
        "ab",
        "a\u0301\u0323",
        "\u0301\u0316",
        "😀",
        "ﷺ",
    ],
)
def test_ten_times_the_text_costs_about_ten_times_the_time(unit: str) -> None:
    long = (unit * LONGEST)[:LONGEST]

    # Quadratic work would cost a hundred times as much; the constant absorbs what is too short to
    # measure.
    assert seconds(long) < 30 * seconds(long[: LONGEST // 10]) + 0.02
