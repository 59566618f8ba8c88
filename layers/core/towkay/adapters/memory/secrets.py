"""The endpoints' secrets over a dict of parameter texts, read as strictly as the real ones."""

from collections.abc import Callable, MutableMapping
from typing import TypeVar

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.secrets_json import UnusableSecrets, send_secrets, verify_secrets
from towkay.domain.channels import Channel
from towkay.domain.secrets import SendSecrets, VerifySecrets

Endpoint = tuple[Channel, str]
T = TypeVar("T")


class MemoryVerifySecrets:
    """`ports.VerifySecretStore`, without a cache: every read is fresh."""

    def __init__(self, texts: MutableMapping[Endpoint, str], gate: Gate = open_gate) -> None:
        self._texts = texts
        self._gate = gate

    def read(self, channel: Channel, endpoint: str, *, fresh: bool = False) -> VerifySecrets | None:
        with self._gate(CallSite.VERIFY_SECRETS_READ):
            return _parsed(verify_secrets, self._texts.get((channel, endpoint)))


class MemorySendSecrets:
    """Stands in for `SsmSendSecrets`, without a cache: every read is fresh."""

    def __init__(self, texts: MutableMapping[Endpoint, str], gate: Gate = open_gate) -> None:
        self._texts = texts
        self._gate = gate

    def read(self, channel: Channel, endpoint: str, *, fresh: bool = False) -> SendSecrets | None:
        with self._gate(CallSite.SEND_SECRETS_READ):
            return _parsed(send_secrets, self._texts.get((channel, endpoint)))


def _parsed(parse: Callable[[str], T], text: str | None) -> T | None:
    if text is None:
        return None
    try:
        return parse(text)
    except UnusableSecrets:
        return None
