"""Faults in how orders, and what waits for them, are stored."""

from tests.mutants.mutant import Mutant

_TABLE = "adapters/dynamodb/"
_PORT = "contract/test_orders_port.py::"
_REFERENCES = "contract/test_order_references.py::"

KEPT_ORDERS = (
    Mutant(
        "an order is written over whatever another worker stored",
        f"{_TABLE}orders.py",
        '        "ConditionExpression": "revision = :revision AND since = :since",\n',
        '        "ConditionExpression": "since = :since OR revision = :revision",\n',
        (f"{_PORT}test_of_two_writers_of_one_revision_one_wins",),
    ),
    Mutant(
        "a number given out again shows the parcels and followers of the order before",
        f"{_TABLE}order_items.py",
        '    rows = [one for one in live if one["since"] == state["since"] and one is not state]\n',
        "    rows = [one for one in live if one is not state]\n",
        (f"{_PORT}test_a_number_given_out_again_is_another_order",),
    ),
    Mutant(
        "parts of an order expire before the order",
        f"{_TABLE}order_changes.py",
        "    if kept.lasts_until < now + kept_for:\n",
        "    if False:\n",
        (f"{_PORT}test_no_part_of_an_order_that_is_written_now_and_then_is_ever_gone",),
    ),
    Mutant(
        "of an order with very many parcels some numbers lead nowhere",
        f"{_TABLE}orders.py",
        "        for first in range(room, len(led), _MOST_WRITES):\n",
        "        for first in ():\n",
        (f"{_PORT}test_all_that_an_order_may_hold_is_one_write",),
    ),
    Mutant(
        "a moment is kept a little rounded, so that every repeat is news",
        f"{_TABLE}order_items.py",
        "    return (moment - _EPOCH) // _MICROSECOND\n",
        "    return (moment - _EPOCH) // (1000 * _MICROSECOND) * 1000\n",
        (f"{_PORT}test_what_was_stored_is_read_in_full",),
    ),
    Mutant(
        "what waits for its order waits for ever",
        f"{_TABLE}kept_news.py",
        "                if not is_expired(one, now):\n",
        "                if True:\n",
        (f"{_REFERENCES}test_what_waited_for_thirty_days_is_as_if_it_had_never_come",),
    ),
    Mutant(
        "a repeat of what waits counts as received later",
        f"{_TABLE}kept_news.py",
        "        unless = unless_there(news.news.received_at)\n",
        "        unless: dict[str, Any] = {}\n",
        (f"{_REFERENCES}test_a_repeat_of_what_waits_is_one_and_of_the_first_receipt",),
    ),
    Mutant(
        "a repeat of news ahead of its time is newer than the news itself",
        "domain/shipping/parcels.py",
        "    if known := parcel.facts.get(name):\n",
        "    if (known := parcel.facts.get(name)) and False:\n",
        (
            "unit/shipping/test_any_order.py::test_a_repeat_that_came_later_changes_nothing",
            "unit/shipping/test_standing.py::"
            "test_a_time_that_lies_ahead_counts_as_when_it_first_came_however_often_it_comes",
        ),
    ),
    Mutant(
        "any news of a store wakes people at night",
        "domain/shipping/timing.py",
        "    return min(day_ends, end) if end else day_ends\n",
        "    return end or day_ends\n",
        (
            "unit/shipping/test_timing.py::test_at_night_only_what_came_to_its_store_that_day_is_told",
        ),
    ),
)
