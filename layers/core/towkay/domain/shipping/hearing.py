"""Does a message ask where an order is, or to cancel or redirect it, and which one is named?

A small grammar: every piece of the message must be used up, so that "do you ship to Japan" or
"運費多少" asks for no order. What may be asked of orders in general (when do they arrive, can they
be cancelled) is such a wish only where it names an order, or the shopper's own.
"""

from dataclasses import dataclass

from towkay.domain.faq.text import normalise
from towkay.domain.shipping.asked import Want
from towkay.domain.shipping.hearing_words import (
    ADDRESS,
    AROUND,
    BY_THEMSELVES,
    CANCEL,
    CANCEL_IT,
    MINE,
    SURELY_MINE,
    THINGS,
    WHEN,
    WHEN_IT,
    WHERE,
    WHETHER,
    WISHES,
)
from towkay.domain.shipping.numbers_typed import (
    Typed,
    bare_of,
    number_alone,
    proves_something,
    typed_in,
)
from towkay.domain.wording import first

# What may stand beside a number that was asked for.
_BESIDE = frozenset({"thing", "wish", "mine", "surely mine", "around"})
_LONGEST = 80  # letters; a longer message has more to say than that


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message asks of an order.

    `typed` is the number and the digits in it. `surely`: it cannot be meant of orders in general.
    """

    want: Want
    typed: Typed
    surely: bool = True


@dataclass(frozen=True, slots=True)
class _Said:
    """Which kinds of pieces a message consists of."""

    kinds: frozenset[str]

    def has(self, *kinds: str) -> bool:
        return self.kinds.issuperset(kinds)


_IN_TURN = (
    ("alone", BY_THEMSELVES),
    ("address", ADDRESS),
    ("cancel", CANCEL),
    ("cancel it", CANCEL_IT),
    ("whether", WHETHER),
    ("when", WHEN),
    ("when it", WHEN_IT),
    ("where", WHERE),
    ("thing", THINGS),
    ("wish", WISHES),
    ("mine", MINE),
    ("surely mine", SURELY_MINE),
    ("around", AROUND),
)


def heard_of_order(text: str) -> Heard | None:
    """What the message asks of an order; None where it asks for anything else."""
    typed = typed_in(text)
    said = normalise(typed.rest)
    if len(said) > _LONGEST:
        return None
    kinds = _kinds(said)
    if kinds is None:
        return None
    found = _wanted(_Said(kinds), bool(typed.number))
    return Heard(found[0], typed, found[1]) if found else None


def answer_heard(text: str, number: str) -> Typed | None:
    """What answers the question for a number, or for digits where the `number` is known already.

    None where the message says anything else.
    """
    bare = bare_of(text)
    if number and proves_something(bare):
        return Typed(number, bare)
    typed = typed_in(text)
    kinds = _kinds(normalise(typed.rest)) if typed.number or typed.digits else None
    if kinds is None or not kinds <= _BESIDE:
        alone = number_alone(text)
        return Typed(alone) if alone else None
    if not number or (typed.number and (typed.digits or "thing" in kinds)):
        return typed
    digits = typed.digits or typed.number
    return Typed(number, digits) if proves_something(digits) else typed


def _kinds(said: str) -> frozenset[str] | None:
    """The kinds of all pieces, each the longest there is; None where one is none of ours."""
    kinds: set[str] = set()
    while said:
        found = [(kind, piece) for kind, known in _IN_TURN if (piece := first(said, known))]
        if not found:
            return None
        kind, used = max(found, key=lambda one: len(one[1]))
        kinds.add(kind)
        said = said[len(used) :]
    return frozenset(kinds)


def _wanted(said: _Said, is_named: bool) -> tuple[Want, bool] | None:
    """What is wanted, and whether surely."""
    if said.has("cancel") or said.has("cancel it") or said.has("address"):
        return _changed(said, is_named)
    is_order = is_named or said.has("thing")
    if said.has("alone") or (said.has("where") and is_order):
        return Want.STATE, True
    if said.has("when") or (said.has("when it") and is_order):
        return Want.STATE, is_named or said.has("surely mine", "thing")
    is_theirs = said.has("mine") or said.has("surely mine")
    return (Want.STATE, True) if said.has("thing") and (is_named or is_theirs) else None


def _changed(said: _Said, is_named: bool) -> tuple[Want, bool] | None:
    """An order to be cancelled or redirected; whether, where or how is only a question."""
    if said.has("where") or (said.has("whether") and not is_named):
        return None
    if said.has("address"):
        return Want.ADDRESS, True
    is_theirs = said.has("mine") or said.has("surely mine") or said.has("wish")
    is_meant = is_named or said.has("cancel it") or (is_theirs and said.has("thing"))
    return (Want.CANCEL, True) if is_meant else None
