"""Which endpoints does a deployment have, and what is stored of each?

Their names stand in a parameter of their own, which is written beside every secret: whoever looks
after accounts reads by name, and needs no right to list what there is.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.joined import channel_named
from towkay.adapters.secrets_json import send_secrets, verify_secrets
from towkay.adapters.ssm import (
    Report,
    parameter_name,
    parsed,
    raise_unless_absent,
    report_nothing,
)
from towkay.domain.channels import Channel
from towkay.domain.endpoints import Endpoint
from towkay.domain.secrets import is_endpoint_name

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient

T = TypeVar("T")


def index_name(stage: str) -> str:
    """The parameter that names all endpoints of a stage, each as channel/endpoint."""
    return f"/towkay/{stage}/endpoints"


class SsmEndpoints:
    """`ports.EndpointBook`. `report` is told which parameter is unusable, and why."""

    def __init__(
        self,
        client: "SSMClient",
        stage: str,
        *,
        gate: Gate = open_gate,
        report: Report = report_nothing,
    ) -> None:
        self._client = client
        self._stage = stage
        self._gate = gate
        self._report = report

    def endpoints(self) -> list[Endpoint]:
        """Every endpoint, in the order of their names."""
        index = self._read(index_name(self._stage))
        return [self._endpoint(*place) for place in places(str(index["Value"]) if index else "")]

    def _endpoint(self, channel: Channel, name: str) -> Endpoint:
        verify, _ = self._secrets(channel, name, "verify", verify_secrets)
        send, written = self._secrets(channel, name, "send", send_secrets)
        return Endpoint(channel, name, verify, send, written)

    def _secrets(
        self, channel: Channel, name: str, kind: str, parse: Callable[[str], T]
    ) -> tuple[T | None, datetime | None]:
        """What is stored, and when it was written; nothing when it is unusable."""
        parameter = self._read(parameter_name(self._stage, channel, name, kind))
        if parameter is None:
            return None, None
        found = parsed(parse, parameter, self._report)
        return found, None if found is None else parameter.get("LastModifiedDate")

    def _read(self, name: str) -> Any:
        """The parameter; None when there is none. Raises `ServiceUnavailable`."""
        try:
            with self._gate(CallSite.ENDPOINTS_READ):
                return self._client.get_parameter(Name=name, WithDecryption=True)["Parameter"]
        except (ClientError, BotoCoreError) as error:
            raise_unless_absent(error, "endpoints")
            return None


def places(index: str) -> list[tuple[Channel, str]]:
    """The channels and names that the parameter lists, in order."""
    return [place for name in sorted(index.split()) if (place := _place(name))]


def _place(name: str) -> tuple[Channel, str] | None:
    """None for a channel of a deployment that knew more of them."""
    channel, _, endpoint = name.partition("/")
    try:
        return (channel_named(channel), endpoint) if is_endpoint_name(endpoint) else None
    except ValueError:
        return None
