"""The two secrets of an endpoint: what webhooks are checked with, and what sends are made with."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from towkay.adapters.secrets_json import (
    UnusableSecrets,
    send_secrets,
    send_text,
    verify_secrets,
    verify_text,
)
from towkay.adapters.ssm import parameter_name
from towkay.adapters.ssm_endpoints import index_name
from towkay.domain.channels import Channel
from towkay.domain.secrets import SendSecrets, SigningSecret, VerifySecrets
from workbench import endpoint_index
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class EndpointSecrets:
    """One Meta app or one LINE channel. `brands`, `tokens` and `facts` are by account.

    `signing_secret` signs webhooks: the app secret of a Meta app, the channel secret on LINE.
    `app_secret` proves our calls to Meta; LINE has none. `facts` are no secrets: an account's Page,
    its business account.
    """

    channel: str
    endpoint: str
    app_id: str
    brands: Mapping[str, str]
    verify_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    app_secret: str = field(repr=False)
    tokens: Mapping[str, str] = field(repr=False)
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def put(ssm: "SSMClient", stage: str, secrets: EndpointSecrets) -> list[str]:
    """Write both parameters; the names written. What was there is replaced."""
    return _write(ssm, stage, secrets, SigningSecret(secrets.signing_secret))


def rotate(
    ssm: "SSMClient", stage: str, secrets: EndpointSecrets, *, now: datetime, overlap: timedelta
) -> list[str]:
    """Write the new secret and let the present one hold until `now + overlap`.

    Raises `WorkbenchError` when there is nothing to rotate.
    """
    present = _read(ssm, _name(stage, secrets, "verify"), verify_secrets)
    sending = _read(ssm, _name(stage, secrets, "send"), send_secrets)
    previous = [
        SigningSecret(known.value, known.until or now + overlap)
        for known in present.signing
        if known.value != secrets.signing_secret and (known.until is None or now < known.until)
    ]
    merged = replace(
        secrets,
        app_id=secrets.app_id or present.app_id,
        verify_token=secrets.verify_token or present.verify_token,
        brands={**present.accounts, **secrets.brands},
        tokens={**sending.tokens, **secrets.tokens},
        facts={**present.facts, **secrets.facts},
    )
    return _write(ssm, stage, merged, SigningSecret(secrets.signing_secret), *previous)


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
        if found["Name"] != index_name(stage)  # a list of the others, and no secret
    )


def brands(ssm: "SSMClient", stage: str) -> set[str]:
    """The brands that the stored accounts belong to."""
    pages = ssm.get_paginator("get_parameters_by_path").paginate(
        Path=f"/towkay/{stage}", Recursive=True, WithDecryption=True
    )
    texts = [
        str(found["Value"])
        for page in pages
        for found in page["Parameters"]
        if found["Name"].endswith("/verify")
    ]
    with suppress(UnusableSecrets):
        return {brand for text in texts for brand in verify_secrets(text).accounts.values()}
    return set()


def _write(
    ssm: "SSMClient", stage: str, secrets: EndpointSecrets, *signing: SigningSecret
) -> list[str]:
    app_id, facts = secrets.app_id, secrets.facts
    verify = VerifySecrets(app_id, secrets.verify_token, signing, secrets.brands, facts)
    sending = SendSecrets(secrets.app_secret, secrets.tokens, facts)
    texts = {
        # First what lets messages in, so that a new secret is never used before it is accepted.
        _name(stage, secrets, "verify"): verify_text(verify),
        _name(stage, secrets, "send"): send_text(sending),
    }
    for name, text in texts.items():
        ssm.put_parameter(Name=name, Value=text, Type="SecureString", Overwrite=True)
    endpoint_index.refresh(ssm, stage)
    return list(texts)


def _read(ssm: "SSMClient", name: str, parse: Callable[[str], T]) -> T:
    try:
        found = ssm.get_parameter(Name=name, WithDecryption=True)
        return parse(found["Parameter"]["Value"])
    except ssm.exceptions.ParameterNotFound as error:
        raise WorkbenchError(
            f"{name} 還不存在：不要加 --rotate，直接存。\n"
            f"  {name} does not exist yet; put it without --rotate."
        ) from error
    except UnusableSecrets as error:
        raise WorkbenchError(
            f"{name}：{error}；不要加 --rotate，直接存。\n"
            f"  {name}: {error}; put it without --rotate."
        ) from error


def _name(stage: str, secrets: EndpointSecrets, kind: str) -> str:
    return parameter_name(stage, Channel(secrets.channel), secrets.endpoint, kind)


def _age(age: timedelta) -> str:
    hours = int(age.total_seconds() // 3600)
    return f"{hours // 24} d" if hours >= 48 else f"{hours} h"
