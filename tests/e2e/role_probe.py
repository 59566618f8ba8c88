"""A function that tries AWS calls with the rights of the role it is given.

`event` is a list of `[service, operation, arguments]`. The answer holds the error code of each
call, or "ok".
"""

import functools
from typing import Any

import boto3
from botocore.exceptions import ClientError

client = functools.cache(boto3.client)


def handler(event: list[Any], context: object) -> list[str]:
    return [attempt(*call) for call in event]


def attempt(service: str, operation: str, arguments: dict[str, Any]) -> str:
    try:
        getattr(client(service), operation)(**arguments)
    except ClientError as error:
        return str(error.response["Error"]["Code"])
    return "ok"
