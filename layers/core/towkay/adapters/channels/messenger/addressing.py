"""To whom does a call of the Send API go, and as what?

Source: Messenger Platform, "Send messages", "Private replies", "One-time notification". A call that
lacks what its route goes by would be another one than was permitted: it is none at all.
"""

from typing import Any

from towkay.adapters.channels.wire import NOT_RENDERABLE, CallImpossible
from towkay.domain.calls import ChannelCall
from towkay.domain.messages import Purpose, TemplateMessage
from towkay.domain.routes import Route

Json = dict[str, Any]


def envelope_of(call: ChannelCall) -> Json:
    """All of the body but the message. Raises `CallImpossible`."""
    is_template = any(isinstance(message, TemplateMessage) for message in call.messages)
    match call.route:
        case Route.OPEN_WINDOW | Route.UTILITY_TEMPLATE if is_template:
            return {**_person(call), "messaging_type": "UTILITY"}
        case Route.OPEN_WINDOW:
            return {**_person(call), "messaging_type": _asked_for(call)}
        case Route.HUMAN_AGENT if not is_template:
            # A tag stands only on what a person wrote outside the window.
            return {**_person(call), "messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
        case Route.PRIVATE_REPLY if call.comment and not is_template:
            return {"recipient": {"comment_id": call.comment}, "messaging_type": "RESPONSE"}
        # Both as their guides print it: the token alone says by which leave the message comes.
        case Route.RECURRING_NOTIFICATION if call.token and not is_template:
            return {"recipient": {"notification_messages_token": call.token}}
        case Route.ONE_TIME_NOTIFICATION if call.token and not is_template:
            return {"recipient": {"one_time_notif_token": call.token}}
        case _:
            raise CallImpossible(NOT_RENDERABLE)


def _person(call: ChannelCall) -> Json:
    return {"recipient": {"id": call.contact.user}}


def _asked_for(call: ChannelCall) -> str:
    return "RESPONSE" if call.purpose is Purpose.REPLY else "UPDATE"
