"""Does an event say stop, in whatever place of it the words stand?

A stop is as good on a sticker, under a picture or on a button as it is typed.
"""

from towkay.domain.actions import Verb, parse_action
from towkay.domain.attachments import Attachment, AttachmentKind
from towkay.domain.consent import ConsentSource
from towkay.domain.events import Happening, MessageEdited, MessageReceived, PostbackPressed
from towkay.domain.stopping import says_stop

_TOPIC_VERBS = frozenset({Verb.STOP_TOPIC, Verb.SUBSCRIBE})
_CAPTIONED = frozenset({AttachmentKind.IMAGE, AttachmentKind.VIDEO})


def stop_said(happening: Happening) -> ConsentSource | None:
    """How a bare stop was said; None when it was not."""
    match happening:
        case MessageReceived(text=text, attachments=attachments, payload=payload):
            if _is_of_a_topic(payload or ""):
                return None
            said = says_stop(text) or any(map(_attachment_says_stop, attachments))
            pressed = not text.strip() and says_stop(payload or "")
            return ConsentSource.WORD if said else ConsentSource.BUTTON if pressed else None
        case MessageEdited(text=text):
            return ConsentSource.WORD if says_stop(text) else None
        case PostbackPressed(payload=payload, title=title):
            said = not _is_of_a_topic(payload) and says_stop(title.strip() or payload)
            return ConsentSource.BUTTON if said else None
        case _:
            return None


def _is_of_a_topic(payload: str) -> bool:
    """Whether it is our own button about one topic, whose label may read like a bare stop."""
    action = parse_action(payload)
    return action is not None and action.verb in _TOPIC_VERBS


def _attachment_says_stop(attachment: Attachment) -> bool:
    if attachment.kind in _CAPTIONED:
        return says_stop(attachment.label)
    if attachment.kind is not AttachmentKind.STICKER:
        return False
    # Keywords are the platform's description: one of several that says stop proves no wish.
    words = [word for word in attachment.label.split("、") if word.strip()]
    return bool(words) and all(map(says_stop, words))
