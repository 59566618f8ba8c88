"""Which of the templates that a brand wants does a platform have, and what is to be done?"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from towkay.domain.account_news import TemplateReviewed, TemplateState
from towkay.domain.shipping.wanted import WantedTemplate

# Begins the name of every template that is made of a brand's words.
OURS = "towkay_"
_POOR = frozenset({"RED", "YELLOW"})


class Outlook(StrEnum):
    """What comes of a wanted template."""

    MISSING = "missing"  # nothing of the name is there: it can be created
    ABSENT = "absent"  # nothing is there, and nobody but the brand knows its words
    READY = "ready"
    WAITING = "waiting"  # for the platform's review
    STOPPED = "stopped"  # rejected, paused, disabled or deleted
    OTHER_WORDS = "other_words"  # somebody edited it at the platform: ours are another message
    UNKNOWN = "unknown"  # in a state of next year
    UNLISTED = "unlisted"  # the platform lists none


class Caution(StrEnum):
    """What else somebody should know of a template that is there."""

    RECATEGORISED = "recategorised"  # the platform holds it for something else, at its price
    WILL_BE_RECATEGORISED = "will_be_recategorised"
    POOR_QUALITY = "poor_quality"  # people block it or report it: the next step is a pause


class Problem(StrEnum):
    """Why a template was not created."""

    EXISTS = "exists"
    LOCKED = "locked"  # one of its name was deleted of late
    FULL = "full"  # the business has as many as it may have
    TOO_MANY_CALLS = "too_many_calls"
    NOT_ALLOWED = "not_allowed"  # a permission or the token
    WORDS = "words"  # its words break a rule of the platform
    UNANSWERED = "unanswered"  # nobody knows whether it was created


# What would be refused for the next one too.
ENDS_IT = frozenset({Problem.FULL, Problem.TOO_MANY_CALLS, Problem.NOT_ALLOWED})


@dataclass(frozen=True, slots=True)
class ListedTemplate:
    """A template as its platform lists it; what it did not tell is empty.

    `becomes` is the category that it will have before long.
    """

    name: str
    language: str
    state: TemplateState
    category: str = ""
    body: str = ""
    footer: str = ""
    header: str = ""
    buttons: tuple[str, ...] = ()
    reason: str = ""
    quality: str = ""
    becomes: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What a platform has one template of."""
        return self.name, self.language

    @property
    def review(self) -> TemplateReviewed:
        """The same as news of it."""
        return TemplateReviewed(self.name, self.language, self.state, self.category, self.reason)


def of_review(review: TemplateReviewed) -> ListedTemplate:
    """The same of what was told without any words."""
    return ListedTemplate(
        review.name, review.language, review.state, review.category, reason=review.reason
    )


@dataclass(frozen=True, slots=True)
class Planned:
    """A wanted template beside what is there of it."""

    wanted: WantedTemplate
    outlook: Outlook
    listed: ListedTemplate | None = None
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplatePlan:
    """Every wanted template, and those of ours that nobody wants any more."""

    planned: tuple[Planned, ...] = ()
    unwanted: tuple[ListedTemplate, ...] = ()

    @property
    def missing(self) -> tuple[WantedTemplate, ...]:
        """Those to create."""
        return tuple(one.wanted for one in self.planned if one.outlook is Outlook.MISSING)

    @property
    def lacking(self) -> tuple[WantedTemplate, ...]:
        """Those that are not there, be it for us or for the brand to create them."""
        away = (Outlook.MISSING, Outlook.ABSENT)
        return tuple(one.wanted for one in self.planned if one.outlook in away)

    @property
    def recategorised(self) -> tuple[WantedTemplate, ...]:
        """Those that cost what another category costs."""
        dear = Caution.RECATEGORISED
        return tuple(one.wanted for one in self.planned if dear in one.cautions)

    @property
    def reviews(self) -> tuple[TemplateReviewed, ...]:
        """What is known of each by this list: one that is not in it cannot be sent."""
        return tuple(_review(one) for one in self.planned if one.outlook is not Outlook.UNLISTED)


def plan(wanted: Iterable[WantedTemplate], listed: Sequence[ListedTemplate] | None) -> TemplatePlan:
    """Compare by name and language; `listed` is None where the platform shows no list."""
    asked = list(wanted)
    if listed is None:
        return TemplatePlan(tuple(Planned(one, Outlook.UNLISTED) for one in asked))
    there = {one.key: one for one in listed}
    keys = {one.key for one in asked}
    return TemplatePlan(
        tuple(_planned(one, there.get(one.key)) for one in asked),
        tuple(one for one in listed if one.name.startswith(OURS) and one.key not in keys),
    )


def is_same(wanted: WantedTemplate, listed: ListedTemplate) -> bool:
    """Whether people would read the same; what the platform did not tell is no difference."""
    if not wanted.body or not listed.body:
        return True
    # As one text: where a platform has no footers, what would be one is the end of the body.
    ours = (f"{wanted.body} {wanted.footer}", *(f"{one.label} {one.url}" for one in wanted.buttons))
    theirs = (f"{listed.header} {listed.body} {listed.footer}", *listed.buttons)
    return [_plain(text) for text in ours] == [_plain(text) for text in theirs]


def _planned(wanted: WantedTemplate, listed: ListedTemplate | None) -> Planned:
    if listed is None:
        return Planned(wanted, Outlook.MISSING if wanted.body else Outlook.ABSENT)
    outlook = _outlook(listed.state) if is_same(wanted, listed) else Outlook.OTHER_WORDS
    return Planned(wanted, outlook, listed, tuple(_cautions(wanted, listed)))


def _outlook(state: TemplateState) -> Outlook:
    match state:
        case TemplateState.APPROVED:
            return Outlook.READY
        case TemplateState.PENDING:
            return Outlook.WAITING
        case TemplateState.OTHER:
            return Outlook.UNKNOWN
        case _:
            return Outlook.STOPPED


def _cautions(wanted: WantedTemplate, listed: ListedTemplate) -> Iterable[Caution]:
    if listed.category and listed.category != wanted.kind:
        yield Caution.RECATEGORISED
    elif listed.becomes and listed.becomes != wanted.kind:
        yield Caution.WILL_BE_RECATEGORISED
    if listed.quality.upper() in _POOR:
        yield Caution.POOR_QUALITY


def _review(one: Planned) -> TemplateReviewed:
    if one.listed is not None:
        return one.listed.review
    return TemplateReviewed(one.wanted.name, one.wanted.language, TemplateState.GONE)


def _plain(text: str) -> str:
    """Without what platforms change of their own accord: forms of letters, and space."""
    return " ".join(unicodedata.normalize("NFC", text).split())
