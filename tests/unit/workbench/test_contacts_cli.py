"""`towkay contacts` shows and notes what is known of people, and no list grants consent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.builders import NOW, a_contact, a_turn, a_turn_key
from tests.support.engines import TableEngine, dynamodb_table, moto_client
from towkay.adapters.secrets_json import verify_text
from towkay.adapters.ssm import parameter_name
from towkay.adapters.ssm_endpoints import index_name
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consent_writing import acted, recorded
from towkay.domain.contacts import Contact
from towkay.domain.secrets import SigningSecret, VerifySecrets
from workbench import cli, targets
from workbench.paths import DEMO_BRAND
from workbench.publish import Shelf, compiled, publish
from workbench.targets import Stack
from workbench.transcript import width_of

PAGE = "104512398760021"
SHOPPER = ContactKey(Channel.MESSENGER, PAGE, "6843310927715504")
STRANGER = ContactKey(Channel.MESSENGER, PAGE, "7000000000000001")
NAME = f"messenger:{PAGE}:{SHOPPER.user}"
HEAD = "channel,account,user,consent,tags,skin,token,token_topic,token_expires\n"


@dataclass
class Desk:
    """A table with one shopper who subscribed, and the command over it."""

    table: TableEngine
    ssm: Any
    s3: Any
    folder: Path
    stage: str = "dev"

    @property
    def dynamodb(self) -> Any:
        return self.table.client

    def stack(self) -> Stack:
        return Stack("id", {"TableName": self.table.table_name})

    def shelf(self) -> Shelf:
        return Shelf(self.s3, self.dynamodb, "packs", self.table.table_name)

    def now(self) -> datetime:
        return NOW + timedelta(hours=1)

    def contact(self, key: ContactKey = SHOPPER) -> Contact:
        contact = self.table.conversations.contact(key)
        assert contact is not None
        return contact

    def listed(self, *rows: str, head: str = HEAD) -> str:
        path = self.folder / "people.csv"
        path.write_text("\ufeff" + head + "\n".join(rows), encoding="utf-8")
        return str(path)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Desk]:
    with moto_client("dynamodb") as client, moto_client("ssm") as ssm, moto_client("s3") as s3:
        s3.create_bucket(Bucket="packs")
        desk = Desk(dynamodb_table(client), ssm, s3, tmp_path)
        kept = VerifySecrets("1", "t", (SigningSecret("s" * 32),), {PAGE: "demo"})
        name = parameter_name("dev", Channel.MESSENGER, "tea", "verify")
        ssm.put_parameter(Name=name, Value=verify_text(kept), Type="SecureString")
        ssm.put_parameter(Name=index_name("dev"), Value="messenger/tea", Type="String")
        monkeypatch.setattr(targets, "target", lambda *_: desk)
        subscribe(desk.table)
        yield desk


def subscribe(table: TableEngine) -> None:
    said = ConsentEntry(ConsentAct.SUBSCRIBE, NOW, "c1", False, ConsentSource.BUTTON, "news")
    contact, entry = recorded(*acted(a_contact(SHOPPER), said))
    turn = a_turn(a_turn_key(SHOPPER, "c1", NOW))
    table.conversations.commit(contact, turn, now=NOW, consent=entry)


def run(*arguments: str, language: str = "en") -> int:
    told = ("--endpoint-url", "local", "--language", language)
    return cli.main(["contacts", *arguments, *told])


def row(user: str = STRANGER.user, consent: str = "no", rest: str = ",,,,") -> str:
    return f"messenger,{PAGE},{user},{consent},{rest}"


def test_a_tag_and_a_field_are_noted_and_shown(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("tag", NAME, "VIP", "--by", "小芬") == 0
    assert run("field", NAME, "skin", "dry", "--by", "小芬") == 0
    capsys.readouterr()
    assert run("show", NAME) == 0
    shown = capsys.readouterr().out
    assert "VIP (staff 2026-" in shown and "skin=dry" in shown and "news ✓" in shown


def test_a_day_that_a_campaign_is_timed_by_is_a_day(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(desk.shelf(), compiled(DEMO_BRAND), NOW)
    for value in ("banana", "2026/11/10", "02-30", "13-01"):
        assert run("field", NAME, "birthday", value, "--by", "小芬") != 0
        assert "02-28" in capsys.readouterr().err
    assert run("import", birthdays(desk, "1990/2/28"), "--by", "小芬", "--yes") != 0
    assert "line 2: “1990/2/28” is no day" in capsys.readouterr().out
    assert desk.contact().fields == ()

    for value in ("02-29", "1990-02-28"):
        assert run("field", NAME, "birthday", value, "--by", "小芬") == 0
    assert run("field", NAME, "favourite", "banana", "--by", "小芬") == 0
    assert run("import", birthdays(desk, "12-31"), "--by", "小芬", "--yes") == 0


def birthdays(desk: Desk, written: str) -> str:
    head = "channel,account,user,consent,birthday\n"
    return desk.listed(f"messenger,{PAGE},{STRANGER.user},no,{written}", head=head)


def test_what_was_put_on_can_be_taken_off(desk: Desk) -> None:
    run("tag", NAME, "VIP", "--by", "小芬")
    run("field", NAME, "skin", "dry", "--by", "小芬")
    run("tag", NAME, "VIP", "--off", "--by", "小芬")
    run("field", NAME, "skin", "", "--by", "小芬")
    assert (desk.contact().tags, desk.contact().fields) == ((), ())


@pytest.mark.parametrize(
    "arguments",
    [
        ("tag", NAME, "a:b", "--by", "x"),
        ("tag", NAME, "x", "--by", " "),
        ("field", NAME, "Skin type", "dry", "--by", "x"),
        ("field", NAME, "skin", "x" * 101, "--by", "x"),
        ("tag", f"messenger:{PAGE}:1", "x", "--by", "x"),
        ("show", f"messenger:{PAGE}:1"),
        ("import", "/no/such/file.csv", "--by", "x"),
    ],
)
def test_what_makes_no_sense_is_said_and_changes_nothing(
    desk: Desk, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    before = desk.contact()
    assert run(*arguments) != 0
    assert capsys.readouterr().err
    assert desk.contact() == before


def test_a_dry_run_says_everything_and_writes_nothing(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    file = desk.listed(
        row(SHOPPER.user, "yes", "VIP;tea,dry,,,"), row(rest=",,t-1,news,2027-01-01")
    )
    before = desk.contact()
    assert run("import", file, "--by", "小芬", "--dry-run") == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "2 people" in shown and "1 of them are known here, 1 are new" in shown
    assert "2 tags, 1 fields, 1 tokens" in shown
    assert "marked as having agreed: 1." in shown and "dry run" in shown
    assert desk.contact() == before
    assert desk.table.conversations.contact(STRANGER) is None


def test_what_is_agreed_to_is_written_once_for_everybody(desk: Desk) -> None:
    file = desk.listed(row(SHOPPER.user, "no", "VIP,dry,,,"), row(rest="tea,oily,,,"))
    assert run("import", file, "--by", "小芬", "--yes") == 0
    assert [one.name for one in desk.contact().tags] == ["VIP"]
    new = desk.contact(STRANGER)
    assert (new.brand, new.endpoint) == ("demo", "tea")
    assert [(one.name, one.value) for one in new.fields] == [("skin", "oily")]
    assert new.last_act_at is None and new.window_closes_at is None


@pytest.mark.parametrize("claim", ["yes", "subscribed", "是"])
def test_no_list_grants_consent(desk: Desk, claim: str) -> None:
    run("import", desk.listed(row(consent=claim, rest="VIP,,,,")), "--by", "小芬", "--yes")
    assert desk.contact(STRANGER).subscriptions == ()
    assert desk.table.consents.entries(STRANGER) == []


def test_a_list_ends_consent_as_an_act_of_its_own(desk: Desk) -> None:
    file = desk.listed(row(SHOPPER.user, "stopped"), row(consent="退訂"))
    assert run("import", file, "--by", "小芬", "--yes") == 0
    for key in (SHOPPER, STRANGER):
        assert desk.contact(key).consent.stopped
        *_, entry = desk.table.consents.entries(key)
        assert (entry.source, entry.by) == (ConsentSource.IMPORT, "小芬")
    assert not desk.contact().subscriptions[0].active


@pytest.mark.parametrize(
    ("language", "stop", "none"),
    [("en", "has stopped everything (2026-", "no stop"), ("zh-TW", "已停止全部", "沒有停止")],
)
def test_a_stop_is_shown_of_whoever_a_list_ended_it_for(
    desk: Desk, capsys: pytest.CaptureFixture[str], language: str, stop: str, none: str
) -> None:
    run("import", desk.listed(row(consent="stop")), "--by", "x", "--yes")
    shown = []
    for name in (f"messenger:{PAGE}:{STRANGER.user}", NAME):
        capsys.readouterr()
        run("show", name, language=language)
        shown.append(capsys.readouterr().out)
    assert stop in shown[0] and none not in shown[0]
    assert none in shown[1] and stop not in shown[1]


def test_an_empty_cell_takes_nothing_away(desk: Desk) -> None:
    run("field", NAME, "skin", "dry", "--by", "x")
    run("import", desk.listed(row(SHOPPER.user)), "--by", "x", "--yes")
    assert [(one.name, one.value) for one in desk.contact().fields] == [("skin", "dry")]


def test_an_old_token_is_kept_for_its_topic_and_never_printed(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    file = desk.listed(row(rest=",,7012345678901234567,news,2027-01-01"))
    assert run("import", file, "--by", "x", "--yes") == 0
    (token,) = desk.contact(STRANGER).tokens
    assert (token.kind, token.topic) == ("recurring_notification", "news")
    assert token.expires_at is not None and token.expires_at.year == 2027
    run("show", f"messenger:{PAGE}:{STRANGER.user}")
    assert "7012345678901234567" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rows", "head", "said"),
    [
        ([row(consent="maybe")], HEAD, "stopped, yes or no"),
        ([row(), row()], HEAD, "is there twice"),
        (["messenger,999,1,no,,,,,"], HEAD, "messenger:999 is no account"),
        (["kiosk,1,1,no,,,,,"], HEAD, "kiosk:1 is no account"),
        ([row(user="")], HEAD, "is no user id"),
        ([row(rest="a:b,,,,")], HEAD, "is no tag"),
        ([row(rest=",,t,,soon")], HEAD, "is no date"),
        ([row(rest=",,,,,extra")], HEAD, "more cells than the header"),
        ([], "channel,account,user,tags\n", "column “consent” is missing"),
        ([], "channel,account,user,consent,Skin type\n", "“Skin type” is no column"),
        ([], "channel,account,user,consent,consent\n", "there twice"),
        (['messenger,1,"1,no'], HEAD, "no CSV"),
    ],
)
def test_one_mistake_and_nothing_of_a_list_is_written(
    desk: Desk, capsys: pytest.CaptureFixture[str], rows: list[str], head: str, said: str
) -> None:
    good = row(SHOPPER.user, "stopped")
    file = desk.listed(*([good, *rows] if head == HEAD else rows), head=head)
    assert run("import", file, "--by", "x", "--yes") == 1
    shown = capsys.readouterr().out
    assert said in " ".join(shown.split()) and "nothing was written" in shown
    assert not desk.contact().consent.stopped


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_every_report_fits_a_terminal(
    desk: Desk, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    rows = [row(f"9{number}", "yes", "VIP,dry,t,news,2027-01-01") for number in range(30)]
    run(
        "import",
        desk.listed(*rows, row("8", "stopped")),
        "--by",
        "x",
        "--dry-run",
        language=language,
    )
    run("import", desk.listed(*rows, *rows), "--by", "x", language=language)
    run("show", NAME, language=language)
    assert max(map(width_of, capsys.readouterr().out.splitlines())) <= 100


def test_without_a_yes_nothing_is_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.contacts.importing.agreed", lambda question: False)
    assert run("import", desk.listed(row(rest="VIP,,,,")), "--by", "x") == 1
    assert desk.table.conversations.contact(STRANGER) is None
