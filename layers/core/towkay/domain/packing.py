"""How do messages become requests that a channel accepts, without losing a word?"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from towkay.domain.channels import Capabilities, LengthUnit
from towkay.domain.messages import Loss, Message, QuickReply, Text

_SENTENCE_ENDS = "。！？!?\n…"
_JOINERS = "\u200d\ufe0e\ufe0f"


@dataclass(frozen=True, slots=True)
class Packed:
    """Messages grouped by request, and what had to be shortened on the way."""

    requests: tuple[tuple[Message, ...], ...]
    losses: tuple[Loss, ...]


def pack(messages: Sequence[Message], capabilities: Capabilities) -> Packed:
    """Split long texts, move the quick replies to the very last message, group by request.

    Quick replies go last because a channel shows only those under its newest message.
    """
    replies = [reply for message in messages for reply in message.quick_replies]
    kept, losses = _fit_replies(replies, capabilities)
    bubbles = [bubble for message in messages for bubble in _bubbles(message, capabilities)]
    if bubbles and kept:
        bubbles[-1] = replace(bubbles[-1], quick_replies=kept)
    size = capabilities.messages_per_send
    groups = tuple(tuple(bubbles[at : at + size]) for at in range(0, len(bubbles), size))
    return Packed(groups, losses)


def _bubbles(message: Message, capabilities: Capabilities) -> list[Message]:
    if isinstance(message, Text):
        return [Text(part) for part in split_text(message.text, capabilities)]
    return [replace(message, quick_replies=())]


def split_text(text: str, capabilities: Capabilities) -> list[str]:
    """Cut `text` into parts that fit: at a sentence's end, a space, or between graphemes."""
    parts: list[str] = []
    rest = text.strip()
    while capabilities.length_unit.measure(rest) > capabilities.text_limit:
        at = _cut(rest, capabilities)
        parts.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    if rest:
        parts.append(rest)
    return parts


def _cut(text: str, capabilities: Capabilities) -> int:
    """Index at which the first part ends; always at least 1."""
    end = _fitting(text, capabilities)
    head = text[:end]
    sentence = max(head.rfind(mark) for mark in _SENTENCE_ENDS) + 1
    space = head.rfind(" ") + 1
    half = end // 2  # a cut before that would leave a shred and make more messages
    if sentence > half:
        return sentence
    if space > half:
        return space
    return _grapheme_boundary(text, end)


def _fitting(text: str, capabilities: Capabilities) -> int:
    """How many characters of `text` fit the limit."""
    if capabilities.length_unit is LengthUnit.CODE_POINTS:
        return capabilities.text_limit
    used = 0
    for index, character in enumerate(text):
        used += 2 if ord(character) > 0xFFFF else 1
        if used > capabilities.text_limit:
            return index
    return len(text)


def _grapheme_boundary(text: str, end: int) -> int:
    """The last index up to `end` that does not part a character from what modifies it."""
    at = end
    while at > 1 and _continues(text[at - 1], text[at]):
        at -= 1
    return at if at > 1 else end


def _continues(before: str, character: str) -> bool:
    joined = before == "\u200d" or character in _JOINERS
    modifier = 0x1F3FB <= ord(character) <= 0x1F3FF
    flag = 0x1F1E6 <= ord(before) <= 0x1F1FF and 0x1F1E6 <= ord(character) <= 0x1F1FF
    return joined or modifier or flag or unicodedata.combining(character) != 0


def _fit_replies(
    replies: Sequence[QuickReply], capabilities: Capabilities
) -> tuple[tuple[QuickReply, ...], tuple[Loss, ...]]:
    losses: list[Loss] = []
    kept: list[QuickReply] = []
    for reply in replies:
        if len(kept) == capabilities.quick_reply_limit:
            losses.append(Loss("quick_reply", f"left out: {reply.payload}"))
        elif capabilities.length_unit.measure(reply.payload) > capabilities.payload_limit:
            losses.append(Loss("quick_reply", f"payload too long: {reply.payload[:40]}"))
        else:
            kept.append(_fit_label(reply, capabilities, losses))
    return tuple(kept), tuple(losses)


def _fit_label(reply: QuickReply, capabilities: Capabilities, losses: list[Loss]) -> QuickReply:
    if capabilities.length_unit.measure(reply.label) <= capabilities.label_limit:
        return reply
    label = reply.label
    while capabilities.length_unit.measure(label) > capabilities.label_limit - 1:
        label = label[:-1]
    losses.append(Loss("label", f"shortened: {reply.payload}"))
    return replace(reply, label=label.rstrip() + "…")
