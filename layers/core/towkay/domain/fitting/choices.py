"""How is one of several chosen: from a list, by quick replies, by buttons?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from towkay.domain.capabilities import Rich
from towkay.domain.copying import changed
from towkay.domain.fitting.buttons import fit_label, no_answer
from towkay.domain.fitting.cutting import shortened, split_tail
from towkay.domain.fitting.frame import Frame
from towkay.domain.fitting.texts import GOES_ON, fit_text, plain
from towkay.domain.forms import ListForm
from towkay.domain.messages import Choices, Lossy, Message, PostbackButton, QuickReply, Text
from towkay.domain.offers import Choice, Section


@dataclass(frozen=True, slots=True)
class _Row:
    """A choice as it is shown, with the place of its section, and whole where it is too long."""

    section: int
    choice: Choice
    whole: str = ""


def fit_choices(message: Choices, frame: Frame, *, is_last: bool) -> list[Message]:
    """A list where the channel has one; elsewhere quick replies, or buttons.

    Quick replies are for the last message alone: under a later one they would answer that.
    """
    form = frame.limits.choices if frame.has(Rich.CHOICES) else None
    most = form.payload_limit if form else frame.limits.payload_limit
    sections = [
        changed(section, choices=tuple(_pressable(section.choices, most, frame)))
        for section in message.sections
    ]
    message = changed(message, sections=tuple(one for one in sections if one.choices))
    if not message.sections:
        return [*plain(message.text, frame.limits)]
    if form:
        return _lists(message, form, frame)
    return [*_without_list(message, frame, is_last)]


def _pressable(choices: Sequence[Choice], most: int, frame: Frame) -> Iterator[Choice]:
    for choice in choices:
        if reason := no_answer(choice.label, choice.payload, most, frame.limits):
            frame.lost(Lossy.CHOICES, f"left out, {reason}", choice.label)
        else:
            yield Choice(choice.label.strip(), choice.payload, choice.detail.strip())


def _lists(message: Choices, form: ListForm, frame: Frame) -> list[Message]:
    """As many lists as hold all; what their rows shorten is said whole above the first."""
    fitted = [
        _row(place, choice, form, frame)
        for place, section in enumerate(message.sections)
        for choice in section.choices
    ]
    opener = fit_label(message.button.strip() or frame.words.choices, form.opener_limit, frame)
    titles = [fit_label(section.title, form.section_limit, frame) for section in message.sections]
    whole = "\n".join(row.whole for row in fitted if row.whole)
    said = "\n\n".join(filter(None, (message.text.strip(), whole))) or frame.words.choose
    earlier, last = split_tail(said, form.text_limit, frame.limits.length_unit)
    texts = [last, *[GOES_ON] * len(fitted)]
    pages = [_sections(page, titles, frame) for page in _pages(fitted, form)]
    lists = [Choices(text, opener, page) for text, page in zip(texts, pages, strict=False)]
    return [*plain(earlier, frame.limits), *lists]


def _row(section: int, choice: Choice, form: ListForm, frame: Frame) -> _Row:
    unit = frame.limits.length_unit
    label = fit_label(choice.label, form.label_limit, frame)
    detail = choice.detail
    if label != choice.label and not detail and unit.measure(choice.label) <= form.detail_limit:
        return _Row(section, Choice(label, choice.payload, choice.label))
    short = shortened(detail, form.detail_limit, unit)
    if short != detail:
        frame.lost(Lossy.CHOICES, "detail shortened, whole above it", choice.label)
    is_whole = (label, short) == (choice.label, detail)
    return _Row(section, Choice(label, choice.payload, short), "" if is_whole else _line(choice))


def _pages(fitted: Sequence[_Row], form: ListForm) -> list[list[_Row]]:
    """The rows of each list: as many as it holds, no answer twice in it."""
    pages: list[list[_Row]] = []
    for row in fitted:
        said = [one.choice.payload for one in pages[-1]] if pages else []
        if not pages or len(said) == form.rows or row.choice.payload in said:
            pages.append([])
        pages[-1].append(row)
    return pages


def _sections(page: Sequence[_Row], titles: Sequence[str], frame: Frame) -> tuple[Section, ...]:
    places = list(dict.fromkeys(row.section for row in page))
    untitled = frame.words.others if len(places) > 1 else ""
    return tuple(
        Section(
            titles[place] or untitled, tuple(row.choice for row in page if row.section == place)
        )
        for place in places
    )


def _without_list(message: Choices, frame: Frame, is_last: bool) -> list[Text]:
    limits = frame.limits
    choices = [choice for section in message.sections for choice in section.choices]
    as_replies = is_last and len(choices) <= limits.quick_reply_limit
    most = limits.label_limit if as_replies else limits.button_label_limit
    fit_whole = all(limits.length_unit.measure(choice.label) <= most for choice in choices)
    has_more = any(section.title.strip() for section in message.sections) or any(
        choice.detail for choice in choices
    )
    lines = _listed(message.sections, numbered=not fit_whole) if has_more or not fit_whole else ""
    text = "\n\n".join(filter(None, (message.text.strip(), lines))) or frame.words.choose
    labels = [one.label if fit_whole else str(place) for place, one in enumerate(choices, 1)]
    pressed = list(zip(labels, (choice.payload for choice in choices), strict=True))
    how = "shown as quick replies" if as_replies else "shown as buttons"
    frame.lost(Lossy.CHOICES, how, message.text or choices[0].label)
    if not as_replies:
        buttons = tuple(PostbackButton(label, payload) for label, payload in pressed)
        return fit_text(Text(text, buttons=buttons), frame)
    *earlier, last = plain(text, limits)
    replies = tuple(QuickReply(label, payload) for label, payload in pressed)
    return [*earlier, changed(last, quick_replies=replies)]


def _listed(sections: Sequence[Section], *, numbered: bool) -> str:
    """Every choice on a line of its own, under its section's title."""
    lines: list[str] = []
    place = 0
    for section in sections:
        lines += [section.title.strip()] if section.title.strip() else []
        for choice in section.choices:
            place += 1
            lines.append(f"{place}. {_line(choice)}" if numbered else _line(choice))
    return "\n".join(lines)


def _line(choice: Choice) -> str:
    return " — ".join(filter(None, (choice.label, choice.detail)))
