"""`towkay invoke`: one deployed function, one event; prints the answer and the log lines."""

import json
import sys
from pathlib import Path
from typing import Any

from towkay.adapters.ssm_endpoints import SsmEndpoints
from workbench import sample_homes, samples, secrets
from workbench.deploy import STAGE
from workbench.errors import WorkbenchError
from workbench.invoke import Invocation, existing, invoke
from workbench.stack import LocalStack
from workbench.targets import target

ANSWERED, FAILED = 0, 1


def run(function: str, event_file: Path, endpoint_url: str | None, brand: Path) -> int:
    """The exit code tells whether the function answered."""
    logical_id = existing(function)
    event = _event(event_file)
    if endpoint_url is None:
        return _on_a_bench_of_its_own(function, event, brand)
    where = target(endpoint_url, None)
    bench = SsmEndpoints(where.ssm, where.stage).endpoints()
    at_home, told = sample_homes.moved(samples.at_home(event, where.queue_arn), bench, where.now())
    for line in told:
        print(line, file=sys.stderr)
    return _report(invoke(where.functions, where.function_name(logical_id), at_home))


def _on_a_bench_of_its_own(function: str, event: Any, brand: Path) -> int:
    """It begins when the event happened, and knows the endpoints the samples are signed for."""
    print("towkay 頭家 starts a bench for this call …", file=sys.stderr, flush=True)
    with LocalStack(brand, begins=samples.time_of(event)) as bench:
        for endpoint in samples.endpoints():
            secrets.put(bench.aws.ssm, STAGE, endpoint)
        return _report(bench.invoke(function, samples.at_home(event, bench.queue_arn)))


def _event(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise WorkbenchError(
            f"{file} 讀不到：{error.strerror}\n  {file} cannot be read: {error.strerror}"
        ) from error
    except ValueError as error:
        raise WorkbenchError(f"{file} 不是 JSON：{error}\n  {file} is not JSON: {error}") from error


def _report(invocation: Invocation) -> int:
    if invocation.log:
        print(invocation.log.rstrip(), file=sys.stderr)
    print(json.dumps(invocation.answer, ensure_ascii=False, indent=2))
    return FAILED if invocation.error else ANSWERED
