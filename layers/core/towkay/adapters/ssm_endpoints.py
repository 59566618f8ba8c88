"""Which endpoints does a deployment have? Every one that a secret is stored for."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from towkay.adapters.aws_failures import failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.joined import channel_named
from towkay.adapters.secrets_json import UnusableSecrets, send_secrets, verify_secrets
from towkay.adapters.ssm import Report, report_nothing
from towkay.domain.channels import Channel
from towkay.domain.endpoints import Endpoint
from towkay.domain.secrets import SendSecrets, VerifySecrets

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient

_PARTS = 6  # "", towkay, stage, channel, endpoint, kind


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
        found: dict[tuple[Channel, str], dict[str, Mapping[str, Any]]] = {}
        for parameter in self._parameters():
            place = _place(str(parameter["Name"]))
            if place is not None:
                channel, name, kind = place
                found.setdefault((channel, name), {})[kind] = parameter
        return [self._endpoint(*key, found[key]) for key in sorted(found)]

    def _parameters(self) -> Iterator[Mapping[str, Any]]:
        more: dict[str, Any] = {}
        while True:
            with failures_as_unavailable("endpoints"), self._gate(CallSite.ENDPOINTS_READ):
                page = self._client.get_parameters_by_path(
                    Path=f"/towkay/{self._stage}", Recursive=True, WithDecryption=True, **more
                )
            yield from page["Parameters"]
            if not page.get("NextToken"):
                return
            more = {"NextToken": page["NextToken"]}

    def _endpoint(
        self, channel: Channel, name: str, stored: Mapping[str, Mapping[str, Any]]
    ) -> Endpoint:
        written: datetime | None = stored.get("send", {}).get("LastModifiedDate")
        verify, send = stored.get("verify"), stored.get("send")
        return Endpoint(channel, name, self._verify(verify), self._send(send), written)

    def _verify(self, parameter: Mapping[str, Any] | None) -> VerifySecrets | None:
        try:
            return verify_secrets(parameter["Value"]) if parameter else None
        except UnusableSecrets as error:
            self._report(parameter["Name"] if parameter else "", str(error))
            return None

    def _send(self, parameter: Mapping[str, Any] | None) -> SendSecrets | None:
        try:
            return send_secrets(parameter["Value"]) if parameter else None
        except UnusableSecrets as error:
            self._report(parameter["Name"] if parameter else "", str(error))
            return None


def _place(name: str) -> tuple[Channel, str, str] | None:
    """Channel, endpoint and kind in a parameter's name; None for a name of somebody else's."""
    parts = name.split("/")
    if len(parts) != _PARTS or parts[5] not in ("verify", "send"):
        return None
    try:
        return channel_named(parts[3]), parts[4], parts[5]
    except ValueError:
        return None
