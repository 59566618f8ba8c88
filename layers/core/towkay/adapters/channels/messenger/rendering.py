"""How does a message look in the words of Messenger's Send API?"""

from towkay.adapters.channels.graph import rendering as graph
from towkay.adapters.channels.messenger.offers import consent_request, coupon, products, receipt
from towkay.adapters.channels.messenger.utility import utility_message
from towkay.domain.messages import (
    ConsentRequest,
    CouponOffer,
    Message,
    Products,
    ReceiptShown,
    TemplateMessage,
)

Json = graph.Json


def content_of(message: Message, metadata: str = "") -> Json:
    """The `message` of a call. Raises `CallImpossible` for a kind that Messenger has not."""
    return graph.content_of(message, metadata, own=_offered)


def _offered(message: Message) -> Json:
    match message:
        case Products():
            return products(message)
        case CouponOffer(coupon=offered):
            return coupon(offered)
        case ReceiptShown(receipt=shown):
            return receipt(shown)
        case ConsentRequest():
            return consent_request(message)
        case TemplateMessage(template=approved):
            return utility_message(approved)
        case _:
            return graph.no_form(message)
