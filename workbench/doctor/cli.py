"""`towkay doctor`: how is every account of a deployment, and what is to be done?"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import datetime

from towkay.adapters.active_brands import ActiveBrands
from towkay.adapters.channels.enquiry import ChannelRequests, HttpAccountEnquiry
from towkay.adapters.dynamodb.account_health import DynamoAccountHealth
from towkay.adapters.dynamodb.account_records import DynamoAccountRecords
from towkay.adapters.s3_packs import S3Packs
from towkay.adapters.ssm_endpoints import SsmEndpoints
from towkay.usecases.care import Checkup, Practice, check
from workbench import bench_file, endpoint_index
from workbench.doctor.lines import Teller
from workbench.hosts import hosts_of
from workbench.targets import Stack, Target

HEALTHY, SOMETHING_TO_DO = 0, 1
_DEAD = ("Conversations", "Outbound", "Receipts", "Shipments")


def run(where: Target, options: argparse.Namespace) -> int:
    """Nothing is changed at the platforms, and in the stack no more than the list of endpoints."""
    stack, now = where.stack(), where.now()
    endpoint_index.refresh(where.ssm, where.stage)
    checkups = _checkups(where, stack, now, options.brand)
    dead = _dead_letters(where, stack)
    healthy = bool(checkups) and not dead and not any(one.findings for one in checkups)
    teller = Teller(where.stage, _api(where, stack), _target(where), colour=_colourful())
    if options.json:
        accounts = [teller.plain(one) for one in checkups]
        print(json.dumps({"healthy": healthy, "accounts": accounts, "dead_letters": dead}))
    else:
        _print(checkups, teller, now, dead)
    return HEALTHY if healthy else SOMETHING_TO_DO


def _checkups(where: Target, stack: Stack, now: datetime, brand: str | None) -> list[Checkup]:
    practice = _practice(where, stack, now)
    return [
        check(endpoint, account, now=now, practice=practice)
        for endpoint in SsmEndpoints(where.ssm, where.stage).endpoints()
        for account in endpoint.accounts()
        if brand in (None, endpoint.brand(account))
    ]


def _practice(where: Target, stack: Stack, now: datetime) -> Practice:
    table, shelf = stack.outputs["TableName"], where.shelf()
    packs = S3Packs(*shelf.for_reader(lambda: now))
    return Practice(
        DynamoAccountRecords(where.dynamodb, table),
        DynamoAccountHealth(where.dynamodb, table, lambda: now),
        HttpAccountEnquiry(ChannelRequests(hosts_of(where)), lambda: now),
        ActiveBrands(packs),
    )


def _dead_letters(where: Target, stack: Stack) -> int:
    """How many messages nobody could handle, in all queues."""
    urls = [stack.outputs[f"{name}DeadLetterQueueUrl"] for name in _DEAD]
    return sum(_waiting(where, url) for url in urls)


def _waiting(where: Target, url: str) -> int:
    asked = where.sqs.get_queue_attributes(
        QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"]
    )
    return int(asked["Attributes"]["ApproximateNumberOfMessages"])


def _api(where: Target, stack: Stack) -> str:
    """A bench has its API on a port of its own, which the stack does not know of."""
    for bench in bench_file.running() if where.endpoint else ():
        if bench.aws == where.endpoint:
            return bench.api
    return stack.outputs.get("ApiUrl", "ApiUrl")


def _target(where: Target) -> str:
    """How a command names the same deployment."""
    return f" --endpoint-url {where.endpoint}" if where.endpoint else f" --stage {where.stage}"


def _colourful() -> bool:
    return sys.stdout.isatty()


def _print(checkups: Sequence[Checkup], teller: Teller, now: datetime, dead: int) -> None:
    for one in checkups:
        print("\n".join(teller.lines(one, now)))
    if not checkups:
        print("這裡沒有帳號 · There is no account here: towkay secrets put, docs/deploying.md")
    if dead:
        print(f"✗ 有 {dead} 則處理不了的訊息 · {dead} dead letter(s): towkay dead-letters")
    sick = sum(bool(one.findings) for one in checkups)
    print(
        f"{len(checkups)} 個帳號，{sick} 個要處理 · {len(checkups)} account(s), {sick} with "
        "something to do"
    )
