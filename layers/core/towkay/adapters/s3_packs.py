"""The brands' active packs: a pointer in the table, contents by their hash in the bucket."""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from towkay.adapters.aws_failures import failure_code, failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import to_item
from towkay.adapters.knowledge import knowledge_from
from towkay.domain.brands import pack_key
from towkay.domain.errors import PackMissing, ServiceUnavailable
from towkay.ports.clock import Clock
from towkay.ports.packs import BrandKnowledge

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

_POINTER_LIFE = timedelta(seconds=30)
_KEPT_PER_BRAND = 2  # the active pack, and the one before it while a pointer moves back and forth


@dataclass(frozen=True, slots=True)
class _Pointer:
    version: str
    read_at: datetime


class S3Packs:
    """`ports.Packs`."""

    def __init__(
        self,
        client: "DynamoDBClient",
        table_name: str,
        s3_client: "S3Client",
        bucket: str,
        clock: Clock,
        gate: Gate = open_gate,
    ) -> None:
        self._client = client
        self._table_name = table_name
        self._s3_client = s3_client
        self._bucket = bucket
        self._clock = clock
        self._gate = gate
        self._pointers: dict[str, _Pointer] = {}
        self._packs: dict[str, OrderedDict[str, BrandKnowledge]] = {}

    def active(self, brand: str) -> BrandKnowledge:
        version = self._version(brand)
        kept = self._packs.setdefault(brand, OrderedDict())
        if version not in kept:
            kept[version] = self._load(brand, version)
            while len(kept) > _KEPT_PER_BRAND:
                kept.popitem(last=False)
        kept.move_to_end(version)
        return kept[version]

    def _version(self, brand: str) -> str:
        now = self._clock()
        pointer = self._pointers.get(brand)
        if pointer and now < pointer.read_at + _POINTER_LIFE:
            return pointer.version
        try:
            version = self._read_pointer(brand)
        except ServiceUnavailable:
            # An answer from a pack that may be a little old is better than none.
            if pointer and pointer.version in self._packs.get(brand, {}):
                return pointer.version
            raise
        self._pointers[brand] = _Pointer(version, now)
        return version

    def _read_pointer(self, brand: str) -> str:
        place = to_item({"pk": keys.brand_pk(brand), "sk": keys.PACK})
        with failures_as_unavailable("pack pointer"), self._gate(CallSite.PACK_POINTER_READ):
            answer = self._client.get_item(
                TableName=self._table_name, Key=place, ProjectionExpression="pack"
            )
        version = answer.get("Item", {}).get("pack", {}).get("S")
        if not version:
            raise PackMissing("no pack was published for the brand")
        return version

    def _load(self, brand: str, version: str) -> BrandKnowledge:
        try:
            with self._gate(CallSite.PACK_READ):
                answer = self._s3_client.get_object(
                    Bucket=self._bucket, Key=pack_key(brand, version)
                )
                body = answer["Body"].read()
        except (ClientError, BotoCoreError) as error:
            code = failure_code(error)
            gone = code in (
                "NoSuchKey",
                "AccessDenied",
            )  # without ListBucket a missing key is denied
            raise (PackMissing if gone else ServiceUnavailable)(f"pack: {code}") from None
        if hashlib.sha256(body).hexdigest() != version:
            raise PackMissing("the pack is not the one its name promises")
        return knowledge_from(body)
