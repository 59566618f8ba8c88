"""`towkay invoke`: one deployed function, one event; prints the answer and the log lines."""

import json
import sys
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError
from workbench.invoke import Invocation, invoke, logical_id
from workbench.stack import LocalStack
from workbench.targets import target

ANSWERED, FAILED = 0, 1


def run(function: str, event_file: Path, endpoint_url: str | None, brand: Path) -> int:
    """The exit code tells whether the function answered."""
    event = _event(event_file)
    if endpoint_url is None:
        with LocalStack(brand) as bench:
            return _report(bench.invoke(function, event))
    where = target(endpoint_url, None)
    name = where.function_name(logical_id(function))
    return _report(invoke(where.functions, name, event))


def _event(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise WorkbenchError(f"{file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise WorkbenchError(f"{file} is not JSON: {error}") from error


def _report(invocation: Invocation) -> int:
    if invocation.log:
        print(invocation.log.rstrip(), file=sys.stderr)
    print(json.dumps(invocation.answer, ensure_ascii=False, indent=2))
    return FAILED if invocation.error else ANSWERED
