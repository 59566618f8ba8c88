"""Two brands on one real bench: the same question, two answers, and a publication that is apart."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from towkay.domain.channels import every_channel
from workbench.paths import DEMO_BRAND, PROJECT
from workbench.publish import compiled, publish
from workbench.serving import described, welcome
from workbench.simulators.accounts import SimulatedAccount
from workbench.stack import LocalStack
from workbench.targets import target

SALTPAN = PROJECT / "brands" / "saltpan"


@pytest.fixture(scope="module")
def shops() -> Iterator[LocalStack]:
    with LocalStack(DEMO_BRAND, SALTPAN, one_app=True) as running:
        yield running


def owned(shops: LocalStack, brand: str) -> list[SimulatedAccount]:
    (known,) = [one for one in shops.brands if one.brand == brand]
    mine = {(one.channel, one.account) for one in known.accounts}
    return [one for one in shops.accounts if (one.channel, one.account) in mine]


def answers(shops: LocalStack, brand: str, question: str, user: str) -> dict[str, str]:
    """What the same person hears from a brand on each channel."""
    for account in owned(shops, brand):
        shops.simulators.shopper(account.channel, account.account, user).say(question)
    assert shops.wait_idle() == {"idle": True, "dead_letters": 0}
    ledger = shops.simulators.world.ledger
    return {
        one.channel: " ".join(
            str(entry["text"]) for entry in ledger.read(channel=one.channel, account=one.account)
        )
        for one in owned(shops, brand)
    }


def test_the_same_question_is_answered_by_each_brand_in_its_own_words(shops: LocalStack) -> None:
    tea = answers(shops, "demo", "營業時間是幾點？", "asks-both")
    bikes = answers(shops, "saltpan", "營業時間是幾點？", "asks-both")

    assert all("11:00" in said and "07:30" not in said for said in tea.values())
    assert all("07:30" in said and "11:00" not in said for said in bikes.values())
    assert tea.keys() == bikes.keys() == set(every_channel())


def test_publishing_one_brand_leaves_the_other_alone(shops: LocalStack, tmp_path: Path) -> None:
    edited = tmp_path / "saltpan"
    shutil.copytree(SALTPAN, edited)
    faq = edited / "faq.csv"
    faq.write_text(
        faq.read_text(encoding="utf-8").replace("收現金嗎", "收貝殼嗎"), encoding="utf-8"
    )
    faq.write_text(faq.read_text(encoding="utf-8").replace("現金、刷卡", "貝殼、刷卡"))
    publish(target(shops.aws.endpoint, None).shelf(), compiled(edited), shops.travel.now())
    shops.advance(31)

    bikes = answers(shops, "saltpan", "怎麼付錢？", "pays-in-shells")
    tea = answers(shops, "demo", "有哪些付款方式？", "pays-in-shells")

    assert all("貝殼" in said for said in bikes.values())
    assert all("貝殼" not in said and "街口" in said for said in tea.values())


def test_the_bench_tells_the_accounts_of_both(shops: LocalStack) -> None:
    told = described(shops)

    assert all(f'"brand": "{brand}"' in told for brand in ("demo", "saltpan"))
    assert all(name in welcome(shops) for name in ("/messenger/shared", "/line/saltpan"))
