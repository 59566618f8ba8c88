"""The built bundle: where it is, and what its functions need to run without AWS."""

import json
import os
import platform
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from tests.support.template import REGION, ROOT, environment_of, functions

BUILT = ROOT / ".aws-sam" / "build"
PYTHON = ROOT / ".tools" / "lambda" / "bin" / "python"
LAYERS = [BUILT / "DependenciesLayer" / "python", BUILT / "CoreLayer" / "python"]
VERIFY: dict[str, Any] = {
    "app_id": "1",
    "verify_token": "open-sesame",
    "secrets": [{"value": "s" * 32, "until": None}],
    "accounts": {"100": "demo"},
}
# What AWS answers to the few calls that a function makes on an empty stack.
_ANSWERS: dict[str, dict[str, Any]] = {
    "AmazonSSM.GetParameter": {"Parameter": {"Name": "verify", "Value": json.dumps(VERIFY)}},
    "AmazonSQS.SendMessageBatch": {"Successful": [{"Id": "0", "MessageId": "m-1"}], "Failed": []},
    "DynamoDB_20120810.Query": {"Items": [], "Count": 0, "ScannedCount": 0},
}


def why_it_cannot_run() -> str | None:
    """The reason, in plain words and with what to do, or None."""
    return why_not_built() or why_another_machines()


def why_not_built() -> str | None:
    if not (BUILT / "template.yaml").exists() or not PYTHON.exists():
        return "no built bundle: run make build, or make test"
    return None


def why_another_machines() -> str | None:
    if sys.version_info[:2] != (3, 13):
        return "the bundle is for Python 3.13: make clean, then make test with PYTHON=python3.13"
    built_for = (BUILT / "template.yaml").read_text().count("BuildArchitecture: x86_64")
    if platform.machine() != ("x86_64" if built_for else "aarch64"):
        return "the bundle is for other processors: make build with ARCHITECTURE=arm64 or x86_64"
    return None


def folder_of(function: str) -> Path:
    return BUILT / functions()[function]


def environment(
    function: str, endpoint: str, *more: Path, code: Path | None = None
) -> dict[str, str]:
    """The template's variables and the least that Lambda itself would add; `more` are layers."""
    folder = code or folder_of(function)
    lambda_own = {
        "PATH": os.defpath,
        "HOME": "/nonexistent",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_LAMBDA_FUNCTION_NAME": function,
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
        "AWS_LAMBDA_FUNCTION_TIMEOUT": "10",
        "LAMBDA_TASK_ROOT": str(folder),
        "PYTHONPATH": os.pathsep.join(map(str, [folder, *LAYERS, *more])),
    }
    return environment_of(function) | lambda_own


class _Aws(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        body = json.dumps(_ANSWERS[self.headers["X-Amz-Target"]]).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: a test's output is its result."""


@contextmanager
def empty_aws() -> Iterator[str]:
    """An endpoint that answers as AWS does for a stack with one endpoint's secret and no data."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Aws)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def lambda_runtime(
    function: str, endpoint: str, *more: Path, code: Path | None = None
) -> Iterator[str]:
    """Lambda's own runtime around the built function; yields the address that invokes it.

    `code` puts another `app.py` in the function's place.

    One call at a time: the emulator of the runtime interface dies of two at once.
    """
    library = ROOT / ".tools" / "sam" / "lib"
    machine = "arm64" if platform.machine() == "aarch64" else "x86_64"
    (emulator,) = library.glob(f"python*/site-packages/samcli/local/rapid/aws-lambda-rie-{machine}")
    runtime_api, invoke = _two_free_ports()
    emulator_command = [str(emulator), "--runtime-api-address", f"127.0.0.1:{runtime_api}"]
    emulator_command += ["--runtime-interface-emulator-address", f"127.0.0.1:{invoke}"]
    process = subprocess.Popen(
        [*emulator_command, str(PYTHON), "-m", "awslambdaric", "app.handler"],
        cwd=code or folder_of(function),
        env=environment(function, endpoint, *more, code=code),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(invoke)
        yield f"http://127.0.0.1:{invoke}/2015-03-31/functions/function/invocations"
    finally:
        process.terminate()
        process.wait(timeout=10)


def invoke(url: str, event: dict[str, Any]) -> Any:
    request = Request(url, data=json.dumps(event).encode())
    with urlopen(request, timeout=20) as response:
        return json.load(response)


def _two_free_ports() -> tuple[int, int]:
    """Both held at once: one after the other they may be the same."""
    with socket.socket() as first, socket.socket() as second:
        for probe in (first, second):
            probe.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]


def _wait_for(port: int, patience: float = 10) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
