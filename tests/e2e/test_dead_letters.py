"""What died on a running stack is explained, sent back once the cause is mended, and then done."""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.builders import an_event
from towkay.adapters.event_messages import event_entry
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.events import Event, MessageReceived
from towkay.runtime.reports import pseudonym
from workbench.cli import main
from workbench.paths import DEMO_BRAND
from workbench.stack import LocalStack

_DIES_WITHIN_S = 30
POISON = '{"text": "王小明 0912345678"}'


@pytest.fixture
def impatient(bench: LocalStack) -> Iterator[LocalStack]:
    """A bench that gives a record of the conversations queue another try after a second."""
    queue = bench.deployed.queues["ConversationsQueue"]

    def wait_s(seconds: int) -> None:
        attributes: Any = {"VisibilityTimeout": str(seconds)}
        bench.aws.sqs.set_queue_attributes(QueueUrl=queue, Attributes=attributes)

    wait_s(1)
    yield bench
    wait_s(30)


def dead_letters(bench: LocalStack, *arguments: str) -> int:
    return main(["dead-letters", *arguments, "--endpoint-url", bench.aws.endpoint])


def queue_up(bench: LocalStack, body: str, group: str) -> None:
    bench.aws.sqs.send_message(
        QueueUrl=bench.deployed.queues["ConversationsQueue"],
        MessageBody=body,
        MessageGroupId=group,
        MessageDeduplicationId=group,
    )


def wait_for_its_death(bench: LocalStack) -> None:
    deadline = time.monotonic() + _DIES_WITHIN_S
    while bench.wait_idle()["dead_letters"] == 0:
        assert time.monotonic() < deadline, "it did not die"
        time.sleep(0.1)


def log_key(bench: LocalStack) -> str:
    name = bench.deployed.functions["FaqFunction"]
    found = bench.aws.functions.get_function_configuration(FunctionName=name)
    return found["Environment"]["Variables"]["PSEUDONYM_KEY"]


def test_a_poisoned_record_is_explained_and_dropped(
    impatient: LocalStack, capsys: pytest.CaptureFixture[str]
) -> None:
    bench = impatient
    queue_up(bench, POISON, "poison")
    wait_for_its_death(bench)

    assert dead_letters(bench) == 1
    shown = capsys.readouterr().out
    assert dead_letters(bench, "redrive", "--yes") == 1
    assert dead_letters(bench, "drop", "--malformed", "--yes") == 0
    assert dead_letters(bench) == 0
    shown = " ".join(shown.split())  # whatever the width of the terminal

    assert "faq: MalformedBody · read_as:" in shown
    assert "第 3 次接收 receive 3" in shown
    assert "it would die again, drop it" in shown
    assert "no dead letters" in capsys.readouterr().out
    assert "王小明" not in shown


def a_question(bench: LocalStack, brand: str) -> Event:
    account = next(one for one in bench.accounts if one.channel == "line")
    shopper = bench.simulators.shopper("line", account.account, "waits-for-a-new-shop")
    shopper.say("謝謝")  # a friend now: LINE takes no push for a stranger
    bench.wait_idle()
    now = bench.travel.now()
    return an_event(
        ContactKey(Channel.LINE, account.account, shopper.user),
        brand=brand,
        endpoint=account.endpoint,
        occurred_at=now,
        received_at=now,
        happening=MessageReceived("m-1", "請問運費多少"),
        reply_token=None,
    )


def a_copy_of_the_shop(folder: Path, brand: str) -> Path:
    shutil.copytree(DEMO_BRAND, folder)
    written = (folder / "brand.yaml").read_text(encoding="utf-8")
    renamed = written.replace("\nbrand: demo\n", f"\nbrand: {brand}\n")
    (folder / "brand.yaml").write_text(renamed, encoding="utf-8")
    return folder


def test_a_question_that_died_for_want_of_a_pack_is_answered_after_all(
    impatient: LocalStack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench, endpoint = impatient, impatient.aws.endpoint
    question = a_question(bench, "newshop")
    user = question.contact.user
    before = bench.simulators.world.ledger.read(channel="line", user=user)
    entry = event_entry(question)
    queue_up(bench, entry.body, entry.group)
    wait_for_its_death(bench)

    assert dead_letters(bench, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    folder = a_copy_of_the_shop(tmp_path / "newshop", "newshop")
    assert main(["publish", str(folder), "--endpoint-url", endpoint]) == 0
    bench.advance(31)
    assert dead_letters(bench, "redrive", "--yes") == 0
    state = bench.wait_idle()

    (letter,) = told["conversations"]["messages"]
    assert letter["note"]["error"] == "PackMissing"
    assert (letter["note"]["function"], letter["note"]["receives"]) == ("faq", 3)
    assert (letter["redrive"], letter["brand"]) == ("answered", "newshop")
    assert letter["contact"] == pseudonym(question.contact, log_key(bench))
    assert state == {"idle": True, "dead_letters": 0}
    (answer,) = bench.simulators.world.ledger.read(channel="line", user=user)[len(before) :]
    assert "運費" in answer["text"] or "NT$" in answer["text"]
    assert dead_letters(bench) == 0


def test_a_bench_without_dead_letters_says_so(
    bench: LocalStack, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dead_letters(bench) == 0
    assert capsys.readouterr().out == (
        "沒有死信 · no dead letters (conversations, outbound, receipts, campaigns, shipments)\n"
    )
