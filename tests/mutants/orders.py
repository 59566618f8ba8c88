"""Faults of who may see an order: codes, digits, tries, and what is kept of them."""

from tests.mutants.mutant import Mutant

_CODES = "unit/shipping/test_codes.py::"
_LINKED = "unit/conversation/test_orders_linked.py::"
_KEPT = "unit/conversation/test_orders_kept_from_others.py::"
_WHERE = "unit/conversation/test_where_orders_are.py::"

ORDERS = (
    Mutant(
        "a code that anybody made up opens an order",
        "domain/shipping/codes.py",
        "    if not any([*ours]):\n",
        "    if False:\n",
        (f"{_CODES}test_a_code_that_no_key_of_ours_signed_says_nothing",),
    ),
    Mutant(
        "a code lasts for ever",
        "domain/shipping/codes.py",
        "if name and now < until else None",
        "if name else None",
        (f"{_CODES}test_a_code_counts_before_its_last_minute_and_a_replaced_key_still_counts",),
    ),
    Mutant(
        "a code of another brand opens an order",
        "domain/shipping/codes.py",
        "(_SIGNED_AS, brand, body)",
        "(_SIGNED_AS, body)",
        (f"{_CODES}test_a_code_of_another_brand_says_nothing",),
    ),
    Mutant(
        "digits are tried without end",
        "domain/shipping/proving.py",
        "    return sum(at < one + _WRONG_FOR for one in others) < MOST_WRONG\n",
        "    return True\n",
        (f"{_KEPT}test_five_wrong_tries_close_an_order_to_everybody_for_a_day",),
    ),
    Mutant(
        "one chat tries order after order",
        "usecases/order_talk.py",
        "    if ask and ask.is_locked(asker.now):\n",
        "    if False:\n",
        (f"{_KEPT}test_five_wrong_tries_close_a_chat_whatever_orders_they_are_of",),
    ),
    Mutant(
        "a try that comes again counts twice",
        "domain/shipping/proving.py",
        "    if at in order.wrong_proofs:\n",
        "    if False:\n",
        (f"{_KEPT}test_a_crash_between_the_two_writes_counts_a_wrong_try_once",),
    ),
    Mutant(
        "an order that there is answers sooner than one that there is not",
        "usecases/order_talk.py",
        "    if after is None:\n        asker.orders",
        "    if False:\n        asker.orders",
        (
            "attack/test_orders_of_others.py::"
            "test_a_stranger_is_answered_alike_whatever_is_behind_the_number",
        ),
    ),
    Mutant(
        "a button shows an order of anybody",
        "usecases/order_talk.py",
        "    if named in own and (record := _seen(named, asker)):\n",
        "    if record := asker.orders.record(named, asker.now):\n",
        ("attack/test_orders_of_others.py::test_nobody_reads_an_order_of_somebody_else",),
    ),
    Mutant(
        "the digits stand in the transcript",
        "usecases/deciding.py",
        "    return masked(event, digits_in(event, contact, brand, now))\n",
        "    return event\n",
        (f"{_WHERE}test_the_digits_stand_in_no_transcript",),
    ),
    Mutant(
        "a code lifts a stop",
        "domain/shipping/matters.py",
        "    if brand.topic(ORDER_UPDATES) is None or contact.consent.stopped:\n",
        "    if brand.topic(ORDER_UPDATES) is None:\n",
        (f"{_LINKED}test_who_had_said_stop_is_asked_first",),
    ),
    Mutant(
        "who only asked is told from now on",
        "domain/shipping/matters.py",
        "    return known.active if known else code.agreed\n",
        "    return known.active if known else True\n",
        (f"{_LINKED}test_who_did_not_tick_it_is_asked_in_the_topics_own_words",),
    ),
)
