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
from workbench.secrets_forms import Detail, Form, form_of
from workbench.secrets_next import steps
from workbench.targets import Target

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient


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
        raise WorkbenchError(
            f"要是一個 JSON 物件 · The secrets must be a JSON object:\n  {form_of(channel).text}"
        )
    return given


def _asked(
    channel: str, *, ask: Callable[[str], str], ask_secretly: Callable[[str], str]
) -> dict[str, Any]:
    form = form_of(channel)
    given: dict[str, Any] = {}
    if form.app:
        given["app_id"] = ask("Meta app id: ")
        given["verify_token"] = ask_secretly("verify token (hidden): ")
    given[form.signs] = ask_secretly(f"{form.signs.replace('_', ' ')} (hidden): ")
    account = ask(form.prompt)
    brand = ask("brand: ")
    told = {"brand": brand, "token": ask_secretly("token (hidden): ")}
    details = {one.name: ask(one.prompt).strip() for one in form.details}
    facts = {name: value for name, value in details.items() if value}
    given["accounts"] = {account: told | ({"facts": facts} if facts else {})}
    return given


def endpoint_from(channel: str, endpoint: str, given: dict[str, Any]) -> EndpointSecrets:
    """Raises `WorkbenchError` naming what is missing, never a value."""
    form = form_of(channel)
    try:
        return _endpoint(form, channel, endpoint, given)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise WorkbenchError(
            "少了欄位，或有欄位是空的 · Something is missing or empty. "
            f"格式 The form is:\n  {form.text}"
        ) from error


def _endpoint(form: Form, channel: str, endpoint: str, given: dict[str, Any]) -> EndpointSecrets:
    signing, accounts = _filled(given[form.signs]), given["accounts"]
    if not accounts:
        raise KeyError("accounts")
    facts = {account.strip(): _facts(form.details, one) for account, one in accounts.items()}
    return EndpointSecrets(
        channel=channel,
        endpoint=endpoint,
        app_id=_filled(given["app_id"]) if form.app else "",
        brands={account.strip(): _filled(one["brand"]) for account, one in accounts.items()},
        verify_token=_filled(given["verify_token"]) if form.app else "",
        signing_secret=signing,
        app_secret=signing if form.app else "",
        tokens={account.strip(): _filled(one["token"]) for account, one in accounts.items()},
        facts={account: known for account, known in facts.items() if known},
    )


def _facts(details: tuple[Detail, ...], one: dict[str, Any]) -> dict[str, str]:
    """What is told of an account besides its token. Raises `KeyError` for what must be told."""
    told = dict(one.get("facts") or {})
    unknown = told.keys() - {detail.name for detail in details}
    missing = {detail.name for detail in details if detail.required} - told.keys()
    if unknown or missing:
        raise KeyError("facts")
    return {name: _filled(value) for name, value in told.items()}


def _filled(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("empty")
    return value.strip()
