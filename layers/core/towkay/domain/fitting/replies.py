"""Under which message do the quick replies of a turn stand?"""

from collections.abc import Sequence

from towkay.domain.capabilities import Rich
from towkay.domain.copying import changed
from towkay.domain.fitting.buttons import fit_replies, rows
from towkay.domain.fitting.choices import fit_choices
from towkay.domain.fitting.cutting import split_tail
from towkay.domain.fitting.frame import Frame
from towkay.domain.fitting.texts import fit_text, plain
from towkay.domain.messages import (
    Button,
    Card,
    Choices,
    Image,
    LocationRequest,
    Lossy,
    Message,
    PostbackButton,
    QuickReply,
    TemplateMessage,
    Text,
)
from towkay.domain.offers import Choice, Section


def with_replies(
    bubbles: Sequence[Message], replies: Sequence[QuickReply], frame: Frame
) -> list[Message]:
    """The messages with the quick replies under the last: a channel shows only those."""
    if not bubbles or isinstance(bubbles[-1], TemplateMessage):
        what = "no words of ours may follow" if bubbles else "nothing is said above them"
        if replies:
            frame.lost(Lossy.QUICK_REPLY, f"left out, {what}", replies[0].label)
        return [*bubbles]
    last = bubbles[-1]
    takes_one = isinstance(last, LocationRequest) and not frame.limits.buttons.holds_replies
    kept = fit_replies(replies, frame.limits.quick_reply_limit - takes_one, frame)
    if not kept:
        return [*bubbles]
    if frame.limits.buttons.holds_replies:
        return [*bubbles[:-1], *_as_buttons(last, kept, frame)]
    if isinstance(last, Image) and not frame.has(Rich.IMAGE_REPLIES):
        return [*bubbles, Text(frame.words.choose, kept)]
    return [*bubbles[:-1], changed(last, quick_replies=kept)]


def _as_buttons(last: Message, kept: tuple[QuickReply, ...], frame: Frame) -> list[Message]:
    """Beside the last message's own buttons, else under words of their own, else in a list."""
    answers = tuple(PostbackButton(reply.label, reply.payload) for reply in kept)
    own: tuple[Button, ...] = last.buttons if isinstance(last, Text | Card) else answers
    if isinstance(last, Text | Card) and _stand_together((*own, *answers), frame):
        return _under(last, kept, frame)
    if _stand_together(answers, frame):
        return [last, Text(frame.words.choose, kept)]
    if not frame.has(Rich.CHOICES):
        return [last, *fit_text(Text(frame.words.choose, buttons=answers), frame)]
    words = last.text if isinstance(last, Text) and not own else ""
    choices = tuple(Choice(reply.label, reply.payload) for reply in kept)
    listed = fit_choices(Choices(words, "", (Section("", choices),)), frame, is_last=True)
    return listed if words else [last, *listed]


def _stand_together(buttons: tuple[Button, ...], frame: Frame) -> bool:
    return len(rows(buttons, frame.limits)) == 1


def _under(last: Text | Card, kept: tuple[QuickReply, ...], frame: Frame) -> list[Message]:
    if isinstance(last, Card):
        return [changed(last, quick_replies=kept)]
    limits = frame.limits
    earlier, tail = split_tail(last.text, limits.button_text_limit, limits.length_unit)
    return [*plain(earlier, limits), changed(last, text=tail, quick_replies=kept)]
