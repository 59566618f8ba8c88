"""What does WhatsApp tell? Changes of a webhook's entry, in their exact shapes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from workbench.simulators.whatsapp.people import Person
from workbench.simulators.whatsapp.state import Number

JsonObject = dict[str, Any]


def seconds(moment: datetime) -> str:
    """Times of messages and statuses are texts."""
    return str(int(moment.timestamp()))


def metadata(number: Number) -> JsonObject:
    account = number.account
    return {"display_phone_number": account.phone, "phone_number_id": account.account}


def body(waba: str, changes: Sequence[JsonObject], told_at: datetime | None = None) -> JsonObject:
    """A webhook body with one entry; news of the business have their time there, as a number."""
    timed = {} if told_at is None else {"time": int(told_at.timestamp())}
    entry = {"id": waba, **timed, "changes": list(changes)}
    return {"object": "whatsapp_business_account", "entry": [entry]}


def change(number: Number, field: str, **parts: Any) -> JsonObject:
    """A change of the number's; `metadata` says which one."""
    value = {"messaging_product": "whatsapp", "metadata": metadata(number)} | parts
    return {"field": field, "value": value}


def contact(person: Person, *, with_phone: bool) -> JsonObject:
    """Who it is: the phone number only where it may be known."""
    profile = {"name": person.name}
    if person.username:
        profile["username"] = person.username
    shown: JsonObject = {"profile": profile}
    if with_phone:
        shown["wa_id"] = person.phone
    return shown | {"user_id": person.bsuid}


def message(
    person: Person, at: datetime, mid: str, kind: str, *, with_phone: bool, **parts: Any
) -> JsonObject:
    """One of `messages`."""
    sender = {"from": person.phone} if with_phone else {}
    named = {"from_user_id": person.bsuid, "id": mid, "timestamp": seconds(at), "type": kind}
    return sender | named | parts


def received(
    number: Number, person: Person, messages: Sequence[JsonObject], *, with_phone: bool
) -> JsonObject:
    """The change that brings messages of a person."""
    people = [contact(person, with_phone=with_phone)]
    return change(number, "messages", contacts=people, messages=list(messages))


def standby(number: Number, **copies: Any) -> JsonObject:
    """A copy of what another app is to answer."""
    return change(number, "standby", standby=copies)


def preference(number: Number, person: Person, at: datetime, *, wanted: bool) -> JsonObject:
    """The person's own stop or resume of marketing messages; its time is a number."""
    word = "resume" if wanted else "stop"
    stated = {
        "wa_id": person.phone,
        "user_id": person.bsuid,
        "detail": f"User requested to {word} marketing messages",
        "category": "marketing_messages",
        "value": word,
        "timestamp": int(at.timestamp()),
    }
    people = [contact(person, with_phone=True)]
    return change(number, "user_preferences", contacts=people, user_preferences=[stated])


def handover(number: Number, person: Person, at: datetime, **what: Any) -> JsonObject:
    """Control of a talk was passed or taken; it names both ends by their numbers alone."""
    kind = next(iter(what))
    value = {
        "messaging_product": "whatsapp",
        "recipient": metadata(number),
        "sender": {"phone_number": person.phone},
        "timestamp": seconds(at),
        "type": kind,
    }
    return {"field": "messaging_handovers", "value": value | what}


def phone_echo(number: Number, person: Person, at: datetime, mid: str, text: str) -> JsonObject:
    """Staff wrote with the phone app."""
    written = {
        "from": number.account.phone,
        "to": person.phone,
        "id": mid,
        "timestamp": seconds(at),
        "type": "text",
        "text": {"body": text},
    }
    return change(number, "smb_message_echoes", message_echoes=[written])


def surprise(number: Number) -> JsonObject:
    """A field that nobody has heard of yet."""
    return change(number, "whispers", whispers=[{"id": "1", "mood": "unheard of"}])
