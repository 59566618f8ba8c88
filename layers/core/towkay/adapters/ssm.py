"""The endpoints' secrets, from SSM parameters: cached for minutes, closed when in doubt."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from towkay.adapters.aws_failures import failure_code
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.secrets_json import UnusableSecrets, send_secrets, verify_secrets
from towkay.adapters.timed_cache import TimedCache
from towkay.domain.channels import Channel
from towkay.domain.errors import ServiceUnavailable
from towkay.domain.secrets import SendSecrets, VerifySecrets, is_endpoint_name
from towkay.ports.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient

Report = Callable[[str, str], None]
T = TypeVar("T")


def parameter_name(stage: str, channel: Channel, endpoint: str, kind: str) -> str:
    """Where `kind`, "verify" or "send", of an endpoint's secrets is kept."""
    return f"/towkay/{stage}/{channel}/{endpoint}/{kind}"


def report_nothing(name: str, problem: str) -> None:
    """For callers that do not log."""


class _SsmSecrets(ABC, Generic[T]):
    """Secrets of one kind. `report` is told which parameter is unusable, and why."""

    kind: str

    def __init__(
        self,
        client: "SSMClient",
        stage: str,
        clock: Clock,
        *,
        gate: Gate = open_gate,
        report: Report = report_nothing,
    ) -> None:
        self._client = client
        self._stage = stage
        self._gate = gate
        self._report = report
        self._cache: TimedCache[T] = _cache(clock)

    def read(self, channel: Channel, endpoint: str, *, fresh: bool = False) -> T | None:
        """None when the endpoint has none that are usable. Raises `ServiceUnavailable`."""
        if not is_endpoint_name(endpoint):
            return None
        name = parameter_name(self._stage, channel, endpoint, self.kind)
        return self._cache.get(name, self._load, fresh=fresh)

    def _load(self, name: str) -> T | None:
        try:
            parameter = self._parameter(name)
        except (ClientError, BotoCoreError) as error:
            raise_unless_absent(error, "secrets")
            return None
        return parsed(self._parsed, parameter, self._report)

    @abstractmethod
    def _parameter(self, name: str) -> Any:
        """The parameter, through the gate of its kind."""

    @staticmethod
    @abstractmethod
    def _parsed(text: str) -> T:
        """What a parameter's text holds. Raises `UnusableSecrets`."""


class SsmVerifySecrets(_SsmSecrets[VerifySecrets]):
    """`ports.VerifySecretStore`."""

    kind = "verify"
    _parsed = staticmethod(verify_secrets)

    def _parameter(self, name: str) -> Any:
        with self._gate(CallSite.VERIFY_SECRETS_READ):
            return self._client.get_parameter(Name=name, WithDecryption=True)["Parameter"]


class SsmSendSecrets(_SsmSecrets[SendSecrets]):
    """What the gateway presents."""

    kind = "send"
    _parsed = staticmethod(send_secrets)

    def _parameter(self, name: str) -> Any:
        with self._gate(CallSite.SEND_SECRETS_READ):
            return self._client.get_parameter(Name=name, WithDecryption=True)["Parameter"]


def _cache(clock: Clock) -> TimedCache[Any]:
    return TimedCache(
        clock,
        life=timedelta(minutes=5),
        absent_life=timedelta(seconds=30),  # a new endpoint must not wait for minutes
        fresh_every=timedelta(seconds=30),  # refusals must not become a stream of reads
        most=256,  # anybody may ask for any endpoint
        most_absent=32,  # about one read a second: SSM grants an account 40
    )


def raise_unless_absent(error: ClientError | BotoCoreError, what: str) -> None:
    """Raises `ServiceUnavailable` when the service did not say that there is no parameter."""
    code = failure_code(error)
    if code != "ParameterNotFound":
        raise ServiceUnavailable(f"{what}: {code}") from None


def parsed(parse: Callable[[str], T], parameter: Any, report: Report) -> T | None:
    """What a parameter holds; None for what is unusable, of which `report` is told."""
    try:
        return parse(parameter["Value"])
    except UnusableSecrets as error:
        report(parameter["Name"], str(error))
        return None
