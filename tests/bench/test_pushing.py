"""What one recipient of a campaign asks of AWS, to the last request, beside the naive one."""

from bench.pushing import MESSENGER, SAME, naive, pushed

PEOPLE = 20


def test_a_recipient_costs_one_write_of_all_that_is_claimed_and_one_that_settles() -> None:
    tally = pushed(MESSENGER, PEOPLE)
    assert tally.calls["dynamodb.TransactWriteItems"] == PEOPLE + 1, "one ends the chunk"
    assert tally.channel_calls == PEOPLE
    settled = tally.calls["dynamodb.UpdateItem"]
    assert PEOPLE <= settled <= PEOPLE + 4, "and the chunk itself, and the pace"
    assert tally.calls["dynamodb.BatchGetItem"] == 2, "contacts and turns, then histories"
    assert tally.calls["dynamodb.GetItem"] < 20, "nothing is read for each"


def test_many_on_line_share_a_call_and_pay_a_row_for_it() -> None:
    tally = pushed(SAME, PEOPLE)
    assert tally.channel_calls == 1
    assert tally.calls["dynamodb.TransactWriteItems"] == PEOPLE + 1, "one ends the chunk"
    assert tally.write_units / PEOPLE < 15


def test_the_naive_one_is_counted_by_the_same_meter() -> None:
    tally = naive(SAME, PEOPLE)
    assert (tally.calls["dynamodb.UpdateItem"], tally.channel_calls) == (PEOPLE, PEOPLE)
    assert tally.write_units == PEOPLE
