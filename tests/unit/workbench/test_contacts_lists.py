"""A list that a shop can only half make right is answered with what to do, and writes no ghosts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW, a_turn, a_turn_key
from tests.unit.workbench.test_contacts_cli import (
    HEAD,
    PAGE,
    SHOPPER,
    STRANGER,
    Desk,
    desk,
    row,
    run,
)
from towkay.domain.subscriptions import ChannelToken
from towkay.domain.tokens import token_for

__all__ = ["desk"]
_OLD = "7012345678901234567"


def said_of(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    return " ".join((captured.out + captured.err).split())


@pytest.mark.parametrize("kind", ["", "notification_messages", "recurring_notification"])
def test_a_token_of_old_never_stands_in_for_one_that_the_person_gave(desk: Desk, kind: str) -> None:
    given = ChannelToken("notification_messages", "own", NOW, "news", NOW + timedelta(days=300))
    with_own = replace(desk.contact(), tokens=(given,))
    desk.table.conversations.commit(with_own, a_turn(a_turn_key(SHOPPER, "c2", NOW)), now=NOW)
    head = HEAD.replace("token_topic", "token_kind,token_topic")
    listed = desk.listed(row(SHOPPER.user, rest=f",,{_OLD},{kind},news,2027-01-01"), head=head)

    assert run("import", listed, "--by", "x", "--yes") == 0

    contact = desk.contact()
    assert {one.token for one in contact.tokens} == {"own", _OLD}
    assert token_for(contact, "notification_messages", "news", desk.now()) == "own"
    assert token_for(contact, "recurring_notification", "news", desk.now()) == _OLD


@pytest.mark.parametrize(
    ("expires", "said"),
    [
        ("2020-01-01", "tokens that have run out and are left out: 1."),
        ("", "for want of a token_expires: 1;"),
    ],
)
def test_a_token_that_is_over_or_never_ends_is_left_out_and_told(
    desk: Desk, capsys: pytest.CaptureFixture[str], expires: str, said: str
) -> None:
    listed = desk.listed(row(rest=f"VIP,,{_OLD},news,{expires}"))

    assert run("import", listed, "--by", "x", "--yes") == 0

    assert desk.contact(STRANGER).tokens == ()
    told = said_of(capsys)
    assert said in told and "0 tokens." in told


def test_who_a_list_only_says_has_agreed_is_not_counted_and_not_made(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    before = desk.contact()
    listed = desk.listed(row(consent="yes"), row(SHOPPER.user, "yes"))

    assert run("import", listed, "--by", "x", "--yes") == 0

    told = said_of(capsys)
    assert "that is left out" in told and "rows with nothing to write: 2;" in told
    assert "0 were written" in told and "0 are new" in told
    assert desk.table.conversations.contact(STRANGER) is None
    assert desk.contact() == before


@pytest.mark.parametrize("encoding", ["cp950", "utf-16", "utf-16-le"])
@pytest.mark.parametrize(("language", "said"), [("en", "CSV UTF-8"), ("zh-TW", "另存新檔")])
def test_a_list_as_excel_saves_it_is_answered_with_how_to_save_it(
    desk: Desk, capsys: pytest.CaptureFixture[str], encoding: str, language: str, said: str
) -> None:
    path = desk.folder / "people.csv"
    path.write_bytes((HEAD + row(rest="老客人,,,,")).encode(encoding))

    assert run("import", str(path), "--by", "x", "--yes", language=language) != 0

    told = said_of(capsys)
    assert said in told and "codec" not in told


@pytest.mark.parametrize(("language", "said"), [("en", "name and folder"), ("zh-TW", "讀不到")])
def test_a_list_that_is_not_there_is_said_in_words(
    desk: Desk, capsys: pytest.CaptureFixture[str], language: str, said: str
) -> None:
    missing = str(desk.folder / "none.csv")
    assert run("import", missing, "--by", "x", "--yes", language=language) != 0
    told = said_of(capsys)
    assert said in told and "Errno" not in told


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (f"line,{PAGE},U123,no,,,,,", "line 2: “U123” is no user id of LINE"),
        (f"line,{PAGE},{'U' + 'g' * 32},no,,,,,", "is no user id of LINE"),
        (f"messenger,{PAGE},1,no", "line 2: fewer cells than the header"),
        (f"messenger,{PAGE}", "line 2: fewer cells than the header"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_line_and_what_to_do(
    desk: Desk, capsys: pytest.CaptureFixture[str], rows: str, said: str
) -> None:
    assert run("import", desk.listed(rows), "--by", "x", "--yes") == 1
    told = said_of(capsys)
    assert said in told and "nothing was written" in told


def test_a_user_id_of_line_is_taken_as_line_writes_it(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", desk.listed(f"line,{PAGE},U{'0a' * 16},no,,,,,"), "--by", "x", "--yes")
    assert "is no user id" not in said_of(capsys)
