"""How a command ends when something goes wrong: one line that says what to do."""

import errno
import io
import os
import sys
from collections.abc import Callable

from workbench.errors import WorkbenchError

FAILED = 2
# Of files, what people meet most often; the system has no words but its own.
_REASONS = {
    errno.ENOENT: "沒有這個檔案 · ",
    errno.EACCES: "沒有權限 · ",
    errno.EISDIR: "這是資料夾 · ",
    errno.ENOTDIR: "這不是資料夾 · ",
}
_INTERRUPTED = 130  # 128 + SIGINT, as shells have it
_NOBODY_READS = 141  # 128 + SIGPIPE


def run(command: Callable[[], int]) -> int:
    """The exit code of `command`; a mistake of ours still shows its stack trace."""
    try:
        _print_any_letter()
        code = command()
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        _stop_printing()
        return _NOBODY_READS
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:
        if (told := _in_words(error)) is None:
            raise
        print(f"towkay: {told}", file=sys.stderr)
        return FAILED


def _print_any_letter() -> None:
    """A terminal that knows no Chinese shows question marks, and the command goes on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _stop_printing() -> None:
    """The reader has gone (`| head`): what is still buffered must not fail at the very end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _in_words(error: Exception) -> str | None:
    if isinstance(error, WorkbenchError):
        return str(error)
    if isinstance(error, EOFError):
        return "什麼都沒有輸入，所以什麼都沒做 · Nothing was entered, so nothing was done."
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {_REASONS.get(error.errno or 0, '')}{error.strerror}"
    # Only now: whoever can fail so has these libraries loaded, `check` has not.
    from workbench.aws_failures import in_words

    return in_words(error)
