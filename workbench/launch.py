"""Start the emulator inside its own environment, as if a TLS end stood in front of it.

Queue and bucket policies refuse plain HTTP (`aws:SecureTransport`). The hop from this machine to
itself is never on a network, so it is marked as TLS here, and the policies stay as deployed.
Batch calls of SQS are authorised as AWS authorises them.
"""

import os
import threading
import time
from typing import Any

import ministack.app as emulator  # type: ignore[import-not-found,unused-ignore]
from ministack.core import iam_actions  # type: ignore[import-not-found,unused-ignore]

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


def _end_with(parent: int) -> None:
    """Leave when the warden is gone: nobody would ever stop us otherwise."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    iam_actions.extract_iam_action = _as_iam_names_it(iam_actions.extract_iam_action)
    emulator.app = _behind_tls(emulator.app)
    emulator.main()
