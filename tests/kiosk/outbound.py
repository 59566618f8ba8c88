"""How is a message said to a kiosk, and what does its answer mean?"""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from urllib.parse import quote

from tests.kiosk import CHANNEL
from towkay.adapters.channels.wire import (
    NOT_RENDERABLE,
    CallImpossible,
    HttpRequest,
    json_bytes,
    json_headers,
    json_object,
    token_of,
    word,
)
from towkay.adapters.http import HttpReply
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import CAPABILITIES
from towkay.domain.gestures import Gesture
from towkay.domain.messages import Card, Carousel, Image, Message, Text
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.secrets import SendSecrets

_REFUSED: Mapping[str, Outcome] = MappingProxyType(
    {
        "bad_token": Outcome(Verdict.REFUSED, Refusal.CREDENTIALS),
        "visitor_left": Outcome(Verdict.REFUSED, Refusal.CONTACT_GONE),
        "too_long": Outcome(Verdict.REFUSED, Refusal.BAD_REQUEST),
        "slow_down": Outcome(Verdict.SLOW_DOWN, Refusal.RATE, retry_after=timedelta(seconds=5)),
    }
)


class KioskOutbound:
    """The kiosk's side of a call."""

    def body_of(self, call: ChannelCall) -> bytes:
        message = call.messages[0]
        choices = [
            {"label": reply.label, "value": reply.payload} for reply in message.quick_replies
        ]
        said = {"visitor": call.contact.user, "id": call.send_id, "text": _words(message)}
        return json_bytes(said | {"choices": choices})

    def render(self, call: ChannelCall, secrets: SendSecrets) -> HttpRequest:
        if len(call.messages) != 1 or call.route not in CAPABILITIES[CHANNEL].routes:
            raise CallImpossible(NOT_RENDERABLE)
        path = f"/v1/terminals/{quote(call.contact.account, safe='')}/messages"
        return HttpRequest(path, json_headers(token_of(call, secrets)), self.body_of(call))

    def classify(self, reply: HttpReply) -> Outcome:
        content = json_object(reply.body)
        if reply.status == 201:
            return Outcome(Verdict.SENT, provider_ids=(word(content.get("message")),))
        if reply.status >= 500:
            return Outcome(Verdict.UNKNOWN)
        undocumented = Outcome(Verdict.REFUSED, Refusal.UNDOCUMENTED)
        return _REFUSED.get(word(content.get("error")), undocumented)

    def gesture(
        self, call: ChannelCall, gesture: Gesture, secrets: SendSecrets
    ) -> HttpRequest | None:
        return None


def _words(message: Message) -> str:
    match message:
        case Text(text=text):
            return text
        case Image(url=url):
            return url
        case Carousel(cards=cards):
            return "\n".join(card.title for card in cards)
        case Card(title=title, text=text, url=url):
            return "\n".join(filter(None, (title, text, url)))
        case _:
            raise CallImpossible(NOT_RENDERABLE)


OUTBOUND = KioskOutbound()
