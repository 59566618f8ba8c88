"""How much memory do this process and everything it started hold?"""

import os
from pathlib import Path

_PROC = Path("/proc")


def resident_mb() -> float | None:
    """Resident memory of this process and all below it, in MB; what they share counts for each.

    None where the system does not tell (there is no /proc).
    """
    parents: dict[int, int] = {}
    kilobytes: dict[int, int] = {}
    for entry in _PROC.glob("[0-9]*"):
        try:
            fields = _fields(entry / "status")
        except OSError:
            continue  # it ended while we looked
        parents[int(entry.name)] = int(fields.get("PPid", "0"))
        kilobytes[int(entry.name)] = int(fields.get("VmRSS", "0 kB").split()[0])
    if not kilobytes:
        return None
    mine = [pid for pid in kilobytes if _is_below(pid, os.getpid(), parents)]
    return sum(kilobytes[pid] for pid in mine) / 1024


def _fields(status: Path) -> dict[str, str]:
    pairs = (line.partition(":") for line in status.read_text().splitlines())
    return {name: value.strip() for name, _, value in pairs}


def _is_below(pid: int, ancestor: int, parents: dict[int, int]) -> bool:
    while pid and pid != ancestor:
        pid = parents.get(pid, 0)
    return pid == ancestor
