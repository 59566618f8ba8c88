"""Commands that work on a bench which runs already, and on one which does not."""

import json
import shutil
from pathlib import Path

import pytest

from tests.support.template import ROOT
from workbench.cli import main
from workbench.paths import DEMO_BRAND
from workbench.stack import LocalStack


@pytest.mark.parametrize(
    ("function", "sample"),
    [("faq", "line-text"), ("faq", "messenger-text"), ("delivery", "line-turn")],
)
def test_a_sample_is_taken_by_a_bench_that_runs_already(
    bench: LocalStack, function: str, sample: str, capsys: pytest.CaptureFixture[str]
) -> None:
    event = ROOT / "events" / function / f"{sample}.json"

    code = main(["invoke", function, str(event), "--endpoint-url", bench.aws.endpoint])

    printed = capsys.readouterr()
    assert (code, json.loads(printed.out)) == (0, {"batchItemFailures": []}), printed
    assert "record_refused" not in printed.err


@pytest.mark.parametrize(("brand", "warned"), [("demo", False), ("elsewhere", True)])
def test_a_pack_that_no_account_answers_with_is_said_so(
    bench: LocalStack,
    brand: str,
    warned: bool,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "brand"
    shutil.copytree(DEMO_BRAND, folder)
    written = (folder / "brand.yaml").read_text(encoding="utf-8")
    renamed = written.replace("\nbrand: demo\n", f"\nbrand: {brand}\n")
    (folder / "brand.yaml").write_text(renamed, encoding="utf-8")

    assert main(["publish", str(folder), "--endpoint-url", bench.aws.endpoint]) == 0

    printed = capsys.readouterr().out
    assert f"\n{brand}: version " in f"\n{printed}"
    assert (f"no account here belongs to {brand}" in printed) is warned


@pytest.mark.parametrize("command", [["publish", "brands/demo"], ["secrets", "show"]])
def test_a_bench_that_is_not_there_is_said_in_both_languages_with_what_to_do(
    command: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)

    assert main([*command, "--endpoint-url", "http://127.0.0.1:1"]) == 2

    said = capsys.readouterr().err
    assert said.startswith("towkay: ") and "Traceback" not in said
    assert said.count("--endpoint-url local") == 2, "in Chinese and in English"
    assert max(map(len, said.splitlines())) <= 100
