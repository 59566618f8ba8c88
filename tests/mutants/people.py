"""Faults of consent kept for campaigns: who is in the index, who is asked, whose link counts."""

from tests.mutants.mutant import Mutant

PEOPLE = (
    Mutant(
        "who stopped a topic stays in its index",
        "adapters/dynamodb/topic_rows.py",
        "return said.active and not contact.moved_to",
        "return not contact.moved_to",
        ("contract/test_followers.py::test_a_stop_of_one_topic_leaves_the_others",),
    ),
    Mutant(
        "an id that was left stays in the index",
        "adapters/dynamodb/topic_rows.py",
        "return said.active and not contact.moved_to",
        "return said.active",
        ("contract/test_followers.py::test_a_new_id_takes_its_place_and_the_old_one_goes",),
    ),
    Mutant(
        "whoever declined is asked again",
        "domain/asking.py",
        "    declined = any(one.declined for one in of_it)\n",
        "    declined = False\n",
        ("unit/test_asking.py::test_whoever_declined_is_never_asked_for_that_topic_again",),
    ),
    Mutant(
        "a link that anybody made up is a place",
        "domain/refs.py",
        "    if not any([*ours]):\n",
        "    if False:\n",
        ("unit/test_refs.py::test_a_ref_that_no_key_of_ours_signed_says_nothing",),
    ),
    Mutant(
        "a link of another brand is a place",
        "domain/refs.py",
        "(_SIGNED_AS, brand, body)",
        "(_SIGNED_AS, body)",
        ("unit/test_refs.py::test_a_ref_of_another_brand_says_nothing",),
    ),
)
