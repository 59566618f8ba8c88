"""How does what a source tells become news, with what no table knows named beside it?"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from towkay.adapters.shipping.tables import Meaning
from towkay.domain.errors import MalformedBody
from towkay.domain.shipping.news import ParcelNews
from towkay.domain.shipping.readings import Oddity, Parked, Reading

T = TypeVar("T")

# Goes into a log and a metric: a word of theirs, too short and too plain to tell of a person.
_SAYABLE = re.compile(r"[A-Za-z0-9_./ -]{1,60}")
_LONG_NUMBER = re.compile(r"[0-9]{7}")


def sayable(word: str) -> str:
    """The word itself if it can be one of a list; else none of it is repeated."""
    plain = _SAYABLE.fullmatch(word) and not _LONG_NUMBER.search(word)
    return word if plain else "other"


def unknown_topic(topic: str) -> Reading:
    """A genuine delivery of a kind that nothing here reads."""
    return Reading(parked=(Parked(Oddity.UNKNOWN_TOPIC, sayable(topic)),))


def code_of(status: str, detail: str) -> str:
    """The source's words for a state as they are kept, so that `read_again` finds both."""
    return "/".join(filter(None, (status, detail)))


def told(
    news: ParcelNews, found: tuple[Meaning, Oddity | None], status: str, detail: str = ""
) -> Reading:
    """The news as the table's row has it; what no row knows of `status` and `detail` is named."""
    meaning, oddity = found
    whole = replace(
        news,
        milestone=meaning.milestone,
        needs_person=news.needs_person or meaning.needs_person,
        is_return=news.is_return or meaning.is_return,
        again=meaning.again,
        withdraws=meaning.withdraws,
    )
    if oddity is None:
        return Reading((whole,))
    word = detail if oddity is Oddity.UNKNOWN_DETAIL else status
    return Reading((whole,), (Parked(oddity, sayable(word), news.dedupe),))


def shaped(model: Callable[[Any], T], value: Any) -> T:
    """The value as a model reads it. Raises `MalformedBody`, which repeats nothing of it."""
    try:
        return model(value)
    except ValueError:  # pydantic's ValidationError, which would carry names and addresses along
        raise MalformedBody("not of the shape that this source sends") from None
