"""May words be packed once for everybody, and their gaps be filled in afterwards?

To fit words to a channel is the greater part of telling somebody of a campaign. Where a name fits
into the text as it stands, whoever it is, all that is left for each person is to put it in.
"""

from collections.abc import Callable, Iterator

from towkay.domain.contacts import Contact
from towkay.domain.copying import changed
from towkay.domain.messages import Loss, Message, Text
from towkay.domain.personal import GAP_BEGINS, VALUE_LIMIT, fields_in, fill, filled
from towkay.domain.profile import FieldValue
from towkay.domain.sends import Send

Packed = tuple[tuple[Send, ...], tuple[Loss, ...]]
Pack = Callable[[tuple[Message, ...]], Packed]

_SHORTEST = "a"
_LONGEST = "🧧" * VALUE_LIMIT  # however a platform counts


def with_gaps(messages: tuple[Message, ...], contact: Contact, pack: Pack) -> Packed | None:
    """The messages packed as they are written; None where their gaps must be filled in before.

    Where no text is cut, lengths decide how they are packed: if it comes to the same with the
    shortest values, the longest and none, it does with all between.
    """
    if not all(_has_gaps_in_text_alone(message) for message in messages):
        return None
    packed = pack(messages)
    if (
        packed[1]
        or not _is_uncut(messages, packed[0])
        or any(
            pack(filled(messages, anybody)) != filled_in(packed, anybody)
            for anybody in _extremes(contact, fields_in(messages))
        )
    ):
        return None
    return packed


def filled_in(packed: Packed, contact: Contact) -> Packed:
    """The sends as this contact reads them, where `with_gaps` found gaps in texts alone."""
    sends, losses = packed
    return tuple(_filled_in(send, contact) for send in sends), losses


def _filled_in(send: Send, contact: Contact) -> Send:
    messages = (
        changed(one, text=fill(one.text, contact))
        if isinstance(one, Text) and GAP_BEGINS in one.text
        else one
        for one in send.messages
    )
    return changed(send, messages=tuple(messages))


def _has_gaps_in_text_alone(message: Message) -> bool:
    bare = changed(message, text="") if isinstance(message, Text) else message
    return not fields_in(bare)


def _is_uncut(messages: tuple[Message, ...], sends: tuple[Send, ...]) -> bool:
    """Whether every text with a gap stands whole in one message: a name could move the cut."""
    shown = [one.text for send in sends for one in send.messages if isinstance(one, Text)]
    gapped = (one.text.strip() for one in messages if isinstance(one, Text) and fields_in(one))
    return all(any(text in whole for whole in shown) for text in gapped)


def _extremes(contact: Contact, names: list[str]) -> Iterator[Contact]:
    yield changed(contact, fields=())
    for value in (_SHORTEST, _LONGEST):
        yield changed(contact, fields=tuple(FieldValue(name, value) for name in names))
