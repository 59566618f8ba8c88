"""How is a paid marketing message sent, and by whose account is it billed?

Source: Marketing messages on Messenger, "Send messages". The ad account and its campaign are facts
of the Page (`ad_account`, `campaign`), whoever pays for it: the brand or its partner. The guide
calls with a system user's token, which is kept under `act_` and the ad account's number; other
pages print the Page's own, which is taken where there is no such one. The campaign stands in the
query with the proof, so that the body is the same bytes whatever becomes of either.
"""

from typing import Any
from urllib.parse import urlencode

from towkay.adapters.channels.graph.proof import VERSION, proof_of
from towkay.adapters.channels.wire import (
    NOT_RENDERABLE,
    CallImpossible,
    HttpRequest,
    json_bytes,
    json_headers,
    token_of,
)
from towkay.domain.calls import ChannelCall
from towkay.domain.messages import (
    ConsentRequest,
    CouponOffer,
    Image,
    Message,
    TemplateMessage,
    Text,
)
from towkay.domain.secrets import FactName, SendSecrets

Json = dict[str, Any]

_TEXT_LIMIT = 640  # an ordinary message may be three times as long


def paid_body(call: ChannelCall, content: Json) -> bytes:
    """The body. Raises `CallImpossible` for what is no marketing message."""
    if not call.token or not _can_be_paid_for(call.messages[0]):
        raise CallImpossible(NOT_RENDERABLE)
    delivery = {"subscription_token": call.token}
    return json_bytes({"messenger_delivery_data": delivery, "message": content})


def _can_be_paid_for(message: Message) -> bool:
    match message:
        case Text(text=text):
            return len(text) <= _TEXT_LIMIT
        case CouponOffer(coupon=coupon):
            return bool(coupon.code and coupon.url)  # one of them is enough elsewhere
        case _:
            return not isinstance(message, Image | ConsentRequest | TemplateMessage)


def paid_request(call: ChannelCall, secrets: SendSecrets, body: bytes) -> HttpRequest:
    """The whole request. Raises `CallImpossible` while the Page has no ad account or campaign."""
    number = secrets.fact(call.contact.account, FactName.AD_ACCOUNT).removeprefix("act_")
    campaign = secrets.fact(call.contact.account, FactName.CAMPAIGN)
    if not number.isdecimal() or not campaign:
        raise CallImpossible(NOT_RENDERABLE)
    payer = f"act_{number}"
    token = secrets.tokens.get(payer, "").strip() or token_of(call, secrets)
    proof = proof_of(token, secrets.app_secret)
    query = urlencode({"message_id": campaign, "appsecret_proof": proof})
    return HttpRequest(f"/{VERSION}/{payer}/messages?{query}", json_headers(token), body)
