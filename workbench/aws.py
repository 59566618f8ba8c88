"""Clients of the embedded AWS, for the workbench itself."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import EndpointConnectionError, HTTPClientError

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_ssm import SSMClient

REGION = "us-east-1"
_ROOT = "test"  # the emulator's own root key; functions get their roles' sessions instead
QUICK = Config(
    connect_timeout=2,
    read_timeout=40,  # longer than any function's time-out
    retries={"total_max_attempts": 1},
    max_pool_connections=20,
    s3={"addressing_style": "path"},
)


def root_session() -> boto3.Session:
    """Who may do anything on a bench, and nothing on AWS itself."""
    return boto3.Session(_ROOT, _ROOT, region_name=REGION)


@contextmanager
def while_it_stands() -> Iterator[None]:
    """Calls of a bench to its own AWS, which goes down with it. Raises `WorkbenchError` then."""
    try:
        yield
    except (HTTPClientError, EndpointConnectionError) as error:
        raise WorkbenchError(
            "內嵌的 AWS 已經不在：工作台正在關閉。\n"
            "  The embedded AWS is gone: the bench is going down."
        ) from error


def arn_of(sqs: "SQSClient", queue_url: str) -> str:
    found = sqs.get_queue_attributes(QueueUrl=queue_url, AttributeNames=["QueueArn"])
    return found["Attributes"]["QueueArn"]


@dataclass(frozen=True)
class LocalAws:
    """One client per service, made when first asked for; safe to share between threads."""

    endpoint: str
    _session: boto3.Session = field(default_factory=root_session)
    # Sessions are not thread-safe while they make a client.
    _making: threading.RLock = field(default_factory=threading.RLock)

    @cached_property
    def cloudformation(self) -> "CloudFormationClient":
        with self._making:
            return self._session.client("cloudformation", endpoint_url=self.endpoint, config=QUICK)

    @cached_property
    def s3(self) -> "S3Client":
        with self._making:
            return self._session.client("s3", endpoint_url=self.endpoint, config=QUICK)

    @cached_property
    def sqs(self) -> "SQSClient":
        with self._making:
            return self._session.client("sqs", endpoint_url=self.endpoint, config=QUICK)

    @cached_property
    def ssm(self) -> "SSMClient":
        with self._making:
            return self._session.client("ssm", endpoint_url=self.endpoint, config=QUICK)

    @cached_property
    def dynamodb(self) -> "DynamoDBClient":
        with self._making:
            return self._session.client("dynamodb", endpoint_url=self.endpoint, config=QUICK)

    @cached_property
    def functions(self) -> "LambdaClient":
        with self._making:
            return self._session.client("lambda", endpoint_url=self.endpoint, config=QUICK)
