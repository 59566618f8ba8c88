"""A quick copy is what `dataclasses.replace` makes of the same value, for every kind of value."""

import dataclasses
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.any_situation import situations
from tests.support.builders import a_contact
from towkay.domain.copying import changed, completed, field_names
from towkay.domain.policy.situation import Situation


@dataclass(frozen=True, slots=True)
class One:
    """With a single field."""

    word: str


@dataclass(frozen=True, slots=True)
class Two(One):
    """With a field that it has from another."""

    number: int = 0


@dataclass(frozen=True, slots=True)
class Strict:
    """Whose constructor looks at what it is given."""

    number: int

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError("too small")


@dataclass(frozen=True)
class Loose:
    """Without slots."""

    word: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Empty:
    """Without fields."""


@pytest.mark.parametrize(
    ("value", "some"),
    [
        (One("a"), {"word": "b"}),
        (Two("a", 1), {"word": "b"}),
        (Two("a", 1), {"number": 2}),
        (Two("a", 1), {}),
        (Strict(1), {"number": 2}),
        (Loose("a", 1), {"number": 2}),
        (Empty(), {}),
        (a_contact(), {"brand": "other", "version": 7}),
    ],
)
def test_a_changed_copy_is_what_the_standard_library_makes(
    value: One, some: dict[str, str]
) -> None:
    before = repr(value)

    copy = changed(value, **some)

    assert copy == dataclasses.replace(value, **some)
    assert type(copy) is type(value)
    assert repr(value) == before
    assert hash(copy) == hash(dataclasses.replace(value, **some))


def test_what_a_constructor_refuses_no_copy_holds() -> None:
    with pytest.raises(ValueError, match="too small"):
        changed(Strict(1), number=-1)
    with pytest.raises(ValueError, match="too small"):
        completed(Strict(1), number=-1)


def test_a_field_that_is_none_is_refused() -> None:
    for copying in (changed, completed):
        with pytest.raises(KeyError):
            copying(One("a"), sound="b")


@given(situations(), st.booleans())
def test_what_is_completed_in_steps_is_what_is_copied_at_each(of: Situation, flag: bool) -> None:
    first = dataclasses.replace(of, stopped=flag, zone="Asia/Tokyo")
    copied = dataclasses.replace(first, stopped=not flag, length=9)

    put_together = completed(dataclasses.replace(of), stopped=flag, zone="Asia/Tokyo")

    assert completed(put_together, stopped=not flag, length=9) == copied


def test_the_fields_of_what_is_no_dataclass_are_none() -> None:
    assert field_names("words") == ()
    assert field_names(Two("a")) == ("word", "number")
