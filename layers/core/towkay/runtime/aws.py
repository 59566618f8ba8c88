"""How are AWS clients made: which time-outs, how many tries?"""

import logging
from typing import Any

import boto3
from botocore.config import Config

# A function of 5 s must be able to see one call fail and still say so. Retries are safe on AWS
# calls: every write of ours is conditional or deduplicated by its queue.
_CONFIG = Config(
    connect_timeout=1,
    read_timeout=2,
    retries={"mode": "standard", "total_max_attempts": 2},
)

# Their debug lines quote whole requests and answers: tokens, secrets, what shoppers wrote. No
# LogLevel of a deployment may bring those into a log.
_TALKATIVE = ("boto3", "botocore", "s3transfer", "urllib3")
for _name in _TALKATIVE:
    logging.getLogger(_name).setLevel(logging.WARNING)


def aws_client(service: str) -> Any:
    """A low-level client; make it at module level, so that the init phase pays for it."""
    return boto3.client(service, config=_CONFIG)  # type: ignore[call-overload]  # any service
