"""Every stored value comes back equal, empty fields are left out, and rubbish is refused."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import NOW, a_contact, a_full_contact, a_full_turn, a_turn, an_event
from towkay.adapters.codec import from_json, from_plain, to_json, to_plain
from towkay.adapters.dynamodb.attributes import from_item, to_item
from towkay.adapters.event_messages import event_from_json, turn_key_from_json
from towkay.domain.channels import Channel, every_channel
from towkay.domain.contacts import Contact
from towkay.domain.errors import MalformedBody
from towkay.domain.events import Event
from towkay.domain.fitting.sound import well_formed
from towkay.domain.messages import Text
from towkay.domain.turns import Reasoning, Rule, Turn

CLEAN = st.text(st.characters(exclude_categories=["Cs"]))


MOMENTS = st.integers(0, 2**53).map(lambda tick: NOW + timedelta(microseconds=tick - 2**52))
st.register_type_strategy(datetime, MOMENTS)
st.register_type_strategy(str, CLEAN)
st.register_type_strategy(Channel, st.sampled_from(every_channel()))
st.register_type_strategy(float, st.floats(0, 1))  # the only number with a point is a confidence


@pytest.mark.parametrize("kind", [Event, Turn, Contact])
@given(data=st.data())
def test_any_value_comes_back_equal_through_json_and_through_items(
    kind: type, data: st.DataObject
) -> None:
    value = data.draw(st.from_type(kind))

    assert from_json(kind, to_json(value)) == value
    assert from_plain(kind, from_item(to_item(to_plain(value)))) == value


def test_json_is_ascii_whatever_is_said() -> None:
    assert to_json(a_full_turn()).isascii()


def test_what_is_empty_is_left_out_and_what_says_something_is_not() -> None:
    plain = to_plain(a_contact())

    assert plain["consent"] == {"reachable": True}
    assert "handover" not in plain
    assert "greeted" not in plain


def test_a_redacted_text_is_told_from_an_empty_one() -> None:
    turn = a_turn()
    plain = to_plain(turn)
    plain["inbound"]["text"] = None

    assert from_plain(Turn, plain).inbound.text is None


def test_a_message_of_the_time_when_there_were_only_texts_is_a_text() -> None:
    turn = a_full_turn()
    plain = to_plain(replace(turn, sends=(replace(turn.sends[0], messages=(Text("好"),)),)))
    del plain["sends"][0]["messages"][0]["is"]

    assert from_plain(Turn, plain).sends[0].messages == (Text("好"),)


def test_fields_of_a_newer_version_are_ignored() -> None:
    contact = a_full_contact()
    plain = to_plain(contact)

    assert from_plain(Contact, {**plain, "birthday": "1 May"}) == contact


@pytest.mark.parametrize("confidence", [0.0, 1.0, 0.1, 1e-7, 2 / 3])
def test_a_confidence_keeps_every_digit(confidence: float) -> None:
    reasoning = Reasoning(Rule.ANSWERED, confidence=confidence)

    back = from_plain(Reasoning, from_item(to_item(to_plain(reasoning))))

    assert back.confidence == confidence
    assert isinstance(back.confidence, float)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "null",
        "[]",
        "1",
        "{}",
        '{"contact": null}',
        "[" * 100_000,
        json.dumps(to_plain(an_event()) | {"occurred_at": "2026-11-22T03:00:00"}),
        json.dumps(to_plain(an_event()) | {"contact": {"channel": "pigeon"}}),
        json.dumps(to_plain(an_event()) | {"cause": 7}),
    ],
    ids=range(11),
)
def test_what_is_no_message_of_ours_is_malformed_and_not_quoted(body: str) -> None:
    for decode in (event_from_json, turn_key_from_json):
        with pytest.raises(MalformedBody) as caught:
            decode(body)
        assert caught.value.__cause__ is None
        assert len(str(caught.value)) < 60


def test_an_event_of_a_kind_not_known_here_is_malformed() -> None:
    body = json.dumps(to_plain(an_event()) | {"happening": {"is": "Exploded"}})

    with pytest.raises(MalformedBody):
        event_from_json(body)


@given(text=st.text(st.characters()))
def test_well_formed_text_can_be_stored_and_keeps_all_but_lone_surrogates(text: str) -> None:
    formed = well_formed(text)

    assert formed.encode().decode() == formed
    assert formed == "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in text)
