"""Which benches run on this machine, so that other commands can find them?"""

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from workbench.aws import LocalAws
from workbench.errors import WorkbenchError

FOLDER_PREFIX = "towkay-"
_NAME = "bench.json"


class Running(Protocol):
    """What a running bench tells about itself."""

    api_url: str
    simulators_url: str
    aws: LocalAws


@dataclass(frozen=True, slots=True)
class Found:
    """A running bench: the endpoint of its embedded AWS, and its two ports."""

    aws: str
    api: str
    simulators: str


def write(folder: Path, bench: Running) -> None:
    known = {"aws": bench.aws.endpoint, "api": bench.api_url, "simulators": bench.simulators_url}
    (folder / _NAME).write_text(json.dumps(known | {"pid": os.getpid()}), encoding="utf-8")


def running() -> list[Found]:
    """The benches of this user that are up."""
    found = []
    for path in sorted(Path(tempfile.gettempdir()).glob(f"{FOLDER_PREFIX}*/{_NAME}")):
        try:
            known = json.loads(path.read_text(encoding="utf-8"))
            os.kill(known.pop("pid"), 0)
            found.append(Found(**known))
        except (OSError, ValueError, TypeError, KeyError):
            continue  # on its way down, or another user's
    return found


def only_one() -> Found:
    """The running bench. Raises `WorkbenchError` when there is none, or more than one."""
    found = running()
    if len(found) == 1:
        return found[0]
    if not found:
        raise WorkbenchError(
            "沒有開著的工作台，先執行 towkay up\n  No bench is running. Start one with: towkay up"
        )
    lines = "\n".join(f"  --endpoint-url {bench.aws}   (its API: {bench.api})" for bench in found)
    raise WorkbenchError(
        f"有好幾個工作台開著，請說是哪一個 · Several benches are running; say which one:\n{lines}"
    )
