"""Faults in how those are checked and read who tell of parcels."""

from tests.mutants.mutant import Mutant

_TESTS = "unit/shipment_sources/"
_SAMPLES = f"{_TESTS}test_samples.py::test_a_sample_is_genuine_and_read_as_its_file_says"

SOURCES = (
    Mutant(
        "a source without a key lets everybody in",
        "adapters/shipping/proofs.py",
        "return judge(held) if held else Verdict.CLOSED",
        "return judge(held) if held else Verdict.GENUINE",
        (f"{_TESTS}test_proofs.py::test_without_a_key_that_holds_nobody_gets_in",),
    ),
    Mutant(
        "an old signature with its moment is good for ever",
        "adapters/shipping/proofs.py",
        "if distance <= _WINDOW_S else Verdict.STALE",
        "if distance <= _WINDOW_S or distance > 3600 else Verdict.STALE",
        (
            f"{_TESTS}test_stamped_and_worded.py"
            "::test_a_replay_is_too_old_and_nothing_comes_from_the_future",
        ),
    ),
    Mutant(
        "a notice of another merchant of ECPay's is taken",
        "adapters/shipping/ecpay.py",
        "matched |= sums and merchant == key.account",
        "matched |= sums",
        (
            f"{_TESTS}test_proofs.py"
            "::test_a_notice_of_another_merchant_is_not_ours_even_under_our_keys",
        ),
    ),
    Mutant(
        "a field twice in a form is summed once and read another time",
        "adapters/shipping/ecpay_checksum.py",
        "return fields if len(fields) == len(pairs) else None",
        "return fields",
        (f"{_TESTS}test_proofs.py::test_a_field_that_comes_twice_makes_a_form_nobodys",),
    ),
    Mutant(
        "a state of no table is told as one that moves",
        "adapters/shipping/tables.py",
        "return Meaning(), Oddity.UNKNOWN_STATUS",
        "return Meaning(Milestone.IN_TRANSIT), Oddity.UNKNOWN_STATUS",
        (
            f"{_TESTS}test_tables.py"
            "::test_a_word_of_no_table_is_kept_with_its_reason_and_told_to_nobody",
            _SAMPLES,
        ),
    ),
    Mutant(
        "a delivered status that was withdrawn stays",
        "adapters/shipping/kept.py",
        "withdraws=meaning.withdraws",
        "withdraws=None",
        (_SAMPLES,),
    ),
    Mutant(
        "a refusal carries the shopper's data along",
        "adapters/shipping/kept.py",
        'source sends") from None',
        'source sends")',
        (f"{_TESTS}test_any_body.py::test_a_refusal_repeats_nothing_of_what_was_sent",),
    ),
    Mutant(
        "all that a cart was noted with is kept",
        "adapters/shipping/shopify_orders.py",
        "if one.value and _KEPT.fullmatch(one.name)",
        "if one.value",
        (
            f"{_TESTS}test_orders_and_keys.py"
            "::test_of_a_carts_notes_only_chat_and_store_are_kept_and_not_many",
        ),
    ),
)
