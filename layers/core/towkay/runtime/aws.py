"""How are AWS clients made: which time-outs, how many tries?"""

import logging
from typing import Any

import boto3
from botocore.config import Config

from towkay.runtime.clock_watch import ClockWatch

# A function of 5 s must be able to see one call fail and still say so. Retries are safe on AWS
# calls: every write of ours is conditional or deduplicated by its queue.
_CONFIG = Config(
    connect_timeout=1,
    read_timeout=2,
    retries={"mode": "standard", "total_max_attempts": 2},
)
# For what is good to have and must never cost a worker its time.
_HASTY = Config(connect_timeout=0.5, read_timeout=0.5, retries={"total_max_attempts": 1})

# One machine, one clock: what an answer to any client says of it is said once.
CLOCK_WATCH = ClockWatch()

# Their debug lines quote whole requests and answers: tokens, secrets, what shoppers wrote. No
# LogLevel of a deployment may bring those into a log.
_TALKATIVE = ("boto3", "botocore", "s3transfer", "urllib3")
for _name in _TALKATIVE:
    logging.getLogger(_name).setLevel(logging.WARNING)


def aws_client(service: str, *, hasty: bool = False, decides: bool = False) -> Any:
    """A low-level client; make it at module level, so that the init phase pays for it.

    Every answer is a look at a clock that is right. With `decides`, reads raise `ClockOff` while
    ours is not.
    """
    config = _HASTY if hasty else _CONFIG
    client = boto3.client(service, config=config)  # type: ignore[call-overload]  # any service
    return CLOCK_WATCH.watch(client, refuses_reads=decides)
