"""Which buttons and quick replies can a channel show, and what becomes of the others?"""

from collections.abc import Sequence
from dataclasses import dataclass

from towkay.domain.capabilities import Capabilities
from towkay.domain.copying import changed
from towkay.domain.fitting.cutting import shortened
from towkay.domain.fitting.frame import Frame
from towkay.domain.links import is_public_https
from towkay.domain.messages import Button, LinkButton, Lossy, PostbackButton, QuickReply, Text


@dataclass(frozen=True, slots=True)
class Buttons:
    """The buttons to show, and the links too long for one, as words to tap on."""

    shown: tuple[Button, ...] = ()
    lines: tuple[Text, ...] = ()


def fit_buttons(buttons: Sequence[Button], frame: Frame) -> Buttons:
    """Every button that can be shown, in order, its label shortened where it must be."""
    shown: list[Button] = []
    lines: list[Text] = []
    for button in buttons:
        if isinstance(button, LinkButton) and _is_only_too_long(button, frame.limits):
            frame.lost(Lossy.BUTTON, "shown as words", button.label)
            lines.append(Text(_as_words(button)))
        elif reason := _unfit(button, frame.limits):
            frame.lost(Lossy.BUTTON, f"left out, {reason}", button.label)
        else:
            label = fit_label(button.label, frame.limits.button_label_limit, frame)
            shown.append(changed(button, label=label))
    return Buttons(tuple(shown), tuple(lines))


def rows(buttons: Sequence[Button], limits: Capabilities) -> list[tuple[Button, ...]]:
    """The buttons in groups of which each finds room under one message, as few as there can be."""
    grouped: list[list[Button]] = []
    for button in buttons:
        room = next((row for row in grouped if _has_room(row, button, limits)), None)
        if room is None:
            grouped.append([button])
        else:
            room.append(button)
    return [tuple(row) for row in grouped]


def fit_replies(replies: Sequence[QuickReply], most: int, frame: Frame) -> tuple[QuickReply, ...]:
    """The first quick replies that can be shown."""
    limits = frame.limits
    kept: list[QuickReply] = []
    for reply in replies:
        if reason := no_answer(reply.label, reply.payload, limits.payload_limit, limits):
            frame.lost(Lossy.QUICK_REPLY, f"left out, {reason}", reply.payload or reply.label)
        elif limits.buttons.unique and any(reply.payload == one.payload for one in kept):
            frame.lost(Lossy.QUICK_REPLY, "left out, another says the same", reply.label)
        elif len(kept) >= most:
            frame.lost(Lossy.QUICK_REPLY, "left out", reply.payload)
        else:
            label = fit_label(reply.label, limits.label_limit, frame)
            kept.append(changed(reply, label=label))
    return tuple(kept)


def no_answer(label: str, payload: str, payload_limit: int, limits: Capabilities) -> str:
    """Why something cannot be pressed for an answer; empty when it can."""
    if not label.strip():
        return "no label"
    if not payload.strip():
        return "no payload"
    too_long = limits.length_unit.measure(payload) > payload_limit
    return "payload too long" if too_long else ""


def fit_label(label: str, limit: int, frame: Frame) -> str:
    """The label, its beginning with an ellipsis where it is too long, which is a loss."""
    fitted = shortened(label, limit, frame.limits.length_unit)
    if fitted != label.strip():
        frame.lost(Lossy.LABEL, "shortened", label)
    return fitted


def _has_room(row: Sequence[Button], button: Button, limits: Capabilities) -> bool:
    form = limits.buttons
    links = sum(isinstance(one, LinkButton) for one in (*row, button))
    is_mixed = 0 < links <= len(row)
    too_many = len(row) == limits.button_limit or (form.links is not None and links > form.links)
    repeated = form.unique and any(
        one.label == button.label or _opens(one) == _opens(button) for one in row
    )
    return not (too_many or repeated or (is_mixed and not form.mixed))


def _opens(button: Button) -> str:
    return button.url if isinstance(button, LinkButton) else button.payload


def _unfit(button: Button, limits: Capabilities) -> str:
    """Why a button cannot be shown; empty when it can."""
    if isinstance(button, PostbackButton):
        return no_answer(button.label, button.payload, limits.payload_limit, limits)
    if not button.label.strip():
        return "no label"
    return "" if _is_link(button.url, limits) else "no public https link"


def _is_link(url: str, limits: Capabilities) -> bool:
    return len(url) <= limits.link_limit and is_public_https(url)


def _is_only_too_long(button: LinkButton, limits: Capabilities) -> bool:
    """A safe link that no button takes but a text does, where it can be tapped as well."""
    fits_text = limits.unit_of_text.measure(_as_words(button)) <= limits.text_limit
    return len(button.url) > limits.link_limit and fits_text and is_public_https(button.url)


def _as_words(button: LinkButton) -> str:
    return f"{button.label.strip()}\n{button.url}".strip()
