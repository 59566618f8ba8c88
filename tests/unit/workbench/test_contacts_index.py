"""Who subscribed before there was an index is found by `towkay contacts index`, once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests.support.builders import NOW, a_contact, a_contact_key, a_turn, a_turn_key
from tests.support.engines import TableEngine, dynamodb_table, moto_client
from towkay.adapters.dynamodb import campaign_keys, keys
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consent_writing import acted, recorded
from towkay.domain.contacts import Contact
from towkay.domain.optins import TokenKind
from towkay.domain.subscriptions import ChannelToken, Subscription
from workbench import cli, targets
from workbench.targets import Stack

DAY = timedelta(days=1)


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[TableEngine]:
    with moto_client("dynamodb") as client:
        table = dynamodb_table(client)
        stack = Stack("id", {"TableName": table.table_name})
        where = SimpleNamespace(dynamodb=client, stack=lambda: stack, now=lambda: NOW)
        monkeypatch.setattr(targets, "target", lambda *_: where)
        yield table


def indexed() -> None:
    assert cli.main(["contacts", "index", "--endpoint-url", "local", "--language", "en"]) == 0


def of_before(table: TableEngine, *said: Subscription, moved_to: str = "") -> Contact:
    """A contact as an older stack left it: its topics in its own row, and nowhere else."""
    contact = a_contact(a_contact_key(), subscriptions=said, moved_to=moved_to)
    table.conversations.commit(contact, a_turn(a_turn_key(contact.key)), now=NOW)
    return replace(contact, version=1)


def rows(table: TableEngine, contact: Contact) -> list[str]:
    items = table.items(keys.contact_pk(contact.key))
    return [one["sk"]["S"] for one in items if keys.kind_of(one["sk"]["S"]) == "TOPIC"]


def test_who_follows_a_topic_is_put_in_by_the_moment_they_agreed(table: TableEngine) -> None:
    contact = of_before(table, Subscription("news", True, NOW, "c", granted_at=NOW - DAY))
    assert table.places("demo", "news", contact.key) == []
    indexed()
    place = campaign_keys.followed_at(contact.key, NOW - DAY)
    assert table.places("demo", "news", contact.key) == [place]


def test_who_stopped_or_moved_away_is_not_put_in(table: TableEngine) -> None:
    stopped = of_before(table, Subscription("news", False, NOW, "c", granted_at=NOW - DAY))
    gone = of_before(table, Subscription("news", True, NOW, "c"), moved_to="Unew")
    indexed()
    for contact in (stopped, gone):
        assert rows(table, contact) == [campaign_keys.topic_sk("news")]
        assert table.places("demo", "news", contact.key) == []


def test_a_second_run_changes_nothing(
    table: TableEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    contact = of_before(table, Subscription("news", True, NOW, "c"))
    of_before(table)
    indexed()
    before = table.items(keys.contact_pk(contact.key))
    indexed()
    assert table.items(keys.contact_pk(contact.key)) == before
    told = capsys.readouterr().out.split("\n")
    assert told[0].startswith("1 people") and "1 rows" in told[0] and "0 rows" in told[1]


def with_tokens(table: TableEngine, *tokens: ChannelToken) -> Contact:
    """Somebody who opted in at `NOW` in the channel's own screen, and holds these by now."""
    said = ConsentEntry(ConsentAct.OPT_IN, NOW, "c1", False, ConsentSource.PLATFORM)
    contact, entry = recorded(*acted(a_contact(a_contact_key()), said))
    contact = replace(contact, tokens=tokens)
    turn = a_turn(a_turn_key(contact.key))
    table.conversations.commit(contact, turn, now=NOW, consent=entry)
    return contact


def test_a_token_that_an_older_list_brought_is_told_from_one_that_was_given_here(
    table: TableEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ChannelToken(TokenKind.NOTIFICATION.value, "own", NOW, expires_at=NOW + DAY)
    brought = ChannelToken(TokenKind.NOTIFICATION.value, "old", NOW + DAY, "news")
    once = ChannelToken(TokenKind.ONE_TIME.value, "once", NOW + DAY, "news")
    contact = with_tokens(table, given, brought, once)

    indexed()

    after = table.conversations.contact(contact.key)
    assert after is not None
    apart = replace(brought, kind=TokenKind.IMPORTED.value)
    assert after.tokens == (apart, given, once)
    assert "1 tokens came with a list" in capsys.readouterr().out
    indexed()
    assert table.conversations.contact(contact.key) == after
    assert "tokens" not in capsys.readouterr().out


def test_a_stop_that_comes_in_between_wins(
    table: TableEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row is written for the contact as it is then, never as it was read."""
    agreed = Subscription("news", True, NOW, "c", granted_at=NOW - DAY)
    contact = of_before(table, agreed)
    stopped = replace(contact, subscriptions=(replace(agreed, active=False),))
    from workbench.contacts import index

    read = index._contacts

    def stopped_meanwhile(*where: object) -> Iterator[Contact]:
        for one in read(*where):  # type: ignore[arg-type]  # client and table
            table.conversations.commit(stopped, a_turn(a_turn_key(one.key)), now=NOW)
            yield one

    monkeypatch.setattr(index, "_contacts", stopped_meanwhile)
    indexed()
    assert table.places("demo", "news", contact.key) == []
    assert rows(table, contact) == [campaign_keys.topic_sk("news")]
