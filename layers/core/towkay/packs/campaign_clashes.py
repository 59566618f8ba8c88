"""Do the rules of an audience contradict each other, so that nobody can ever be in it?

What cannot be told from the rules alone is taken for possible.
"""

from collections.abc import Iterator
from itertools import combinations

from towkay.domain.audiences import (
    ActedWithin,
    AllOf,
    AnyOf,
    AudienceRule,
    Compare,
    FieldRule,
    NotThese,
    SilentFor,
    Speaks,
)


def can_match(rule: AudienceRule, beside: tuple[AudienceRule, ...] = ()) -> bool:
    """Whether somebody may fit the rule, and all of those `beside` it."""
    parts = [*beside, *_parts(rule)]
    plain = tuple(one for one in parts if not isinstance(one, AnyOf))
    if any(_clash(*two) or _clash(*reversed(two)) for two in combinations(plain, 2)):
        return False
    choices = (one for one in parts if isinstance(one, AnyOf))
    return all(any(can_match(branch, plain) for branch in one.rules) for one in choices)


def _parts(rule: AudienceRule) -> Iterator[AudienceRule]:
    """The rules that must all hold, each without a `not` that can be said otherwise."""
    match rule:
        case AllOf(rules=rules):
            for one in rules:
                yield from _parts(one)
        case NotThese(rule=inner):
            yield from _opposite(inner)
        case _:
            yield rule


def _opposite(rule: AudienceRule) -> Iterator[AudienceRule]:
    match rule:
        case NotThese(rule=inner):
            yield from _parts(inner)
        case AnyOf(rules=rules):
            for one in rules:
                yield from _opposite(one)
        case AllOf(rules=rules):
            yield AnyOf(tuple(map(NotThese, rules)))
        case ActedWithin(days=days):
            yield SilentFor(days)
        case SilentFor(days=days):
            yield ActedWithin(days)
        case _:
            yield NotThese(rule)


def _clash(one: AudienceRule, other: AudienceRule) -> bool:
    match one, other:
        case ActedWithin(days=acted), SilentFor(days=silent):
            return silent >= acted
        case Speaks(languages=these), Speaks(languages=those):
            return not {*these} & {*those}
        case FieldRule(compare=Compare.UNKNOWN), FieldRule():
            asks = other.compare not in (Compare.UNKNOWN, Compare.IS_NOT)
            return one.field == other.field and asks
        case _, NotThese(rule=inner):
            return one == inner
        case _:
            return False
