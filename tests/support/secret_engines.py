"""Stores of endpoint secrets on every engine."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from tests.support.engines import VirtualClock
from towkay.adapters.channels.reaching import SendSecretReader
from towkay.adapters.memory.secrets import Endpoint, MemorySendSecrets, MemoryVerifySecrets
from towkay.adapters.ssm import SsmSendSecrets, SsmVerifySecrets, parameter_name
from towkay.domain.channels import Channel
from towkay.ports.channels import VerifySecretStore

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient


@dataclass(frozen=True)
class SecretEngine:
    """Both readers over one empty store. `put` takes channel, endpoint, kind and the text."""

    verify: VerifySecretStore
    send: SendSecretReader
    put: Callable[[Channel, str, str, str], object]


def memory_secrets() -> SecretEngine:
    texts: dict[str, dict[Endpoint, str]] = {"verify": {}, "send": {}}

    def put(channel: Channel, endpoint: str, kind: str, text: str) -> None:
        texts[kind][channel, endpoint] = text

    return SecretEngine(MemoryVerifySecrets(texts["verify"]), MemorySendSecrets(texts["send"]), put)


def ssm_secrets(client: "SSMClient") -> SecretEngine:
    stage = f"s{uuid4().hex[:12]}"
    clock = VirtualClock()

    def put(channel: Channel, endpoint: str, kind: str, text: str) -> None:
        name = parameter_name(stage, channel, endpoint, kind)
        client.put_parameter(Name=name, Value=text, Type="SecureString", Overwrite=True)

    return SecretEngine(
        SsmVerifySecrets(client, stage, clock), SsmSendSecrets(client, stage, clock), put
    )
