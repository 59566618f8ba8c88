"""A channel that nobody here has heard of costs one module, one simulator and one fixture folder.

Everything runs in a process of its own, where the variable of a deployment names the package: in
this one no list of channels may grow.
"""

import json
import os
import subprocess
import sys

import pytest

from tests.support.template import ROOT
from towkay.adapters.policy_book import BOOK_FILE, read_book

_JOINED = {"CHANNEL_PACKAGES": "tests.kiosk"}


def run(*arguments: str, joined: bool = True) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'layers' / 'core'}{os.pathsep}{ROOT}"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment | (_JOINED if joined else {}),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_a_question_at_the_kiosk_is_answered_its_button_works_and_its_stop_is_heard() -> None:
    day = run("-m", "tests.kiosk.day")

    assert day.returncode == 0, day.stderr[-2000:]
    told = json.loads(day.stdout)
    assert told["statuses"] == [200] * 5
    assert "宅配 100 元，滿 1,200 免運。" in told["seen"]
    assert "收到後七天內可以退貨。" in told["seen"]
    assert told["ends"] == ["sent"] * len(told["seen"])


def test_its_recorded_bodies_are_read_by_the_suite_that_reads_every_channels() -> None:
    suite = "tests/unit/channels/test_documented_payloads.py"

    read = run("-m", "pytest", "-q", "-p", "no:cacheprovider", suite, "-k", "kiosk")

    assert read.returncode == 0, read.stdout[-2000:]
    assert "10 passed" in read.stdout


@pytest.mark.parametrize("named", ["tests.no_such_channel", "tests.support"])
def test_a_package_that_is_no_channel_fails_at_the_start_and_not_at_a_shopper(named: str) -> None:
    program = "import os; os.environ['CHANNEL_PACKAGES'] = NAME; import towkay.adapters.joined"

    started = run("-c", program.replace("NAME", repr(named)), joined=False)

    assert started.returncode != 0
    assert named.split(".")[-1] in started.stderr or "CHANNEL" in started.stderr


def test_the_workbench_lets_it_join_as_well() -> None:
    program = (
        "from workbench import brought_channels as b, hosts; "
        "from workbench.simulators import platforms as p; b.join(); "
        "print('kiosk' in p.platforms(), hosts.simulated('')['kiosk'], "
        "*(name for name, _ in b.sources()))"
    )

    ran = run("-c", program)

    assert ran.returncode == 0, ran.stderr[-2000:]
    known, host, *files = ran.stdout.split()
    assert (known, host) == ("True", "/kiosk")
    assert {"python/tests/kiosk/inbound.py", "python/tests/kiosk/outbound.py"} <= set(files)


def test_a_command_says_in_words_that_a_package_is_no_channel() -> None:
    program = "import sys; from workbench.cli import main; sys.exit(main(['check', 'brands/demo']))"
    environment = "import os; os.environ['CHANNEL_PACKAGES'] = 'acme.nothere'; "

    ran = run("-c", environment + program, joined=False)

    assert ran.returncode == 2
    assert "acme.nothere: no package of a channel" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_rows_of_a_channel_that_has_not_joined_are_left_unread() -> None:
    plain = json.loads(BOOK_FILE.read_bytes())
    foreign = {**plain["rows"][0], "id": "buzz-push", "channel": "buzz"}

    book = read_book({**plain, "rows": [*plain["rows"], foreign]})

    assert len(book.rows) == len(plain["rows"])
