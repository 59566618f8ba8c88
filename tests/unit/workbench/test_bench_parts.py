"""The bench's small parts: zips, accounts, running benches, commands."""

import io
import json
import marshal
import os
import py_compile
import random
import tempfile
import zipfile
from dataclasses import replace
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from tests.support.shop import BRAND
from towkay.domain.brands import Account
from workbench import accounts, artefacts, bench_file, emulator
from workbench.cli import main
from workbench.errors import WorkbenchError
from workbench.invoke import logical_id

SHOP = replace(
    BRAND,
    accounts=(
        Account("messenger", "104512398760021"),
        Account("messenger", "104512398760022"),
        Account("line", "U" + "0" * 32),
    ),
)


def test_each_account_has_its_own_token_and_each_endpoint_its_own_secret() -> None:
    made = accounts.simulated([SHOP], "http://127.0.0.1:1", random.Random(1))

    assert len({one.access_token for one in made}) == 3
    assert [one.app_secret == made[0].app_secret for one in made] == [True, True, False]
    assert made[2].webhook_url == "http://127.0.0.1:1/webhooks/line/demo"
    assert made[2].app_id == ""


def test_our_side_knows_the_same_secrets_as_the_channels() -> None:
    made = accounts.simulated([SHOP], "http://127.0.0.1:1", random.Random(1))

    messenger, line = accounts.endpoints(made, [SHOP])

    assert messenger.brands == {"104512398760021": "demo", "104512398760022": "demo"}
    assert messenger.tokens == {one.account: one.access_token for one in made[:2]}
    assert (line.signing_secret, line.app_secret) == (made[2].app_secret, "")


def test_the_core_layer_holds_the_package_with_bytecode_and_is_the_same_twice() -> None:
    first, second = artefacts.core_layer(), artefacts.core_layer()

    names = zipfile.ZipFile(io.BytesIO(first)).namelist()
    assert first == second
    assert "python/towkay/ports/tables.py" in names
    assert any(name.startswith("python/towkay/ports/__pycache__/tables.") for name in names)


def test_bytecode_is_taken_from_beside_a_source_only_where_it_is_of_that_source(
    tmp_path: Path,
) -> None:
    source = tmp_path / "shop.py"
    kept = Path(cache_from_source(str(source)))

    def open_at(text: str, seconds: int) -> object:
        source.write_text(text)
        os.utime(source, (seconds, seconds))
        said: dict[str, object] = {}
        exec(marshal.loads(artefacts._bytecode(source, source.read_bytes())[16:]), said)
        return said["opens"]

    assert open_at("opens = 'early'", 1_000) == "early"
    by_time = py_compile.PycInvalidationMode.TIMESTAMP
    py_compile.compile(str(source), doraise=True, invalidation_mode=by_time)
    told = kept.read_bytes()
    kept.write_bytes(told.replace(b"early", b"taken"))
    assert open_at("opens = 'early'", 1_000) == "taken"
    assert open_at("opens = 'later'", 2_000) == "later"
    assert open_at("opens = 'longer'", 1_000) == "longer"
    kept.write_bytes(b"of another Python" + told)
    assert open_at("opens = 'early'", 1_000) == "early"


def test_the_bench_layer_knows_the_clock_and_the_channels(tmp_path: Path) -> None:
    made = artefacts.bench_layer(tmp_path / "clock.json", {"line": "http://127.0.0.1:1/line"})

    archive = zipfile.ZipFile(io.BytesIO(made))
    assert json.loads(archive.read("python/towkay_bench.json")) == {
        "clock_file": str(tmp_path / "clock.json"),
        "base_urls": {"line": "http://127.0.0.1:1/line"},
    }
    assert "python/towkay_bench.py" in archive.namelist()


def test_a_missing_layer_or_emulator_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(artefacts, "DEPENDENCY_LAYER", tmp_path / "none")
    monkeypatch.setattr(emulator, "EMULATOR_PYTHON", tmp_path / "none")

    for start in (artefacts.dependency_layer, lambda: emulator.start(tmp_path)):
        with pytest.raises(WorkbenchError, match="make setup"):
            start()


class TestRunningBenches:
    """Other commands find a bench by the file in its run folder."""

    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        return tmp_path

    def bench(self, folder: Path, name: str, pid: int) -> None:
        run = folder / f"{bench_file.FOLDER_PREFIX}{name}"
        run.mkdir()
        known = {"aws": f"http://{name}", "api": "a", "simulators": "s", "pid": pid}
        (run / "bench.json").write_text(json.dumps(known))

    def test_the_only_one_is_found(self, folder: Path) -> None:
        self.bench(folder, "one", os.getpid())

        assert bench_file.only_one().aws == "http://one"

    def test_without_one_the_reader_is_told_to_start_one(self) -> None:
        with pytest.raises(WorkbenchError, match="towkay up"):
            bench_file.only_one()

    def test_with_several_the_reader_is_told_which_there_are(self, folder: Path) -> None:
        self.bench(folder, "one", os.getpid())
        self.bench(folder, "two", os.getpid())

        with pytest.raises(WorkbenchError, match="--endpoint-url http://two"):
            bench_file.only_one()

    def test_a_bench_whose_process_is_gone_does_not_count(self, folder: Path) -> None:
        self.bench(folder, "one", 2**22 + 1)  # above the largest process id

        assert bench_file.running() == []


@pytest.mark.parametrize("name", ["webhook", "WebhookFunction"])
def test_a_function_may_be_named_as_its_folder(name: str) -> None:
    assert logical_id(name) == "WebhookFunction"


@pytest.mark.parametrize("command", [["check"], ["publish"], ["up", "--brand"]])
def test_a_folder_that_is_not_there_is_said_in_one_line_by_every_command(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "none"

    assert main([*command, str(folder)]) == 2

    (line,) = [line for line in capsys.readouterr().err.splitlines() if "starts the" not in line]
    said = f"There is no folder {folder}, check the path."
    assert line == f"towkay: 找不到資料夾 {folder}，請檢查路徑 · {said}"


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_what_is_no_port_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["up", "--port", port])

    assert "is not a port" in capsys.readouterr().err


@pytest.mark.parametrize(("text", "why"), [(None, "cannot be read"), ("{", "is not JSON")])
def test_an_event_file_that_cannot_be_used_is_said_in_one_line(
    tmp_path: Path, text: str | None, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "event.json"
    if text is not None:
        file.write_text(text)

    assert main(["invoke", "webhook", str(file)]) == 2

    assert why in capsys.readouterr().err
