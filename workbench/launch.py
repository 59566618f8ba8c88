"""Start the emulator inside its own environment, as if a TLS end stood in front of it.

Queue and bucket policies refuse plain HTTP (`aws:SecureTransport`). The hop from this machine to
itself is never on a network, so it is marked as TLS here, and the policies stay as deployed.
Batch calls of SQS are authorised as AWS authorises them, and a queue's concurrency is a number even
when a template's parameter brings it as text. A layer is unpacked once for all functions
that have it, which is most of what a start would cost. A message that waits for a moment follows
the bench's clock (see `waits`).
"""

import functools
import io
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
_UNPACKED = b"unpacked in"


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
    """Unpacks each layer once; what a function gets of it is a link to that."""

    def __init__(self) -> None:
        self._archive_of = lambda_svc._resolve_layer_zip
        self._unpack = zipfile.ZipFile.extractall
        self._folder = Path(tempfile.mkdtemp(prefix="layers-"))
        self._known: dict[int, tuple[bytes, bytes]] = {}
        self._lock = threading.Lock()

    def archive_of(self, layer: Any) -> bytes | None:
        """Stands for the emulator's look-up: an empty archive that says where the layer lies.

        The whole one has two thousand files. Each start of a function would write, list and judge
        them all again.
        """
        whole = self._archive_of(layer)
        if not whole:
            return None
        with self._lock:
            # An object's id is its own for as long as we keep it.
            if id(whole) not in self._known:
                self._known[id(whole)] = (whole, self._unpacked(whole))
            return self._known[id(whole)][1]

    def extract(self, archive: zipfile.ZipFile, path: str) -> None:
        """Stands for `ZipFile.extractall`."""
        kind, _, folder = archive.comment.partition(b":")
        if kind != _UNPACKED:
            self._unpack(archive, path)
            return
        for entry in Path(os.fsdecode(folder)).iterdir():
            Path(path, entry.name).symlink_to(entry)

    def _unpacked(self, archive: bytes) -> bytes:
        folder = self._folder / str(len(self._known))
        with zipfile.ZipFile(io.BytesIO(archive)) as whole:
            self._unpack(whole, str(folder))
        empty = io.BytesIO()
        with zipfile.ZipFile(empty, "w") as told:
            told.comment = _UNPACKED + b":" + os.fsencode(folder)
        return empty.getvalue()


def _share_layers() -> None:
    shared, size_of = _SharedLayers(), functools.cache(lambda_svc._unzipped_size)
    whole = lambda_svc._resolve_layer_zip
    # The limit on what a function and its layers unpack to is held as before.
    lambda_svc._layer_unzipped_size = lambda layer: size_of(whole(layer))
    lambda_svc._resolve_layer_zip = shared.archive_of
    zipfile.ZipFile.extractall = lambda archive, path: shared.extract(archive, path)  # type: ignore[method-assign,assignment,misc]


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
    _share_layers()
    emulator.app = _behind_tls(emulator.app)
    emulator.main()
