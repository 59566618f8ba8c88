"""How is a shopper shown that an answer is coming, or that their words were read?"""

from typing import Any

from towkay.domain.calls import ChannelCall
from towkay.domain.gestures import Gesture
from towkay.domain.number_hashes import is_number_hash

# Between 5 and 60, in steps of five. The next message ends it; should none come, soon is best.
_LOADING_S = 5
_LOADING = "/v2/bot/chat/loading/start"
_READ = "/v2/bot/chat/markAsRead"


def gesture_of(call: ChannelCall, gesture: Gesture) -> tuple[str, dict[str, Any]] | None:
    """Path and body of the request; None where there is nobody or nothing to name."""
    match gesture:
        case Gesture.TYPING if not is_number_hash(call.contact.user):
            return _LOADING, {"chatId": call.contact.user, "loadingSeconds": _LOADING_S}
        case Gesture.SEEN if call.seen_token:
            return _READ, {"markAsReadToken": call.seen_token}
        case _:
            return None
