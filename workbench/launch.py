"""Start the emulator inside its own environment, as if a TLS end stood in front of it.

Queue and bucket policies refuse plain HTTP (`aws:SecureTransport`). The hop from this machine to
itself is never on a network, so it is marked as TLS here, and the policies stay as deployed.
Batch calls of SQS are authorised as AWS authorises them, and a queue's concurrency is a number even
when a template's parameter brings it as text. A layer is unpacked once for all functions
that have it, which is most of what a start would cost. A message that waits for a moment follows
the bench's clock (see `waits`).
"""

import hashlib
import os
import runpy
import tempfile
import threading
import time
import zipfile
from pathlib import Path
from typing import Any

import ministack.app as emulator  # type: ignore[import-not-found,unused-ignore]
from ministack.core import iam_actions  # type: ignore[import-not-found,unused-ignore]
from ministack.services import (  # type: ignore[import-not-found,unused-ignore]
    lambda_svc,
    sqs,
)

_TLS_ENDED_HERE = (b"x-forwarded-proto", b"https")


def _behind_tls(serve: Any) -> Any:
    async def served(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            scope = {**scope, "headers": [*scope["headers"], _TLS_ENDED_HERE]}
        await serve(scope, receive, send)

    return served


def _as_iam_names_it(action_of: Any) -> Any:
    """SQS's batch calls need the right to the single call; IAM knows no action for a batch."""

    def named(*request: Any, **about: Any) -> Any:
        action = action_of(*request, **about)
        is_batch = isinstance(action, str) and action.startswith("sqs:")
        return action.removesuffix("Batch") if is_batch else action

    return named


def _in_numbers(concurrency_of: Any) -> Any:
    """Without this the emulator's poller fails at every standard queue whose limit is a `Ref`."""

    def limited(source: dict[str, Any], *about: Any) -> Any:
        scaling = {name: int(value) for name, value in source.get("ScalingConfig", {}).items()}
        return concurrency_of({**source, "ScalingConfig": scaling}, *about)

    return limited


class _SharedLayers:
    """Unpacks archives of layers once, and links every function's copy to that one."""

    def __init__(self) -> None:
        self._unpack = zipfile.ZipFile.extractall
        self._folder = Path(tempfile.mkdtemp(prefix="layers-"))
        self._known: dict[bytes, Path] = {}
        self._lock = threading.Lock()

    def extract(self, archive: zipfile.ZipFile, path: str) -> None:
        """Stands for `ZipFile.extractall`; a layer is what has nothing but a folder `python`."""
        names = archive.namelist()
        if not names or not all(name.startswith("python/") for name in names):
            self._unpack(archive, path)
            return
        with self._lock:
            Path(path, "python").symlink_to(self._unpacked(archive) / "python")

    def _unpacked(self, archive: zipfile.ZipFile) -> Path:
        listed = [(entry.filename, entry.CRC, entry.file_size) for entry in archive.infolist()]
        key = hashlib.sha256(repr(listed).encode()).digest()
        if key not in self._known:
            folder = self._folder / key.hex()[:16]
            self._unpack(archive, str(folder))
            self._known[key] = folder
        return self._known[key]


def _follow_the_benchs_clock() -> None:
    # Run isolated, this program finds no module of ours by its name.
    ours = runpy.run_path(str(Path(__file__).with_name("waits.py")))
    clock_file = Path(os.environ["BENCH_CLOCK"])
    waits = ours["Waits"](lambda: ours["offset_in"](clock_file), sqs.esm_wake.set)
    ours["follow_the_bench"](sqs, waits)


def _end_with(parent: int) -> None:
    """Leave when the warden is gone: nobody would ever stop us otherwise."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    iam_actions.extract_iam_action = _as_iam_names_it(iam_actions.extract_iam_action)
    lambda_svc._sqs_esm_concurrency = _in_numbers(lambda_svc._sqs_esm_concurrency)
    _follow_the_benchs_clock()
    shared = _SharedLayers()
    zipfile.ZipFile.extractall = lambda archive, path: shared.extract(archive, path)  # type: ignore[method-assign,assignment,misc]
    emulator.app = _behind_tls(emulator.app)
    emulator.main()
