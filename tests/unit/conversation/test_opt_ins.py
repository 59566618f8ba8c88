"""A channel's opt-in brings a token, and a subscription only to our own offer in today's words."""

from datetime import timedelta

import pytest

from tests.support.shop import NOW, PAGE_SHOPPER
from tests.support.topics_shop import NEWS, Chat, asks_for
from towkay.domain.consent import ConsentAct, ConsentSource
from towkay.domain.optins import OptedIn, TokenKind
from towkay.domain.turns import Rule


def offer(token: str = "t1", payload: str = "", zone: str = "", days: int = 90) -> OptedIn:
    expires_at = NOW + timedelta(days=days)
    return OptedIn(TokenKind.NOTIFICATION, token, "Weekly tea deals", payload, expires_at, zone)


def chat() -> Chat:
    return Chat(PAGE_SHOPPER)


def test_a_foreign_offer_brings_a_token_and_evidence_and_subscribes_to_nothing() -> None:
    talk = chat()

    decision = talk.hear(offer(payload="optin:home_banner"))

    (token,) = decision.contact.tokens
    assert (token.kind, token.token, token.topic) == ("notification_messages", "t1", "")
    assert token.expires_at == NOW + timedelta(days=90)
    assert decision.reasoning.rule is Rule.PREFERENCE and decision.messages == ()
    assert decision.consent is not None and decision.consent.act is ConsentAct.OPT_IN
    assert decision.consent.place == "Weekly tea deals"
    assert talk.active() == set()


def test_our_own_offer_in_todays_words_subscribes_to_its_topic() -> None:
    talk = chat()

    decision = talk.hear(offer(payload=asks_for(NEWS)))

    assert talk.active() == {"news"}
    assert decision.contact.tokens[0].topic == "news"
    entry = decision.consent
    assert entry is not None and entry.source is ConsentSource.PLATFORM
    assert entry.wording == NEWS.version("zh-TW") and entry.words == NEWS.wording["zh-TW"]
    assert decision.reasoning.rule is Rule.SUBSCRIBED


def test_our_own_offer_in_older_words_subscribes_to_nothing() -> None:
    talk = chat()
    talk.hear(offer(payload="tk:subscribe:news:000000000000"))

    assert talk.active() == set()


def test_a_token_renewed_replaces_the_older_one_and_no_contact_keeps_many() -> None:
    talk = chat()
    talk.hear(offer(days=1))
    assert len(talk.hear(offer(days=180)).contact.tokens) == 1
    assert talk.contact is not None
    assert talk.contact.tokens[0].expires_at == NOW + timedelta(days=180)

    for number in range(20):
        talk.hear(offer(token=f"more{number}"))

    assert [one.token for one in talk.contact.tokens] == [f"more{n}" for n in range(16, 20)]


def test_a_renewal_heard_late_does_not_shorten_a_newer_one() -> None:
    talk = chat()
    talk.hear(offer(days=180))
    late = talk.hear(offer(days=1), occurred_at=NOW - timedelta(hours=2))

    assert late.contact.tokens[0].expires_at == NOW + timedelta(days=180)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Asia/Tokyo", "Asia/Tokyo"),
        ("Mars/Olympus", ""),
        ("America", ""),
        ("../../etc/passwd", ""),
        ("/etc/passwd", ""),
        ("A" * 300, ""),
        ("Asia/\0Taipei", ""),
        ("", ""),
    ],
)
def test_a_zone_is_taken_over_when_it_is_one(told: str, kept: str) -> None:
    assert chat().hear(offer(zone=told)).contact.zone == kept


def test_a_zone_that_is_none_does_not_wipe_out_the_known_one() -> None:
    talk = chat()
    talk.hear(offer(zone="Asia/Tokyo"))

    assert talk.hear(offer(zone="Mars/Olympus")).contact.zone == "Asia/Tokyo"


def test_an_opt_in_opens_no_messaging_window() -> None:
    assert chat().hear(offer()).contact.window_closes_at is None
