"""The bot on docs/bench.md answers on all four channels, told nothing but what `up --json` says."""

import random
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests.support.template import ROOT
from tests.unit.simulators.rig import BOT, IG, NUMBER, PAGE, TIDY, TurnedClock
from towkay.domain.brands import Brand
from workbench.server import Server
from workbench.serving import described
from workbench.shop_keys import BenchShopKeys
from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.app import Simulators
from workbench.simulators.rules import Rules
from workbench.stack import LocalStack
from workbench.staff_tokens import StaffTokens

PAGE_TEXT = (ROOT / "docs" / "bench.md").read_text(encoding="utf-8")
(PROGRAM,) = re.findall(r"^```python\n(.*?)^```", PAGE_TEXT, flags=re.MULTILINE | re.DOTALL)
WAITS_S = 20.0


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def told(accounts: list[SimulatedAccount], simulators_url: str) -> str:
    """The line that `towkay up --json` prints for these accounts."""
    bench = SimpleNamespace(
        accounts=accounts,
        api_url="http://127.0.0.1:1",
        aws=SimpleNamespace(endpoint="http://127.0.0.1:2"),
        simulators_url=simulators_url,
        staff=StaffTokens(),
        shop_keys=BenchShopKeys([cast(Brand, SimpleNamespace(brand="tea"))]),
        brands=[
            SimpleNamespace(
                brand="tea",
                accounts=[SimpleNamespace(channel=a.channel, account=a.account) for a in accounts],
            )
        ],
    )
    return described(cast("LocalStack", bench))


@contextmanager
def running(program: str, folder: Path, port: int) -> Iterator[None]:
    """The program as its own process, from the moment it listens."""
    (folder / "bot.py").write_text(program.replace("9099", str(port)), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "bot.py"], cwd=folder, stderr=subprocess.DEVNULL
    ) as process:
        try:
            until = time.monotonic() + WAITS_S
            while time.monotonic() < until and process.poll() is None:
                with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                time.sleep(0.05)
            yield
        finally:
            process.kill()


@pytest.fixture
def simulators(tmp_path: Path) -> Iterator[Simulators]:
    port = free_port()
    accounts = [
        replace(one, webhook_url=f"http://127.0.0.1:{port}/webhooks/{one.channel}/tea")
        for one in (PAGE, IG, NUMBER, BOT)
    ]
    made = Simulators(
        accounts,
        clock=TurnedClock(),
        wait_idle=lambda: {"idle": True, "dead_letters": 0},
        rng=random.Random(1),
        rules=Rules(whatsapp=TIDY),
    )
    server = Server(made.wsgi)
    server.start()
    (tmp_path / "bench.json").write_text(told(accounts, server.url), encoding="utf-8")
    with running(PROGRAM, tmp_path, port):
        yield made
    server.close()
    made.close()


def said_by_the_shop(simulators: Simulators, one: SimulatedAccount) -> list[str]:
    chats = [chat for chat in simulators.world.contacts() if chat.account.account == one.account]
    return [bubble.text for chat in chats for bubble in chat.bubbles if bubble.author == "shop"]


@pytest.mark.parametrize("one", [PAGE, IG, NUMBER, BOT], ids=lambda one: one.channel)
def test_the_bot_of_the_page_answers_on_every_channel(
    simulators: Simulators, one: SimulatedAccount
) -> None:
    simulators.shopper(one.channel, one.account, "amy").say("運費怎麼算？")

    until = time.monotonic() + WAITS_S
    while time.monotonic() < until and not said_by_the_shop(simulators, one):
        simulators.idle()
        time.sleep(0.05)

    assert said_by_the_shop(simulators, one) == ["您好，這是我自己的機器人"]


def test_a_webhook_that_another_signed_is_not_answered(simulators: Simulators) -> None:
    amy = simulators.shopper(PAGE.channel, PAGE.account, "amy")

    assert amy.forge(amy.say("運費怎麼算？")).status == 403
