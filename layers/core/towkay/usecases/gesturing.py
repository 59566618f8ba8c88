"""Show what is no message before the first answer to a shopper: seen, typing."""

from datetime import timedelta

from towkay.domain.brand_rules import BrandRules
from towkay.domain.calls import ChannelCall
from towkay.domain.messages import Purpose
from towkay.domain.permits import Permit
from towkay.domain.routes import Route, SenderKind
from towkay.domain.sends import Send
from towkay.usecases.calling import CALL_NEEDS
from towkay.usecases.door import Door

_ONE_NEEDS = timedelta(seconds=1)


def gestured(send: Send, call: ChannelCall, permit: Permit, rules: BrandRules, door: Door) -> None:
    """Show the brand's gestures, as far as time and pace allow; nothing depends on them."""
    if not rules.gestures or not _answers(send) or call.route is Route.PRIVATE_REPLY:
        return
    for gesture in rules.gestures:
        if door.clock() + CALL_NEEDS + _ONE_NEEDS > door.deadline or not door.pacer.wait(call):
            return
        door.gateway.gesture(call, gesture, permit)


def _answers(send: Send) -> bool:
    """Whether it is the first try of the first automatic answer, in the conversation itself."""
    is_answer = send.purpose is Purpose.REPLY and send.sender is SenderKind.BOT
    return is_answer and send.index == 0 and send.attempts == 0
