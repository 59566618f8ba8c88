"""Faults in what is known of a parcel, and in what of it a shopper is told."""

from tests.mutants.mutant import Mutant

_PARCELS, _STANDING = "domain/shipping/parcels.py", "domain/shipping/standing.py"
_TELLING = "domain/shipping/telling.py"
_TWO_THOUSAND = "unit/shipping/test_two_thousand_parcels.py::"
_UNIT = "unit/shipping/"
_LOOKED = "unit/orders/test_looked_at.py::"

PARCELS = (
    Mutant(
        "of a parcel what came last counts, whatever its time",
        _PARCELS,
        "(known := parcel.facts.get(name)) is None or fact > known\n",
        "True\n",
        (f"{_TWO_THOUSAND}test_in_every_order_the_same_is_known_in_the_end",),
    ),
    Mutant(
        "a carrier's clock that runs ahead is believed",
        _PARCELS,
        "    return news.received_at if is_ahead else news.occurred_at\n",
        "    return news.occurred_at\n",
        (f"{_UNIT}test_standing.py::test_a_clock_that_is_days_ahead_holds_nothing_up",),
    ),
    Mutant(
        "a parcel leaves its end again",
        _STANDING,
        "    milestone = _furthest(live) if FINAL & live.keys() else _on_the_way(live)\n",
        "    milestone = _on_the_way(live)\n",
        (
            f"{_UNIT}test_standing.py::test_nothing_leads_back_from_an_end",
            f"{_TWO_THOUSAND}test_every_shopper_hears_how_it_ended",
        ),
    ),
    Mutant(
        "a shopper is told what lies behind what they know",
        _TELLING,
        "    if RANK[milestone] < _furthest_told(parcel):\n",
        "    if False:\n",
        (f"{_TWO_THOUSAND}test_what_is_told_goes_forward",),
    ),
    Mutant(
        "a milestone is told as often as it is heard of",
        _TELLING,
        "    if _was_told(parcel, milestone):\n",
        "    if False:\n",
        (f"{_TWO_THOUSAND}test_each_milestone_is_told_once",),
    ),
    Mutant(
        "what a source took back stays told",
        _TELLING,
        "    return at if at and counts(parcel, milestone, at) else None\n",
        "    return at\n",
        (f"{_UNIT}test_telling.py::test_what_was_taken_back_may_be_told_anew",),
    ),
    Mutant(
        "news of somebody else's order is told by its number",
        "domain/shipping/references.py",
        '    own = Reference(ReferenceKind.SOURCE_KEY, f"{order.source}:{order.key}")\n',
        "    own = Reference(ReferenceKind.NAME, order.key)\n",
        (f"{_UNIT}test_orders.py::test_news_is_of_the_order_that_it_names",),
    ),
    Mutant(
        "what waited is said after something further along",
        _TELLING,
        "    if _furthest_told(parcel) > RANK[milestone]:\n",
        "    if False:\n",
        (
            f"{_UNIT}test_telling.py::"
            "test_what_waited_is_dropped_when_something_further_along_was_told",
        ),
    ),
    Mutant(
        "the word of a shop lifts a stop",
        "domain/consenting.py",
        "    return entry.act in _LIFTS and entry.source is not ConsentSource.CHECKOUT\n",
        "    return entry.act in _LIFTS\n",
        ("unit/orders/test_who_is_told.py::test_the_word_of_a_shop_lifts_no_stop",),
    ),
    Mutant(
        "what waited is left waiting when its order comes",
        "usecases/release_waiting.py",
        "            kept = self.tools.orders.kept(self.key.brand, fresh, self.now)\n",
        "            kept: list[Waiting] = []\n",
        (
            "unit/orders/test_who_is_told.py::"
            "test_news_before_its_order_waits_and_is_told_when_it_comes",
        ),
    ),
    Mutant(
        "a repeat is a write",
        "usecases/tell_order.py",
        "        if not (written.has_changed or always):\n",
        "        if False:\n",
        ("unit/orders/test_who_is_told.py::test_a_repeat_changes_nothing_and_is_no_write",),
    ),
    Mutant(
        "no number is proved by no digits",
        "domain/shipping/phones.py",
        "    return bool(_E164.fullmatch(phone)) and (whole or ending)\n",
        "    return whole or ending or not phone\n",
        (f"{_UNIT}test_phones.py::test_where_there_is_no_number_nothing_proves_it",),
    ),
    Mutant(
        "what a person has looked at waits for other news",
        "usecases/look_at_order.py",
        "now=now, look_at=now)",
        "now=now, look_at=None)",
        (f"{_LOOKED}test_what_waited_is_told_after_somebody_looked_and_not_before",),
    ),
    Mutant(
        "what comes while a person looks counts as looked at",
        "usecases/look_at_order.py",
        "            before = orders.record(key, now)\n",
        "            before = orders.record(key, now)\n"
        "            facts = _seen(before, name) if before else facts\n",
        (f"{_LOOKED}test_news_that_came_while_somebody_looked_still_waits",),
    ),
    Mutant(
        "whoever asks in the chat holds up what a person has looked at",
        "usecases/order_notices.py",
        "    if any(one.told_since for",
        "    if False and any(one.told_since for",
        (f"{_LOOKED}test_whoever_writes_in_the_chat_meanwhile_holds_nothing_up",),
    ),
)
