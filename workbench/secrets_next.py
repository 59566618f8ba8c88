"""What is left to do once an endpoint's secrets are stored?"""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from botocore.exceptions import BotoCoreError, ClientError

from towkay.adapters.dynamodb import keys
from workbench import bench_file
from workbench.errors import WorkbenchError
from workbench.targets import Target

_MINUTES = 5  # how long functions may remember what they read


def steps(where: Target, channel: str, endpoint: str, brands: Iterable[str]) -> Iterator[str]:
    """The webhook's address, when the secrets hold, and the brands that have no answers yet."""
    outputs: dict[str, str] = {}
    with suppress(WorkbenchError, BotoCoreError, ClientError):  # not deployed yet, or no right
        outputs.update(where.stack().outputs)
    address = f"{_api(where, outputs)}/webhooks/{channel}/{endpoint}"
    yield "下一步：在通路的主控台填上 webhook 網址 · next, enter the webhook's address there:"
    yield f"  {address}"
    yield f"函式會在 {_MINUTES} 分鐘內改用 · functions take it up within {_MINUTES} minutes"
    table = outputs.get("TableName")
    for brand in sorted(set(brands)) if table else ():
        with suppress(BotoCoreError, ClientError):
            if not _published(where, str(table), brand):
                yield (
                    f"注意：{brand} 還沒發布，客人不會收到回覆 · careful: nobody is answered yet,\n"
                    f"  {brand} is not published: towkay publish DIR"
                )


def _api(where: Target, outputs: dict[str, str]) -> str:
    """A bench has its API on a port of its own, which the stack does not know of."""
    for bench in bench_file.running() if where.endpoint else ():
        if bench.aws == where.endpoint:
            return bench.api
    return outputs.get("ApiUrl", "ApiUrl").rstrip("/")


def _published(where: Target, table: str, brand: str) -> bool:
    key = {"pk": {"S": keys.brand_pk(brand)}, "sk": {"S": keys.PACK}}
    return "Item" in where.dynamodb.get_item(TableName=table, Key=key)
