"""`towkay links` prints addresses that work, and signs them so that nobody else can make them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import boto3
import pytest
from moto import mock_aws

from towkay.adapters.channels.entry_links import entry_link
from towkay.adapters.ref_keys import ref_keys_in, ref_keys_name
from towkay.adapters.secrets_json import verify_text
from towkay.adapters.ssm import parameter_name
from towkay.adapters.ssm_endpoints import index_name
from towkay.domain.channels import Channel
from towkay.domain.places import PlaceKind
from towkay.domain.refs import Ref, read_ref, written_ref
from towkay.domain.secrets import SigningSecret, VerifySecrets
from towkay.packs.compiler import CompiledPack
from workbench import cli, targets
from workbench.cfn import load
from workbench.compiling import compile_folder
from workbench.paths import DEMO_BRAND
from workbench.publish import Shelf, publish
from workbench.qr import qr_svg
from workbench.targets import Stack
from workbench.transcript import width_of

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
PAGE, LINE, PHONE_ID, INSTAGRAM = "1045", "U0011", "1063", "17841"
ACCOUNTS = {
    "messenger": (PAGE, {}),
    "line": (LINE, {}),
    "whatsapp": (PHONE_ID, {"phone": "886277001234"}),
    "instagram": (INSTAGRAM, {}),
}
EVERY_NAME = (f"line:{LINE}=@tea", f"instagram:{INSTAGRAM}=tea.ware")


@dataclass
class Bench:
    """The demo shop's stack, as far as the command looks at it."""

    there: Shelf
    ssm: Any
    stage: str = "dev"

    @property
    def dynamodb(self) -> Any:
        return self.there.dynamodb

    def shelf(self) -> Shelf:
        return self.there

    def stack(self) -> Stack:
        return Stack("arn/stack/id", {"TableName": "table"})

    def now(self) -> datetime:
        return NOW

    def keys(self) -> tuple[str, ...]:
        answer = self.ssm.get_parameter(Name=ref_keys_name("dev"), WithDecryption=True)
        return ref_keys_in(answer["Parameter"]["Value"])


def store(ssm: Any, brand: str = "demo") -> None:
    for channel, (account, facts) in ACCOUNTS.items():
        kept = VerifySecrets(
            "1", "token", (SigningSecret("s" * 32),), {account: brand}, {account: facts}
        )
        name = parameter_name("dev", Channel(channel), "tea", "verify")
        ssm.put_parameter(Name=name, Value=verify_text(kept), Type="SecureString")
    names = "\n".join(f"{channel}/tea" for channel in ACCOUNTS)
    ssm.put_parameter(Name=index_name("dev"), Value=names, Type="String")


@pytest.fixture(scope="module")
def pack() -> CompiledPack:
    compiled = compile_folder(DEMO_BRAND)
    assert isinstance(compiled, CompiledPack)
    return compiled


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch, pack: CompiledPack) -> Iterator[Bench]:
    with mock_aws():
        session = boto3.Session("x", "x", region_name="us-east-1")
        s3, dynamodb = session.client("s3"), session.client("dynamodb")
        ssm = session.client("ssm")
        s3.create_bucket(Bucket="packs")
        table = load()["Resources"]["Table"]["Properties"]
        wanted = ("KeySchema", "AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes")
        dynamodb.create_table(TableName="table", **{key: table[key] for key in wanted})
        bench = Bench(Shelf(s3, dynamodb, "packs", "table"), ssm)
        publish(bench.there, pack, NOW)
        store(ssm)
        monkeypatch.setattr(targets, "target", lambda *_: bench)
        yield bench


def run(*arguments: str, language: str = "en") -> int:
    names = [word for name in EVERY_NAME for word in ("--name", name)]
    arguments = (*names, *arguments)  # of two names the later counts
    told = ("--endpoint-url", "local", "--language", language)
    return cli.main(["links", *arguments, *told])


def links(shown: str) -> dict[str, str]:
    """Host to what the link brings along."""
    found = {}
    for line in shown.splitlines():
        if line.strip().startswith("https://"):
            address = urlsplit(line.strip())
            asked = parse_qs(address.query)
            brought = asked.get("ref", asked.get("text", [unquote(address.query)]))[0]
            found[address.netloc] = brought
    return found


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_every_account_gets_an_address_that_says_where_it_stood(
    bench: Bench, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    assert run("tea_news", "--place", "qr:counter-3", "--days", "30", language=language) == 0
    shown = capsys.readouterr().out
    found = links(shown)
    assert found.keys() == {"m.me", "line.me", "wa.me", "ig.me"}
    expected = Ref("tea_news", PlaceKind.QR, "counter-3", (NOW + timedelta(days=30)).date())
    for brought in found.values():
        assert read_ref(written_ref(brought), "demo", bench.keys(), NOW) == expected
    plain = [line for line in shown.splitlines() if "https://" not in line]
    assert max(map(width_of, plain)) <= 100
    assert bench.keys()[0] not in shown


def test_a_place_is_named_in_chinese_and_an_address_stands_alone_on_its_line(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("tea_news", "--place", "qr:櫃台", language="zh-TW") == 0
    shown = capsys.readouterr().out
    assert "來源記為 qr:櫃台" in "".join(shown.split("\n"))
    for brought in links(shown).values():
        ref = read_ref(written_ref(brought), "demo", bench.keys(), NOW)
        assert ref is not None and ref.place == "qr:櫃台"
    wide = [line.strip() for line in shown.splitlines() if width_of(line) > 100]
    assert all(line.startswith("https://") and " " not in line for line in wide)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (f"line:{LINE}=tea", "begins with @"),
        (f"line:{LINE}=@茶 店", "begins with @"),
        (f"line:{LINE}=@tea\x1b[31m", "begins with @"),
        (f"whatsapp:{PHONE_ID}=tea", "telephone number"),
        (f"instagram:{INSTAGRAM}=tea/ware?x", "letters, digits, . and _"),
        (f"messenger:{PAGE}=my page", "letters, digits, . and -"),
    ],
)
def test_a_name_that_no_platform_gives_is_refused_with_what_one_looks_like(
    bench: Bench, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    assert run("tea_news", "--name", name) != 0
    shown = capsys.readouterr()
    assert links(shown.out) == {} and said in " ".join(shown.err.split())
    assert "\x1b" not in shown.err
    assert all(width_of(line) <= 100 for line in shown.err.splitlines())


@pytest.mark.parametrize(
    "name",
    [f"whatsapp:{PHONE_ID}=+886 2 7700-1234", f"line:{LINE}=@163tea.shop", f"messenger:{PAGE}=a.b"],
)
def test_a_name_as_a_platform_shows_it_is_taken(bench: Bench, name: str) -> None:
    assert run("tea_news", "--name", name) == 0


def test_where_a_link_can_only_write_a_message_it_asks_in_the_brands_words(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    run("tea_news")
    found = links(capsys.readouterr().out)
    assert found["wa.me"].startswith("訂閱 每週茶訊 (tk=tea_news=link=")
    assert found["line.me"] == found["wa.me"]
    assert found["m.me"] == written_ref(found["m.me"])


def test_a_second_link_is_signed_with_the_same_key(bench: Bench) -> None:
    run("tea_news")
    first = bench.keys()
    run("workshops")
    assert bench.keys() == first and len(first) == 1


def test_a_new_key_leaves_what_hangs_on_walls_valid(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    run("tea_news")
    old = links(capsys.readouterr().out)["m.me"]
    for _ in range(2):
        run("tea_news", "--new-key")
        assert read_ref(old, "demo", bench.keys(), NOW) is not None
    run("tea_news", "--new-key")
    assert read_ref(old, "demo", bench.keys(), NOW) is None, "three keys count"


def test_a_name_that_nobody_told_is_asked_for(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ("--endpoint-url", "local", "--language", "en")
    assert cli.main(["links", "tea_news", *told]) == 0
    shown = capsys.readouterr().out
    assert f"--name line:{LINE}=@shop" in " ".join(shown.split())
    assert links(shown).keys() == {"m.me", "wa.me"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no_such",), "tea_news"),
        (("tea_news", "--place", "ad:1"), "link, qr or checkout"),
        (("tea_news", "--place", "qr:has space"), "link, qr or checkout"),
        (("tea_news", "--place", "qr:" + "門" * 17), "16 Chinese"),
        (("tea_news", "--name", "line:other=@x"), f"line:{LINE}"),
        (("tea_news", "--name", f"line:{LINE}"), f"line:{LINE}"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_printed(
    bench: Bench, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert run(*arguments) != 0
    shown = capsys.readouterr()
    assert links(shown.out) == {} and said in " ".join(shown.err.split())
    assert all(width_of(line) <= 100 for line in shown.err.splitlines())


def test_a_brand_whose_accounts_are_not_stored_is_told_so(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [parameter_name("dev", Channel(one), "tea", "verify") for one in ACCOUNTS]
    bench.ssm.delete_parameters(Names=names)
    assert run("tea_news") != 0
    assert capsys.readouterr().err


def test_an_account_without_a_name_has_no_address() -> None:
    assert entry_link(Channel.MESSENGER, "", ref="r", text="t") == ""


@pytest.mark.usefixtures("bench")
def test_each_address_is_drawn_as_a_code_that_holds_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "for the printer"

    assert run("tea_news", "--place", "qr:door", "--qr", str(folder)) == 0

    printed = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert "With --qr" not in " ".join(printed)
    addresses = [line for line in printed if line.startswith("https://")]
    assert {file.read_bytes() for file in folder.iterdir()} == {qr_svg(one) for one in addresses}
    assert f"tea_news-qr-door-line-{LINE}.svg" in {file.name for file in folder.iterdir()}
    assert len(addresses) == len(ACCOUNTS)


@pytest.mark.usefixtures("bench")
def test_a_folder_that_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("no folder")

    assert run("tea_news", "--qr", str(tmp_path / "file")) == 2

    assert "cannot be written" in " ".join(capsys.readouterr().err.split())
