"""Which AWS is a command for: a bench on this machine, or the account of the environment?"""

import json
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

from workbench import bench_file, deploy
from workbench.aws import QUICK, arn_of, root_session
from workbench.clock import real_time
from workbench.errors import WorkbenchError
from workbench.publish import Shelf

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_ssm import SSMClient

LOCAL = "local"
_TURN_RETENTION_DAYS = 90  # the template's own, for a stack from before it was an output


@dataclass(frozen=True, slots=True)
class Stack:
    """A deployed stack: its id and what it tells of itself."""

    id: str
    outputs: Mapping[str, str]

    @property
    def pseudonym_key(self) -> str:
        """The key of contacts in its logs, as the template makes it from the stack's id."""
        return self.id.split("/")[2]

    @property
    def turn_retention_days(self) -> int:
        """How long it keeps turns: whoever writes one beside its functions keeps to that."""
        return int(self.outputs.get("TurnRetentionInDays", _TURN_RETENTION_DAYS))


@dataclass(frozen=True, slots=True)
class Target:
    """`endpoint` is None for AWS itself."""

    endpoint: str | None
    stage: str
    session: boto3.Session

    @property
    def _config(self) -> Config | None:
        """A bench answers at once or not at all; AWS gets the usual patience."""
        return QUICK if self.endpoint else None

    @property
    def ssm(self) -> "SSMClient":
        return self.session.client("ssm", endpoint_url=self.endpoint, config=self._config)

    @property
    def functions(self) -> "LambdaClient":
        return self.session.client("lambda", endpoint_url=self.endpoint, config=self._config)

    @property
    def sqs(self) -> "SQSClient":
        return self.session.client("sqs", endpoint_url=self.endpoint, config=self._config)

    @property
    def dynamodb(self) -> "DynamoDBClient":
        return self.session.client("dynamodb", endpoint_url=self.endpoint, config=self._config)

    def now(self) -> datetime:
        """The time it is there: a bench may be days ahead."""
        for bench in bench_file.running() if self.endpoint else ():
            if bench.aws == self.endpoint:
                clock = f"{bench.simulators}/clock"
                with urllib.request.urlopen(clock, timeout=10) as answer:  # noqa: S310 - our own
                    return datetime.fromisoformat(json.load(answer)["now"])
        return real_time()

    def shelf(self) -> Shelf:
        """Raises `WorkbenchError` when the stack is not there."""
        outputs = self.stack().outputs
        return Shelf(
            self.session.client("s3", endpoint_url=self.endpoint, config=self._config),
            self.dynamodb,
            outputs["PacksBucket"],
            outputs["TableName"],
        )

    def function_name(self, logical_id: str) -> str:
        """Raises `WorkbenchError` when the stack has no such function."""
        outputs = self.stack().outputs
        if f"{logical_id}Name" not in outputs:
            raise WorkbenchError(
                f"這套系統沒有 {logical_id} 這個函式：部署的是較舊的版本嗎？\n"
                f"  The stack has no function {logical_id}: was an older version deployed?"
            )
        return outputs[f"{logical_id}Name"]

    def queue_arn(self, logical_id: str) -> str:
        """The ARN of one of the stack's queues."""
        return arn_of(self.sqs, self.stack().outputs[f"{logical_id}Url"])

    def stack(self) -> Stack:
        """Raises `WorkbenchError` when the stack is not there."""
        cloudformation = self.session.client(
            "cloudformation", endpoint_url=self.endpoint, config=self._config
        )
        name = f"towkay-{self.stage}"
        try:
            stack = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
        except cloudformation.exceptions.ClientError as error:
            if error.response["Error"]["Code"] != "ValidationError":
                raise  # not allowed, or no longer signed in
            raise WorkbenchError(
                f"這裡沒有 {name} 這套系統：名稱、帳號和區域對嗎？\n"
                f"  There is no stack {name} here: are its name, the account and the region right?"
            ) from error
        outputs = {out["OutputKey"]: out["OutputValue"] for out in stack.get("Outputs", [])}
        return Stack(stack["StackId"], outputs)


def target(endpoint_url: str | None, stage: str | None) -> Target:
    """`local` is the one bench that runs here; None is the account of the environment."""
    if endpoint_url is None:
        if not stage:
            raise WorkbenchError(
                "請說是哪一套部署：--stage 名稱，或 --endpoint-url local\n"
                "  Say which deployment: --stage NAME, or --endpoint-url local."
            )
        return Target(None, stage, boto3.Session())
    endpoint = bench_file.only_one().aws if endpoint_url == LOCAL else endpoint_url
    if not endpoint.startswith(("http://", "https://")):
        raise WorkbenchError(
            f"{endpoint} 不是位址：寫 local，或 http://HOST:PORT\n"
            f"  {endpoint} is no address. Say 'local', or http://HOST:PORT."
        )
    return Target(endpoint, stage or deploy.STAGE, root_session())
