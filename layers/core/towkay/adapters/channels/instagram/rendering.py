"""How does a message look in the words of Instagram's Send API?

Its texts, images, cards and quick replies are written as Messenger's; its other templates do not
exist here. Source: Instagram messaging, "Send a message", "Generic template", "Button template".
"""

from towkay.adapters.channels.messenger import rendering as messenger
from towkay.adapters.channels.wire import NOT_RENDERABLE, CallImpossible
from towkay.domain.messages import Card, Carousel, Image, Message, Text

Json = messenger.Json


def content_of(message: Message, metadata: str) -> Json:
    """The `message` of a call. Raises `CallImpossible` for a kind that Instagram has not."""
    if not isinstance(message, Text | Image | Card | Carousel):
        raise CallImpossible(NOT_RENDERABLE)
    return messenger.content_of(message, metadata)


def private_content_of(message: Message, metadata: str) -> Json:
    """The same of a private reply to a comment, which is words and no more."""
    if not isinstance(message, Text) or message.buttons:
        raise CallImpossible(NOT_RENDERABLE)
    return content_of(message, metadata)
