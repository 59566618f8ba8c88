"""What does a cold function pay for its imports, beside boto3 with the same clients alone?

`make build && python -m bench.imports`: `import app` of every built bundle with nothing but the
layers, in a fresh process each time; processor time, and the number of modules that are loaded.
What may not be loaded at all is `tests/stack/test_imports.py`.
"""

import json
import subprocess
import sys
from collections.abc import Iterator

from bench.cold_start import CLIENTS
from bench.figures import Figure, compared, progress, run
from bench.pairs import in_turn
from tests.support.bundle import PYTHON, environment, folder_of, why_it_cannot_run
from tests.support.template import functions

_NOWHERE = "http://127.0.0.1:1"
# Nobody waits long for those that tick or that staff call: their cold starts are not measured.
_CLIENTS = CLIENTS | {
    "shipments": ("ssm", "sqs"),
    "shipping": ("dynamodb", "s3", "sqs"),
    "admin": ("dynamodb", "s3"),
    "care": ("dynamodb", "s3", "ssm"),
    "notifications": ("dynamodb", "s3", "sqs"),
}
_APP = "import app"
_MEASURED = """
import sys, time
began = time.process_time()
{work}
print([(time.process_time() - began) * 1000, len(sys.modules)])
"""


def measure(quick: bool) -> Iterator[Figure]:
    """Each function beside the clients that it needs."""
    reason = why_it_cannot_run()
    if reason:
        sys.exit(f"cannot run: {reason}")
    for function in functions():
        progress(f"imports of {function}")
        clients = _CLIENTS[function]
        floor = f"import boto3; [boto3.client(name) for name in {clients}]"
        pairs = in_turn(
            lambda name=function: _loaded(name, _APP)[0],  # type: ignore[misc]
            lambda name=function, work=floor: _loaded(name, work)[0],  # type: ignore[misc]
            2 if quick else 11,
        )
        beside = f"boto3, {len(clients)} clients"
        yield pairs.figure(f"{function}: import, processor time", "ms", beside)
        modules, least = (_loaded(function, work)[1] for work in (_APP, floor))
        yield compared(f"{function}: modules loaded", "", modules, least, beside)


def _loaded(function: str, work: str) -> tuple[float, int]:
    """Milliseconds of processor time of `work`, and the modules there are after it."""
    ran = subprocess.run(
        [PYTHON, "-s", "-c", _MEASURED.format(work=work)],
        cwd=folder_of(function),
        env=environment(function, _NOWHERE),
        capture_output=True,
        text=True,
        check=True,
    )
    milliseconds, modules = json.loads(ran.stdout)
    return milliseconds, modules


if __name__ == "__main__":
    run(measure, __doc__)
