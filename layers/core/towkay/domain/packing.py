"""How do messages become requests that a channel accepts, without losing a word?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from towkay.domain.capabilities import Capabilities, Rich
from towkay.domain.copying import changed
from towkay.domain.fitting.frame import Frame
from towkay.domain.fitting.kinds import fit
from towkay.domain.fitting.replies import with_replies
from towkay.domain.fitting.sound import sound
from towkay.domain.fitting.words import words_in
from towkay.domain.languages import Language
from towkay.domain.messages import (
    Carousel,
    LocationRequest,
    Loss,
    Lossy,
    Message,
    QuickReply,
    TemplateMessage,
    Text,
)


@dataclass(frozen=True, slots=True)
class Packed:
    """Messages grouped by request, and what is shown otherwise than it was written.

    A long text in several messages is as written, and so are cards and buttons in several.
    """

    requests: tuple[tuple[Message, ...], ...]
    losses: tuple[Loss, ...]


def pack(messages: Sequence[Message], limits: Capabilities, language: Language = "") -> Packed:
    """Fit each message, move the quick replies to the very last one, group by request.

    Quick replies go last because a channel shows only those under its newest message. `language`
    is that of the few words that must be added.
    """
    frame = Frame(limits, words_in(language))
    bubbles: list[Message] = []
    asked: list[QuickReply] = []  # by a message itself: they come before those that only stand by
    beside: list[QuickReply] = []
    said = _in_order([sound(message) for message in messages], frame)
    for place, message in enumerate(said, 1):
        for bubble in fit(message, frame, is_last=place == len(said)):
            asked += bubble.quick_replies
            bubbles.append(changed(bubble, quick_replies=()) if bubble.quick_replies else bubble)
        beside += message.quick_replies
    bubbles = with_replies(bubbles, [*asked, *beside], frame)
    return Packed(tuple(_requests(bubbles, limits)), tuple(frame.losses))


def _in_order(messages: Sequence[Message], frame: Frame) -> list[Message]:
    """Words above a carousel that has room for them, and a place asked for by a reply at the end.

    Such a reply is gone with the next message.
    """
    said: list[Message] = []
    for message in messages:
        above = said[-1] if said and frame.limits.carousel else None
        if isinstance(above, Text) and isinstance(message, Carousel) and _joins(above, message):
            replies = (*above.quick_replies, *message.quick_replies)
            said[-1] = changed(message, text=above.text, quick_replies=replies)
        else:
            said.append(message)
    form = frame.limits.location if frame.has(Rich.LOCATION_REQUEST) else None
    asked = [one for one in said if isinstance(one, LocationRequest)]
    if not (form and form.as_reply and asked) or said[-1] is asked[-1]:
        return said
    frame.lost(Lossy.LOCATION_REQUEST, "moved to the end", asked[-1].text)
    return [*(one for one in said if one is not asked[-1]), asked[-1]]


def _joins(above: Text, carousel: Carousel) -> bool:
    return not (above.buttons or carousel.text.strip())


def _requests(bubbles: Sequence[Message], limits: Capabilities) -> Iterator[tuple[Message, ...]]:
    """As many messages in each as the channel takes; a template always goes alone."""
    group: list[Message] = []
    for bubble in bubbles:
        is_alone = isinstance(bubble, TemplateMessage) or isinstance(
            group[-1] if group else None, TemplateMessage
        )
        if group and (is_alone or len(group) == limits.messages_per_send):
            yield tuple(group)
            group = []
        group.append(bubble)
    if group:
        yield tuple(group)
