"""Which buttons and quick replies can a channel show, and what becomes of the others?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from towkay.domain.capabilities import Capabilities
from towkay.domain.fitting.cutting import shortened
from towkay.domain.links import is_public_https
from towkay.domain.messages import Button, LinkButton, Loss, Lossy, PostbackButton, QuickReply, Text

_NAMED = 40  # characters by which a loss names what was lost


@dataclass(frozen=True, slots=True)
class Buttons:
    """The buttons to show, and the links too long for one, as words to tap on."""

    shown: tuple[Button, ...] = ()
    lines: tuple[Text, ...] = ()


def fit_buttons(buttons: Sequence[Button], limits: Capabilities, losses: list[Loss]) -> Buttons:
    """Every button that can be shown, in order, its label shortened where it must be."""
    shown: list[Button] = []
    lines: list[Text] = []
    for button in buttons:
        if isinstance(button, LinkButton) and _is_only_too_long(button, limits):
            losses.append(Loss(Lossy.BUTTON, f"shown as words: {named(button.label)}"))
            lines.append(Text(_as_words(button)))
        elif reason := _unfit(button, limits):
            losses.append(Loss(Lossy.BUTTON, f"left out, {reason}: {named(button.label)}"))
        else:
            label = _fit_label(button.label, limits.button_label_limit, limits, losses)
            shown.append(replace(button, label=label))
    return Buttons(tuple(shown), tuple(lines))


def fit_replies(
    replies: Sequence[QuickReply], limits: Capabilities, losses: list[Loss]
) -> tuple[QuickReply, ...]:
    """The first quick replies that can be shown."""
    kept: list[QuickReply] = []
    for reply in replies:
        if len(kept) == limits.quick_reply_limit:
            losses.append(Loss(Lossy.QUICK_REPLY, f"left out: {named(reply.payload)}"))
        elif reason := _no_answer(reply.label, reply.payload, limits):
            detail = f"left out, {reason}: {named(reply.payload or reply.label)}"
            losses.append(Loss(Lossy.QUICK_REPLY, detail))
        else:
            label = _fit_label(reply.label, limits.label_limit, limits, losses)
            kept.append(replace(reply, label=label))
    return tuple(kept)


def _unfit(button: Button, limits: Capabilities) -> str:
    """Why a button cannot be shown; empty when it can."""
    if isinstance(button, PostbackButton):
        return _no_answer(button.label, button.payload, limits)
    if not button.label.strip():
        return "no label"
    return "" if _is_link(button.url, limits) else "no public https link"


def _no_answer(label: str, payload: str, limits: Capabilities) -> str:
    if not label.strip():
        return "no label"
    if not payload.strip():
        return "no payload"
    too_long = limits.length_unit.measure(payload) > limits.payload_limit
    return "payload too long" if too_long else ""


def _is_link(url: str, limits: Capabilities) -> bool:
    return len(url) <= limits.link_limit and is_public_https(url)


def _is_only_too_long(button: LinkButton, limits: Capabilities) -> bool:
    """A safe link that no button takes but a text does, where it can be tapped as well."""
    fits_text = limits.length_unit.measure(_as_words(button)) <= limits.text_limit
    return len(button.url) > limits.link_limit and fits_text and is_public_https(button.url)


def _as_words(button: LinkButton) -> str:
    return f"{button.label.strip()}\n{button.url}".strip()


def _fit_label(label: str, limit: int, limits: Capabilities, losses: list[Loss]) -> str:
    fitted = shortened(label, limit, limits.length_unit)
    if fitted != label.strip():
        losses.append(Loss(Lossy.LABEL, f"shortened: {named(label)}"))
    return fitted


def named(words: str) -> str:
    """As much of what was lost as tells which it was."""
    return words[:_NAMED]
