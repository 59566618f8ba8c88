"""Which acts of a shopper open the messaging window?

Source: Messenger Platform, "Standard messaging window" and the list of its openers.
"""

from towkay.domain.doings import CartSent, FormFilled
from towkay.domain.events import (
    Event,
    Followed,
    MessageReceived,
    PostbackPressed,
    Reacted,
    Referred,
)


def opens_window(event: Event) -> bool:
    match event.happening:
        case MessageReceived() | PostbackPressed() | CartSent() | FormFilled():
            return True
        case Reacted(added=added):
            return added
        case Referred(opens_window=opens):
            return opens
        case Followed():
            return True  # Get Started is a postback
        case _:
            return False
