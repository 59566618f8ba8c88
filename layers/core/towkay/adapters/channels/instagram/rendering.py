"""How does a message look in the words of Instagram's Send API?

Texts, pictures, cards and quick replies, as Messenger too has them; its other templates do not
exist here.
"""

from towkay.adapters.channels.graph import rendering as graph
from towkay.adapters.channels.wire import NOT_RENDERABLE, CallImpossible
from towkay.domain.messages import Message, Text

Json = graph.Json


def content_of(message: Message, metadata: str) -> Json:
    """The `message` of a call. Raises `CallImpossible` for a kind that Instagram has not."""
    return graph.content_of(message, metadata)


def private_content_of(message: Message, metadata: str) -> Json:
    """The same of a private reply to a comment, which is words and no more."""
    if not isinstance(message, Text) or message.buttons:
        raise CallImpossible(NOT_RENDERABLE)
    return content_of(message, metadata)
