"""What `towkay up` prints leads to everything that can be looked at."""

from pathlib import Path

from workbench.aws import LocalAws
from workbench.paths import DEMO_BRAND
from workbench.serving import welcome
from workbench.stack import LocalStack


def test_it_says_where_the_functions_log() -> None:
    bench = LocalStack(DEMO_BRAND)
    bench.simulators_url, bench.accounts = "http://127.0.0.1:1", []
    bench.aws, bench.log_file = LocalAws("http://127.0.0.1:2"), Path("/bench/emulator.log")

    (line,) = (one for one in welcome(bench).splitlines() if "emulator.log" in one)

    assert "函式的紀錄 functions' log" in line and line.endswith(" /bench/emulator.log")
