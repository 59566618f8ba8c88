"""Does checking a signature tell by its cost where a forgery differs?

`python -m bench.constant_time`, counted in processor instructions under valgrind, so that neither
the machine's speed nor its load matters: a signature wrong in its first letter beside one wrong in
its last. A comparison that stops at the first difference would show; a thousandth is the bound.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, compared, progress, run

_ROOT = Path(__file__).resolve().parents[1]
# So many that the start of a process, which is never quite the same twice, does not show.
_CHECKS = 2000
_FORMS = {
    "Messenger": 'lambda digest: "sha256=" + digest.hex()',
    "LINE": "lambda digest: base64.b64encode(digest).decode()",
}
# A process of its own for each: nothing but the wrong letter's place is not the same.
_PROGRAM = """
import base64, hashlib, hmac, sys
from towkay.adapters.channels.signatures import signed_by_any
form = {form}
raw, secret = b"a webhook's body " * 20, "made-up-secret"
right = form(hmac.new(secret.encode(), raw, hashlib.sha256).digest())
first = len("sha256=") if right.startswith("sha256=") else 0
at = {{"first": first, "last": len(right.rstrip("=")) - 1}}["{place}"]
wrong = right[:at] + ("0" if right[at] != "0" else "1") + right[at + 1 :]
assert signed_by_any(raw, right, [secret], form)
for _ in range({checks}):
    assert not signed_by_any(raw, wrong, [secret], form)
"""


def measure(quick: bool) -> Iterator[Figure]:
    """Both channels' forms, or only the first; without valgrind there is nothing to count with."""
    if shutil.which("valgrind") is None:
        yield Figure("left out: there is no valgrind here", "", None)
        return
    for channel, form in list(_FORMS.items())[: 1 if quick else None]:
        progress(f"instructions of {channel}'s check, some twenty seconds")
        first, last = (a_check(form, place) for place in ("first", "last"))
        what = f"{channel} forgery"
        yield compared(what, "instructions", first, last, "wrong at its end, not start")
        yield Figure(f"{channel}: difference", "%", 100 * abs(first - last) / last)


def a_check(form: str, place: str) -> float:
    """What one check executes: that of a process with many, less that of one with none."""
    with_checks, without = (instructions(form, number, place) for number in (_CHECKS, 0))
    return (with_checks - without) / _CHECKS


def instructions(form: str, checks: int, place: str) -> int:
    """What a process that checks so many forgeries executes."""
    program = _PROGRAM.format(form=form, place=place, checks=checks)
    ran = subprocess.run(
        [
            "valgrind",
            "--tool=callgrind",
            "--callgrind-out-file=/dev/null",
            sys.executable,
            "-c",
            program,
        ],
        cwd=_ROOT,
        env={"PYTHONHASHSEED": "0", "PYTHONPATH": "layers/core", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    counted = re.search(r"Collected : (\d+)", ran.stderr)
    if ran.returncode or not counted:
        raise SystemExit(f"valgrind could not count:\n{ran.stderr[-2000:]}")
    return int(counted[1])


if __name__ == "__main__":
    run(measure, __doc__)
