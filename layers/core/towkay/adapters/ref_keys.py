"""What links are signed with, from one SSM parameter of a deployment; none where it is unusable."""

import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from towkay.adapters.aws_failures import failure_code
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.timed_cache import TimedCache
from towkay.domain.errors import ServiceUnavailable
from towkay.ports.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient

_LEAST = 12  # characters: nothing shorter was made to be a key


def ref_keys_name(stage: str) -> str:
    """The parameter of a stage."""
    return f"/towkay/{stage}/refs/key"


def ref_keys_text(keys: Sequence[str]) -> str:
    """What `ref_keys_in` reads."""
    return json.dumps({"keys": [*keys]})


def ref_keys_in(text: str) -> tuple[str, ...]:
    """The usable ones; none in what is no such parameter."""
    try:
        written = json.loads(text)["keys"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ()
    known = written if isinstance(written, list) else []
    return tuple(key for key in known if isinstance(key, str) and len(key) >= _LEAST)


class SsmRefKeys:
    """`ports.RefKeys`. The client is made at the first ref: most conversations meet none."""

    def __init__(
        self,
        connect: Callable[[str], "SSMClient"],
        stage: str,
        clock: Clock,
        gate: Gate = open_gate,
    ) -> None:
        self._connect = connect
        self._name = ref_keys_name(stage)
        self._gate = gate
        self._client: SSMClient | None = None
        self._cache: TimedCache[tuple[str, ...]] = TimedCache(
            clock,
            life=timedelta(minutes=5),
            absent_life=timedelta(minutes=1),
            fresh_every=timedelta(minutes=1),
            most=1,
            most_absent=1,
        )

    def keys(self) -> tuple[str, ...]:
        return self._cache.get(self._name, self._load) or ()

    def _load(self, name: str) -> tuple[str, ...] | None:
        self._client = self._client or self._connect("ssm")
        try:
            with self._gate(CallSite.REF_KEYS_READ):
                answer = self._client.get_parameter(Name=name, WithDecryption=True)
        except (ClientError, BotoCoreError) as error:
            if (code := failure_code(error)) != "ParameterNotFound":
                raise ServiceUnavailable(f"ref keys: {code}") from None
            return None
        return ref_keys_in(answer["Parameter"]["Value"]) or None
