"""Keep one command and its run folder exactly as long as the process that asked for it.

Usage: warden.py RUN_FOLDER COMMAND... The asking process holds our standard input. When that
closes, by a clean stop or because the process was killed, the command and every process it
started are ended and the folder is removed: also after a crash nothing is left behind.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

_PATIENCE_S = 5  # the emulator ends its function workers within a second


def _wait_for_release(released: threading.Event) -> None:
    sys.stdin.buffer.read()
    released.set()


def _end(child: "subprocess.Popen[bytes]") -> None:
    child.terminate()
    try:
        child.wait(_PATIENCE_S)
    except subprocess.TimeoutExpired:
        child.kill()


def _remove(folder: Path) -> None:
    # Workers that are still writing may make the first pass miss a folder.
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return


def main(folder: Path, command: list[str]) -> None:
    # The terminal's Ctrl-C and a polite kill are for the process above us; we outlive it to clean.
    # A handler and not SIG_IGN: children would inherit the ignoring.
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda *_: None)
    released = threading.Event()
    threading.Thread(target=_wait_for_release, args=(released,), daemon=True).start()
    with (folder / "emulator.log").open("wb") as log:
        child = subprocess.Popen(  # noqa: S603 - the command is the workbench's own
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
    # After a crash of the command the log stays until the asking process has read it.
    released.wait()
    _end(child)
    os.killpg(0, signal.SIGTERM)
    _remove(folder)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
