"""Does the bot most people write still run on the morning that ours is compared with?"""

from bench.naive.morning import naive_morning


def test_the_naive_bot_answers_a_faulty_morning_and_repeats_itself() -> None:
    books = naive_morning(1, events=60, conversations=10)
    assert books.messages == 60
    assert books.unanswered < 6
    assert books.doubled > 0
