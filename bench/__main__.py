"""Every figure in one table: `make bench`, or `python -m bench [--quick] [--only PART] [--json F]`.

Each part runs in a process of its own, with the environment that it needs, and can be run alone:
`python -m bench.PART`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Figure, progress, read, table, write

_ROOT = Path(__file__).resolve().parents[1]
_OWN = Path(sys.executable)
_PEERS = _ROOT / ".tools" / "bench" / "bin" / "python"


@dataclass(frozen=True, slots=True)
class Part:
    """One module of this folder, and the Python that has what it compares with."""

    module: str
    title: str
    python: Path = _OWN


PARTS = (
    Part("aws_requests", "What a message asks of AWS (counted, over moto)"),
    Part("dollars", "Dollars (counts, times the newest price file of bench/prices)"),
    Part("same_faults", "The same morning of faults for both bots"),
    Part("permits", "Decisions of policy"),
    Part("pacing", "Sharing an account's rate (counted, in virtual time)"),
    Part("planning", "Bringing people into chunks"),
    Part("pushing", "Telling one recipient of a campaign (counted, over moto)"),
    Part("parcels", "One shipping update (counted, over moto)"),
    Part("imports", "Imports of the built functions"),
    Part("cold_start", "Cold starts of the built functions, in Lambda's runtime client"),
    Part("slow_aws", "The webhook while AWS is slow"),
    Part("constant_time", "Checking forgeries, in instructions"),
    Part("webhook_path", "Verify, parse, route", _PEERS),
    Part("webhook_peers", "Verify, parse, route: other frameworks", _PEERS),
    Part("rendering", "Fitting and rendering of messages", _PEERS),
    Part("faq_latency", "The FAQ matcher", _PEERS),
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds: a minute in all")
    parser.add_argument("--only", choices=[part.module for part in PARTS], help="one part")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    chosen = parser.parse_args()
    parts = [part for part in PARTS if chosen.only in (None, part.module)]
    began = time.perf_counter()
    found: list[Figure] = []
    failed = []
    for number, part in enumerate(parts, 1):
        progress(f"{number}/{len(parts)} {part.module}")
        figures = run_part(part, quick=chosen.quick)
        failed += [] if figures else [part.module]
        found += figures
        print("\n".join(["", part.title, *table(figures)]), flush=True)
    if chosen.json:
        write(chosen.json, found)
    print(f"\n{len(found)} figures in {time.perf_counter() - began:.0f} s")
    if failed:
        sys.exit(f"FAILED: {', '.join(failed)}")


def run_part(part: Part, *, quick: bool) -> list[Figure]:
    """The figures of one part; none when it failed, and it has said why."""
    # Our own package from its source in every environment, whether or not it is installed there.
    paths = os.pathsep.join(map(str, (_ROOT / "layers" / "core", _ROOT)))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.json"
        command = [str(part.python), "-m", f"bench.{part.module}", "--json", str(file)]
        ran = subprocess.run(
            [*command, "--quick"] if quick else command,
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": paths},
            stdout=subprocess.DEVNULL,
            check=False,
        )
        return read(file) if ran.returncode == 0 else []


if __name__ == "__main__":
    main()
