"""How do messages become requests that a channel accepts, without losing a word?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from towkay.domain.capabilities import Capabilities
from towkay.domain.fitting.buttons import fit_replies
from towkay.domain.fitting.cards import fit_cards
from towkay.domain.fitting.texts import fit_image, fit_text
from towkay.domain.messages import Card, Carousel, Image, Loss, Lossy, Message, Text


@dataclass(frozen=True, slots=True)
class Packed:
    """Messages grouped by request, and what is shown otherwise than it was written.

    A long text in several messages is as written, and so are cards and buttons in several.
    """

    requests: tuple[tuple[Message, ...], ...]
    losses: tuple[Loss, ...]


def pack(messages: Sequence[Message], limits: Capabilities) -> Packed:
    """Fit each message, move the quick replies to the very last one, group by request.

    Quick replies go last because a channel shows only those under its newest message.
    """
    losses: list[Loss] = []
    bubbles = [bubble for message in messages for bubble in _fit(message, limits, losses)]
    replies = [reply for message in messages for reply in message.quick_replies]
    kept = fit_replies(replies, limits, losses)
    if bubbles and kept:
        bubbles[-1] = replace(bubbles[-1], quick_replies=kept)
    elif kept:
        losses += [Loss(Lossy.QUICK_REPLY, "left out: nothing is said above them")]
    size = limits.messages_per_send
    groups = tuple(tuple(bubbles[at : at + size]) for at in range(0, len(bubbles), size))
    return Packed(groups, tuple(losses))


def _fit(message: Message, limits: Capabilities, losses: list[Loss]) -> Sequence[Message]:
    match message:
        case Text():
            return fit_text(message, limits, losses)
        case Image():
            return fit_image(message, limits, losses)
        case Card():
            return fit_cards([message], limits, losses)
        case Carousel():
            return fit_cards(message.cards, limits, losses)
        case _:
            return [message]
