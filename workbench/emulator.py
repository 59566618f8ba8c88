"""The embedded AWS: one ministack of our own, in its own processes, folder and port."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from workbench.clock import CLOCK_FILE
from workbench.errors import WorkbenchError
from workbench.paths import EMULATOR_PYTHON

_HERE = Path(__file__).resolve().parent
_READY_WITHIN_S = 30
_STOP_WITHIN_S = 15


@dataclass(slots=True)
class Emulator:
    """A running emulator. `stop` ends every process and removes `folder`."""

    endpoint: str
    folder: Path
    warden: "subprocess.Popen[bytes]"

    def stop(self) -> None:
        if self.warden.stdin and not self.warden.stdin.closed:
            self.warden.stdin.close()
        try:
            self.warden.wait(_STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            os.killpg(self.warden.pid, 9)

    @property
    def log_file(self) -> Path:
        """Where it writes, and what the functions log with it."""
        return self.folder / "emulator.log"

    def log(self) -> str:
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""


def start(folder: Path) -> Emulator:
    """Start an emulator that keeps everything below `folder`; return without waiting for it."""
    if not EMULATOR_PYTHON.exists():
        raise WorkbenchError(
            "還沒有安裝內嵌的 AWS（.tools/emulator）：請執行 make setup\n"
            "  The embedded AWS is not installed (.tools/emulator). Run: make setup"
        )
    port = free_port()
    (folder / "tmp").mkdir(exist_ok=True)
    command = [str(EMULATOR_PYTHON), "-I", str(_HERE / "launch.py")]
    warden = subprocess.Popen(  # noqa: S603 - fixed command
        [sys.executable, "-I", str(_HERE / "warden.py"), str(folder), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(folder, port),
        start_new_session=True,  # its own process group, so that all of it can be ended at once
    )
    return Emulator(f"http://127.0.0.1:{port}", folder, warden)


def wait_ready(emulator: Emulator) -> None:
    """Return when the emulator answers. Raises `WorkbenchError` with the end of its log."""
    deadline = time.monotonic() + _READY_WITHIN_S
    while time.monotonic() < deadline:
        if _answers(emulator.endpoint):
            return
        if emulator.warden.poll() is not None or "ERROR:" in emulator.log():
            break
        time.sleep(0.03)
    tail = "\n".join(emulator.log().splitlines()[-15:])
    raise WorkbenchError(
        "內嵌的 AWS 沒有啟動，它最後說的是：\n"
        f"  The embedded AWS did not start. Its last words:\n{tail}"
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(endpoint: str) -> bool:
    try:
        with urllib.request.urlopen(f"{endpoint}/_ministack/ready", timeout=1) as response:  # noqa: S310
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _environment(folder: Path, port: int) -> dict[str, str]:
    """Nothing of the caller's environment: no credentials, no profile, no proxy."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "TMPDIR": str(folder / "tmp"),
        "S3_DATA_DIR": str(folder / "tmp" / "s3"),
        "STATE_DIR": str(folder / "tmp" / "state"),
        "BENCH_CLOCK": str(folder / CLOCK_FILE),
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "AUTH": "true",  # roles and policies are enforced
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
        "DOCKER_HOST": "tcp://127.0.0.1:9",  # never reach for a Docker engine of this machine
        "AWS_EC2_METADATA_DISABLED": "true",
    }
