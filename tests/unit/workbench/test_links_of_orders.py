"""`towkay links --order` prints addresses that link one order, and nobody else can make them."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.workbench.test_links_cli import (
    ACCOUNTS,
    NOW,
    Bench,
    bench,
    links,
    pack,
    run,
)
from towkay.domain.refs import without_ref
from towkay.domain.shipping.codes import OrderCode, read_code, written_code
from towkay.domain.shipping.hearing import heard_of_order
from workbench.qr import qr_svg
from workbench.transcript import width_of

__all__ = ["bench", "pack"]  # fixtures


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_every_account_gets_an_address_that_opens_the_order(
    bench: Bench, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    assert run("--order", "#1042-a", "--days", "30", language=language) == 0
    shown = capsys.readouterr().out
    expected = OrderCode("1042-A", False, NOW + timedelta(days=30))
    found = links(shown)
    assert found.keys() == {"m.me", "line.me", "wa.me", "ig.me"}
    for brought in found.values():
        assert read_code(written_code(brought), "demo", bench.keys(), NOW) == expected
    plain = [line for line in shown.splitlines() if "https://" not in line]
    assert max(map(width_of, plain)) <= 100 and bench.keys()[0] not in shown


def test_the_first_message_asks_for_the_order_though_its_code_be_over(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    run("--order", "1042")
    said = without_ref(links(capsys.readouterr().out)["wa.me"])
    heard = heard_of_order(said)
    assert heard is not None and heard.typed.number == "1042"


@pytest.mark.usefixtures("bench")
def test_each_address_is_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--order", "1042/7", "--qr", str(tmp_path)) == 0
    printed = [line.strip() for line in capsys.readouterr().out.splitlines()]
    addresses = [line for line in printed if line.startswith("https://")]
    assert {file.read_bytes() for file in tmp_path.iterdir()} == {qr_svg(one) for one in addresses}
    assert len(addresses) == len(ACCOUNTS)
    assert all(file.name.startswith("order-1042-7-") for file in tmp_path.iterdir())


@pytest.mark.usefixtures("bench")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("tea_news", "--order", "1042"), "one of the two"),
        (("--days", "3"), "one of the two"),
        (("--order", "號" * 33), "1 to 96 bytes"),
        (("--order", "#"), "1 to 96 bytes"),
        (("--order", "1042", "--days", "401"), "400 days at most"),
    ],
)
def test_what_cannot_be_made_is_said(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert run(*arguments) != 0
    shown = capsys.readouterr()
    assert links(shown.out) == {} and said in " ".join(shown.err.split())
