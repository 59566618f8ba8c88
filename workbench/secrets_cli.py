"""`towkay secrets`: ask for the secrets of an endpoint and store them, or list what is stored."""

import argparse
import getpass
import json
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import secrets
from workbench.clock import real_time
from workbench.errors import WorkbenchError
from workbench.secrets import EndpointSecrets
from workbench.secrets_check import refuse_bad_name, refuse_mistyped
from workbench.secrets_next import steps
from workbench.simulators.accounts import LINE, MESSENGER
from workbench.targets import Target

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient

_FORM = {
    MESSENGER: '{"app_id", "app_secret", "verify_token", "accounts": {PAGE: {"brand", "token"}}}',
    LINE: '{"channel_secret", "accounts": {BOT_USER_ID: {"brand", "token"}}}',
}
_SIGNS = {MESSENGER: "app_secret", LINE: "channel_secret"}


def run(where: Target, options: argparse.Namespace) -> int:
    """Store the secrets, then say what is left to do."""
    stored = put(where.ssm, where.stage, options)
    print("\n".join(steps(where, stored.channel, stored.endpoint, stored.brands.values())))
    return 0


def put(ssm: "SSMClient", stage: str, options: argparse.Namespace) -> EndpointSecrets:
    """Values come from a file, from standard input or from prompts; never from arguments."""
    refuse_bad_name(options.endpoint)
    given = _given(options.channel, options.file)
    endpoint = endpoint_from(options.channel, options.endpoint, given)
    refuse_mistyped(endpoint)
    if options.rotate:
        overlap = timedelta(hours=options.overlap_hours)
        names = secrets.rotate(ssm, stage, endpoint, now=real_time(), overlap=overlap)
    else:
        names = secrets.put(ssm, stage, endpoint)
    print("\n".join(f"written {name}" for name in names))
    return endpoint


def show(ssm: "SSMClient", stage: str) -> int:
    lines = secrets.show(ssm, stage, real_time())
    print("\n".join(lines) or f"nothing is stored below /towkay/{stage}")
    return 0


def _given(channel: str, file: str | None) -> dict[str, Any]:
    if file is None and sys.stdin.isatty():
        return _asked(channel, ask=input, ask_secretly=getpass.getpass)
    try:
        given = json.loads(
            sys.stdin.read() if file in (None, "-") else Path(str(file)).read_bytes()
        )
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise WorkbenchError(f"The secrets must be a JSON object: {_FORM[channel]}")
    return given


def _asked(
    channel: str, *, ask: Callable[[str], str], ask_secretly: Callable[[str], str]
) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if channel == MESSENGER:
        given["app_id"] = ask("Meta app id: ")
        given["verify_token"] = ask_secretly("verify token (hidden): ")
    given[_SIGNS[channel]] = ask_secretly(f"{_SIGNS[channel].replace('_', ' ')} (hidden): ")
    account = ask("Page id: " if channel == MESSENGER else "bot user id (U…): ")
    brand = ask("brand: ")
    given["accounts"] = {account: {"brand": brand, "token": ask_secretly("token (hidden): ")}}
    return given


def endpoint_from(channel: str, endpoint: str, given: dict[str, Any]) -> EndpointSecrets:
    """Raises `WorkbenchError` naming what is missing, never a value."""
    try:
        signing = _filled(given[_SIGNS[channel]])
        accounts = given["accounts"]
        if not accounts:
            raise KeyError("accounts")
        return EndpointSecrets(
            channel=channel,
            endpoint=endpoint,
            app_id=_filled(given["app_id"]) if channel == MESSENGER else "",
            brands={account.strip(): _filled(one["brand"]) for account, one in accounts.items()},
            verify_token=_filled(given["verify_token"]) if channel == MESSENGER else "",
            signing_secret=signing,
            app_secret=signing if channel == MESSENGER else "",
            tokens={account.strip(): _filled(one["token"]) for account, one in accounts.items()},
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise WorkbenchError(
            "少了欄位，或有欄位是空的 · Something is missing or empty. "
            f"格式 The form is:\n  {_FORM[channel]}"
        ) from error


def _filled(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("empty")
    return value.strip()
