"""The two secrets of an endpoint: what webhooks are checked with, and what sends are made with."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient


@dataclass(frozen=True, slots=True)
class EndpointSecrets:
    """One Meta app or one LINE channel. `brands` and `tokens` have the account as their key.

    `signing_secret` signs webhooks: the app secret on Messenger, the channel secret on LINE.
    `app_secret` proves our calls (Messenger); LINE has none.
    """

    channel: str
    endpoint: str
    app_id: str
    brands: Mapping[str, str]
    verify_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    app_secret: str = field(repr=False)
    tokens: Mapping[str, str] = field(repr=False)


def path(stage: str, channel: str, endpoint: str, part: str) -> str:
    return f"/towkay/{stage}/{channel}/{endpoint}/{part}"


def put(ssm: "SSMClient", stage: str, secrets: EndpointSecrets) -> list[str]:
    """Write both parameters; the names written. What was there is replaced."""
    return _write(ssm, stage, secrets, signing=[{"value": secrets.signing_secret, "until": None}])


def rotate(
    ssm: "SSMClient", stage: str, secrets: EndpointSecrets, *, now: datetime, overlap: timedelta
) -> list[str]:
    """Write the new secret and let the present one hold until `now + overlap`.

    Raises `WorkbenchError` when there is nothing to rotate.
    """
    name = path(stage, secrets.channel, secrets.endpoint, "verify")
    present = _read(ssm, name)
    until = (now + overlap).isoformat()
    previous = [
        {"value": known["value"], "until": known["until"] or until}
        for known in present["secrets"]
        if known["value"] != secrets.signing_secret and _holds(known["until"], now)
    ]
    merged = replace(
        secrets,
        app_id=secrets.app_id or present["app_id"],
        verify_token=secrets.verify_token or present["verify_token"],
        brands={**present["accounts"], **secrets.brands},
        tokens={**_tokens(ssm, stage, secrets), **secrets.tokens},
    )
    fresh: dict[str, str | None] = {"value": secrets.signing_secret, "until": None}
    return _write(ssm, stage, merged, signing=[fresh, *previous])


def show(ssm: "SSMClient", stage: str, now: datetime) -> list[str]:
    """One line per stored parameter: its name, version and age. Never a value."""
    pages = ssm.get_paginator("describe_parameters").paginate(
        ParameterFilters=[
            {"Key": "Path", "Option": "Recursive", "Values": [f"/towkay/{stage}"]},
        ]
    )
    return sorted(
        f"{found['Name']}  version {found['Version']}  {_age(now - found['LastModifiedDate'])} old"
        for page in pages
        for found in page["Parameters"]
    )


def _write(
    ssm: "SSMClient", stage: str, secrets: EndpointSecrets, *, signing: list[dict[str, str | None]]
) -> list[str]:
    parts: dict[str, dict[str, Any]] = {
        # First what lets messages in, so that a new secret is never used before it is accepted.
        "verify": {
            "app_id": secrets.app_id,
            "verify_token": secrets.verify_token,
            "secrets": signing,
            "accounts": dict(secrets.brands),
        },
        "send": {"app_secret": secrets.app_secret, "tokens": dict(secrets.tokens)},
    }
    names = []
    for part, content in parts.items():
        name = path(stage, secrets.channel, secrets.endpoint, part)
        ssm.put_parameter(Name=name, Value=json.dumps(content), Type="SecureString", Overwrite=True)
        names.append(name)
    return names


def _read(ssm: "SSMClient", name: str) -> dict[str, Any]:
    try:
        found = ssm.get_parameter(Name=name, WithDecryption=True)
    except ssm.exceptions.ParameterNotFound as error:
        raise WorkbenchError(f"{name} does not exist yet; put it without --rotate.") from error
    content: dict[str, Any] = json.loads(found["Parameter"]["Value"])
    return content


def _tokens(ssm: "SSMClient", stage: str, secrets: EndpointSecrets) -> dict[str, str]:
    stored = _read(ssm, path(stage, secrets.channel, secrets.endpoint, "send"))
    tokens: dict[str, str] = stored["tokens"]
    return tokens


def _holds(until: str | None, now: datetime) -> bool:
    return until is None or now < datetime.fromisoformat(until)


def _age(age: timedelta) -> str:
    hours = int(age.total_seconds() // 3600)
    return f"{hours // 24} d" if hours >= 48 else f"{hours} h"
