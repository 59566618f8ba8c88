"""Does our harness see bugs? Plants known faults one at a time; each must fail its named test.

`make mutants` runs all of them, `make mutants THIRD=0` every third one from the first on (1 and 2
are the others), `python -m tests.mutants.run WORD` those whose name has the word.
A copy of the tree is changed, never the tree itself.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.mutants.catalogue import MUTANTS
from tests.mutants.mutant import Mutant

ROOT = Path(__file__).resolve().parents[2]
_TIME_LIMIT_S = 300  # a fault may make a loop endless: a test that hangs has seen it too


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("word", nargs="?", default="", help="only faults whose name has this word")
    parser.add_argument("--third", type=int, choices=[0, 1, 2], help="every third of them")
    options = parser.parse_args()
    chosen = [mutant for mutant in MUTANTS if options.word in mutant.name]
    chosen = chosen if options.third is None else chosen[options.third :: 3]
    began = time.monotonic()
    with copy_of_the_tree() as tree:
        print(f"{len(chosen)} planted faults; first their tests without any", flush=True)
        if not passes(tree, {test for mutant in chosen for test in mutant.tests}, tell=True):
            print("The named tests fail without a fault: mend that first.")
            return 2
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        caught = list(pool.map(plant, chosen))
    missed = caught.count(False)
    seconds = time.monotonic() - began
    print(f"{len(chosen) - missed} of {len(chosen)} caught in {seconds:.0f} s")
    return 1 if missed else 0


def plant(mutant: Mutant) -> bool:
    """Whether every named test fails on the fault."""
    with copy_of_the_tree() as tree:
        mutant.plant(tree)
        survived = [test for test in mutant.tests if passes(tree, {test})]
    verdict = f"NOT SEEN by {', '.join(survived)}" if survived else "caught"
    print(f"  {mutant.name:<58} {verdict}", flush=True)
    return not survived


@contextmanager
def copy_of_the_tree() -> Iterator[Path]:
    """The sources in a folder of their own."""
    with tempfile.TemporaryDirectory(prefix="towkay-mutant-") as folder:
        tree = Path(folder)
        for name in _sources():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tree / name)
        yield tree


def _sources() -> list[str]:
    """What is in version control or will be, as it lies here now."""
    command = ["git", "ls-files", "-co", "--exclude-standard"]
    listed = subprocess.run(  # git itself, found on the path like any other tool
        command, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def passes(tree: Path, tests: Iterable[str], *, tell: bool = False) -> bool:
    """Whether these tests pass on the sources of `tree`; a test that is not there is an error.

    `tell` prints what pytest said of a failure.
    """
    named = sorted(f"tests/{test}" for test in tests)
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *named]
    # The path goes before the project's own editable installation. A named test runs whole, but for
    # the engines that this copy of the sources lacks, in CI as well.
    whole = {**os.environ, "THIRD": "", "CI": ""}
    environment = whole | {"PYTHONPATH": str(tree / "layers" / "core")}
    try:
        ran = subprocess.run(  # our own interpreter on our own tests
            command,
            cwd=tree,
            env=environment,
            capture_output=True,
            text=True,
            timeout=_TIME_LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    if ran.returncode not in (0, 1):
        raise SystemExit(f"pytest could not run {named}:\n{ran.stdout}{ran.stderr}")
    if tell and ran.returncode:
        print(ran.stdout[-3000:])
    return ran.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
