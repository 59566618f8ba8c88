"""Faults at the doors of shops and carriers."""

from tests.mutants.mutant import Mutant

_TAKE = "unit/shops/test_take_shipments.py::"
_CONSENT = "unit/shops/test_take_consent.py::"

SHOPS = (
    Mutant(
        "news are the first brand's whoever proved them",
        "usecases/take_shipments.py",
        "    return min(verdicts, key=lambda one: _SUREST.index(one[0]))\n",
        "    return verdicts[0]\n",
        (f"{_TAKE}test_the_key_tells_the_brand_also_behind_another_brands_key",),
    ),
    Mutant(
        "a key that was just stored waits for the cache",
        "usecases/take_shipments.py",
        "    if found[0] in _PERHAPS_NEW_KEYS:\n",
        "    if False:\n",
        (f"{_TAKE}test_a_key_that_was_stored_a_moment_ago_counts_before_the_cache_ends",),
    ),
    Mutant(
        "what is odd loses the news that it came with",
        "usecases/take_shipments.py",
        "odd.dedupe, by_dedupe.get(odd.dedupe))",
        "odd.dedupe, None)",
        (f"{_TAKE}test_news_with_a_word_of_no_table_is_queued_and_people_find_it_with_its_puzzle",),
    ),
    Mutant(
        "a queue that takes a part of the news is a success",
        "adapters/sqs_shipments.py",
        '        return len(batch) - len(answer.get("Successful", []))\n',
        "        return 0\n",
        (
            "contract/test_shipment_queue.py"
            "::test_a_queue_that_takes_a_part_refuses_and_every_batch_was_tried",
        ),
    ),
    Mutant(
        "who ticked nothing has agreed",
        "usecases/take_consent.py",
        "    if told.agreed:\n",
        "    if True:\n",
        (f"{_CONSENT}test_who_ticked_nothing_gets_a_code_that_asks_and_has_agreed_to_nothing",),
    ),
    Mutant(
        "a word for yes is a consent",
        "adapters/shipping/consent_forms.py",
        "    agreed: StrictBool = _said(",
        "    agreed: bool = _said(",
        (f"{_CONSENT}test_only_true_itself_is_a_consent",),
    ),
    Mutant(
        "a code lasts two days from whenever it is asked for",
        "domain/shipping/checkout.py",
        "        ends = min(now + self.valid, self.agreed_at + LONGEST_CODE)\n",
        "        ends = now + self.valid\n",
        (f"{_CONSENT}test_no_code_lasts_longer_than_two_days_from_the_checkout",),
    ),
    Mutant(
        "every repeat of a checkout is another consent",
        "domain/shipping/checkout.py",
        "self.agreed_at.astimezone(UTC).isoformat()",
        "self.agreed_at.isoformat() + self.wording + str(id(self))",
        (
            f"{_CONSENT}test_the_same_checkout_told_twice_is_one_consent_and_another_order_is"
            "_another",
        ),
    ),
    Mutant(
        "two brands share a key",
        "workbench/shop_keys.py",
        "one.key.value == new.key.value and one.brand != new.brand for one",
        "one.key.value == new.key.value and False for one",
        (
            "unit/workbench/test_shipment_keys.py"
            "::test_another_brands_key_stays_and_cannot_be_had_twice",
        ),
    ),
    Mutant(
        "what could not be queued again is forgotten",
        "workbench/shipments/puzzles.py",
        "        queue.put([Arrival(brand, news) for news in reading.news])\n"
        "        puzzles.solve(brand, one)\n",
        "        puzzles.solve(brand, one)\n"
        "        queue.put([Arrival(brand, news) for news in reading.news])\n",
        ("unit/workbench/test_puzzles.py::test_what_cannot_be_queued_stays_parked",),
    ),
)
