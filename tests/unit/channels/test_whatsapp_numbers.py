"""A telephone number is learnt only where WhatsApp tells it beside the id of the same person."""

from typing import Any

import pytest

from towkay.adapters.channels.whatsapp.inbound import INBOUND
from towkay.domain.events import Incoming

BSUID, OTHER = "TW.13491208655302741918", "TW.999"
NUMBER = "886912345678"


def read(field: str = "messages", **value: Any) -> Incoming:
    change = {
        "field": field,
        "value": {"metadata": {"phone_number_id": "209911887700123"}, **value},
    }
    entry = {"id": "104420011223344", "time": 1795000000, "changes": [change]}
    body = {"object": "whatsapp_business_account", "entry": [entry]}
    (only,) = INBOUND.parse(body, app_id="1")
    return only


def message(**named: Any) -> dict[str, Any]:
    at = {"timestamp": "1795000000", "id": "wamid.1"}
    return {**at, "type": "text", "text": {"body": "嗨"}, **named}


def told(contacts: list[dict[str, Any]], **named: Any) -> tuple[str | None, str]:
    one = read(contacts=contacts, messages=[message(**named)])
    return one.user, one.number


def test_a_message_with_both_names_tells_the_number() -> None:
    assert told([], from_user_id=BSUID, **{"from": NUMBER}) == (BSUID, f"+{NUMBER}")


def test_the_person_named_beside_it_tells_it_as_well() -> None:
    beside = [{"user_id": BSUID, "wa_id": NUMBER}]
    assert told(beside, from_user_id=BSUID) == (BSUID, f"+{NUMBER}")
    assert told(beside, **{"from": NUMBER}) == (BSUID, f"+{NUMBER}")


@pytest.mark.parametrize("wa_id", ["", None, BSUID, {}, "12"])
def test_an_empty_or_scoped_number_is_none(wa_id: object) -> None:
    assert told([{"user_id": BSUID, "wa_id": wa_id}], from_user_id=BSUID) == (BSUID, "")


def test_somebody_else_s_number_is_not_taken() -> None:
    beside = [{"user_id": OTHER, "wa_id": NUMBER}]
    assert told(beside, from_user_id=BSUID) == (BSUID, "")


def test_where_no_id_is_told_the_number_is_the_name_and_tells_nothing() -> None:
    assert told([], **{"from": NUMBER}) == (f"+{NUMBER}", "")


def test_a_change_of_number_does_not_give_the_old_number_to_the_new_id() -> None:
    system = {"type": "user_changed_number", "wa_id": "886933000111", "user_id": OTHER}
    moved = message(from_user_id=BSUID, **{"from": NUMBER}, type="system", system=system)
    one = read(messages=[moved])
    assert (one.user, one.number) == (OTHER, "")


def test_a_preference_tells_the_number_beside_the_id() -> None:
    stated = {"category": "marketing_messages", "value": "stop", "timestamp": 1795000100}
    both = {**stated, "user_id": BSUID, "wa_id": NUMBER}
    one = read("user_preferences", user_preferences=[both])
    assert (one.user, one.number) == (BSUID, f"+{NUMBER}")


def test_a_copy_on_standby_tells_it_too() -> None:
    copied = {"messages": [message(from_user_id=BSUID, **{"from": NUMBER})]}
    assert read("standby", standby=copied).number == f"+{NUMBER}"
