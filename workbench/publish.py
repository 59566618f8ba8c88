"""Make a compiled pack the one a brand answers with."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from towkay.adapters.codec import to_json
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.brand_rules import RULES
from towkay.domain.brands import pack_key
from towkay.packs.compiler import CompiledPack, Mistakes
from towkay.ports.clock import Clock
from workbench.check import MISTAKE, told
from workbench.compiling import compile_folder
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client


_POINT = f"SET pack = :pack, {RULES} = :rules, published_at = :at, version = :next"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a stack keeps its packs, and the pointers to the active ones."""

    s3: "S3Client"
    dynamodb: "DynamoDBClient"
    bucket: str
    table: str

    def for_reader(self, clock: Clock) -> "tuple[DynamoDBClient, str, S3Client, str, Clock]":
        """What every adapter that reads packs is made of."""
        return self.dynamodb, self.table, self.s3, self.bucket, clock


def compiled(folder: Path, now: datetime | None = None) -> CompiledPack:
    """The pack of a brand's folder, as of `now`. Raises `WorkbenchError` when it has mistakes."""
    result = compile_folder(folder, now)
    if isinstance(result, Mistakes):
        count = len(result.mistakes)
        raise WorkbenchError(
            f"{folder}: {count} 個錯誤，還不能發布 · {count} mistake(s), not fit yet\n\n"
            f"{told(result.mistakes, MISTAKE)}"
            f"  改好後再試一次 mend, then again; just to check: towkay check {folder}"
        )
    return result


def publish(shelf: Shelf, pack: CompiledPack, now: datetime) -> int:
    """Upload the pack, then move the pointer; the pointer's version number.

    Raises `WorkbenchError` if somebody else moved the pointer meanwhile.
    """
    shelf.s3.put_object(
        Bucket=shelf.bucket,
        Key=pack_key(pack.brand, pack.version),
        Body=pack.body,
        ContentType="application/json",
    )
    key = {"pk": {"S": keys.brand_pk(pack.brand)}, "sk": {"S": keys.PACK}}
    found = shelf.dynamodb.get_item(TableName=shelf.table, Key=key, ConsistentRead=True)
    seen = int(found.get("Item", {}).get("version", {}).get("N", "0"))
    if found.get("Item", {}).get("pack", {}).get("S") == pack.version:
        return seen
    _move(shelf, key, pack, seen, now)
    return seen + 1


def _move(shelf: Shelf, key: dict[str, Any], pack: CompiledPack, seen: int, now: datetime) -> None:
    untouched = "version = :seen" if seen else "attribute_not_exists(pk)"
    values: dict[str, Any] = {
        ":pack": {"S": pack.version},
        ":rules": {"S": to_json(pack.rules)},
        ":at": {"S": now.isoformat()},
        ":next": {"N": str(seen + 1)},
    }
    if seen:
        values[":seen"] = {"N": str(seen)}
    try:
        shelf.dynamodb.update_item(
            TableName=shelf.table,
            Key=key,
            UpdateExpression=_POINT,
            ConditionExpression=untouched,
            ExpressionAttributeValues=values,
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        raise WorkbenchError(
            "同時有人也發布了：先看看他改了什麼，再發布一次。\n"
            "  Someone else published meanwhile. Look, then publish again."
        ) from error
