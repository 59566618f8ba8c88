"""`towkay up` as a program: says when it is ready, and leaves nothing behind however it ends."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import urllib3

from tests.support.thirds import this_third

HTTP = urllib3.PoolManager(retries=False, timeout=10)
READY_WITHIN_S = 60  # measured: 4 s on an idle machine; tests share it with others
COMMAND = [sys.executable, "-m", "workbench.cli", "up", "--json"]


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """Stands for /tmp, so that what is left behind is seen."""
    folder = tmp_path / "t"
    folder.mkdir()
    return folder


@dataclass(frozen=True)
class Running:
    """One that has been started on `port`, and that nobody has asked anything yet."""

    scratch: Path
    port: int
    told: dict[str, Any]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """For the tests that only look at it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    scratch = tmp_path_factory.mktemp("running")
    with up(scratch, "--port", str(port)) as process:
        yield Running(scratch, port, ready(process))


@contextmanager
def up(scratch: Path, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"TMPDIR": str(scratch)},
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def ready(process: "subprocess.Popen[str]") -> dict[str, Any]:
    assert process.stdout
    waiting, _, _ = select.select([process.stdout], [], [], READY_WITHIN_S)
    assert waiting, "not ready in time"
    told: dict[str, Any] = json.loads(process.stdout.readline())
    return told


def processes_of(scratch: Path) -> list[str]:
    """Command lines of the processes that know the scratch folder, the emulator's own included."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            command = (path / "cmdline").read_bytes()
            known = command + (path / "environ").read_bytes()
        except OSError:
            continue
        if os.fsencode(scratch) in known:
            found.append(command.replace(b"\0", b" ").decode())
    return found


def memory_mb(scratch: Path) -> float:
    """Resident memory of those processes together; what they share counts for each."""
    kilobytes = 0
    for path in Path("/proc").glob("[0-9]*"):
        try:
            known = (path / "cmdline").read_bytes() + (path / "environ").read_bytes()
            status = (path / "status").read_text()
        except OSError:
            continue
        if os.fsencode(scratch) in known:
            kilobytes += int(status.partition("VmRSS:")[2].split()[0])
    return kilobytes / 1024


def nothing_left(scratch: Path) -> bool:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        if not list(scratch.iterdir()) and not processes_of(scratch):
            return True
        time.sleep(0.1)
    return False


def answers(url: str) -> bool:
    try:
        HTTP.request("GET", url)
    except urllib3.exceptions.HTTPError:
        return False
    return True


@pytest.mark.parametrize("name", this_third([signal.SIGINT, signal.SIGTERM, signal.SIGKILL]))
def test_nothing_is_left_behind_however_it_ends(scratch: Path, name: signal.Signals) -> None:
    with up(scratch) as process:
        told = ready(process)
        assert answers(told["playground"])
        assert len(processes_of(scratch)) >= 3  # the command, the emulator, the functions

        process.send_signal(name)
        code = process.wait(20)

    assert code == (-9 if name is signal.SIGKILL else 0)
    assert nothing_left(scratch), (list(scratch.iterdir()), processes_of(scratch))
    assert not answers(told["api"])


@pytest.mark.parametrize("asked", ["idle", "clock"])
def test_who_is_waiting_for_it_when_it_ends_is_told_so_in_words(scratch: Path, asked: str) -> None:
    with up(scratch) as process, ThreadPoolExecutor(5) as pool:
        told = ready(process)
        line = next(one for one in told["accounts"] if one["channel"] == "line")
        here = f"{told['simulators']}/shoppers/line/{line['account']}"
        for user in range(4):
            pool.submit(keep_talking, f"{here}/talker{user}/say")
        time.sleep(2)  # busy by now
        waits = pool.submit(post, f"{told['simulators']}/{asked}", {"advance_s": 60})
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=30)
        assert waits.result(30) in (200, 503, None)

    assert (process.returncode, complaints) == (0, "")


def keep_talking(url: str) -> None:
    while post(url, {"text": "運費怎麼算？"}) is not None:
        pass


def post(url: str, body: dict[str, Any]) -> int | None:
    """The status; None when nobody answers any more."""
    try:
        return HTTP.request("POST", url, json=body).status
    except urllib3.exceptions.HTTPError:
        return None


def test_it_can_be_ended_while_it_starts(scratch: Path) -> None:
    with up(scratch) as process:
        deadline = time.monotonic() + READY_WITHIN_S
        while not list(scratch.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.02)

        process.send_signal(signal.SIGINT)
        code = process.wait(20)

    assert code == 0
    assert nothing_left(scratch), (list(scratch.iterdir()), processes_of(scratch))


def test_it_serves_on_the_port_it_is_given(running: Running) -> None:
    assert running.told["api"] == f"http://127.0.0.1:{running.port}"


def test_the_whole_bench_stays_within_its_memory(running: Running) -> None:
    # The command and the emulator take 270 MB, each of eleven workers some 60: Python, the AWS
    # client and what is ours, of which nothing is loaded that is not used. Measured: 930 MB. One
    # worker more than is asked for does not fit in.
    assert 200 < memory_mb(running.scratch) <= 980


def test_a_second_one_runs_beside_the_first(running: Running, scratch: Path) -> None:
    with up(scratch) as second:
        one, other = running.told, ready(second)

        assert answers(one["playground"])
        assert answers(other["playground"])
        assert {one["api"], one["simulators"]}.isdisjoint({other["api"], other["simulators"]})


def test_a_busy_port_is_a_clear_error(scratch: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = str(busy.getsockname()[1])

        with up(scratch, "--port", port) as process:
            out, err = process.communicate(timeout=READY_WITHIN_S)

    assert (process.returncode, out) == (2, "")
    assert err == (
        f"towkay: 連接埠 {port} 已經有別的程式在用：用 --port 換一個，或不要寫 --port\n"
        f"  Port {port} is in use by another program. "
        "Give another one with --port, or leave --port out.\n"
    )
    assert nothing_left(scratch)


def test_a_brand_with_mistakes_does_not_start(scratch: Path, tmp_path: Path) -> None:
    with up(scratch, "--brand", str(tmp_path / "none")) as process:
        out, err = process.communicate(timeout=READY_WITHIN_S)

    assert (process.returncode, out) == (2, "")
    assert "towkay: " in err
    assert "Traceback" not in err
