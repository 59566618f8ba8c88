"""Where do the brands' packs lie, and which of them were read of late?

A pointer in the table, contents by their hash in the bucket; each is fetched and read once.
"""

import hashlib
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from towkay.adapters.aws_failures import failure_code, failures_as_unavailable
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import to_item
from towkay.domain.brands import pack_key
from towkay.domain.errors import PackMissing, ServiceUnavailable
from towkay.ports.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

T = TypeVar("T")

_POINTER_LIFE = timedelta(seconds=30)
# Without ListBucket a missing key is denied.
_GONE = frozenset({"NoSuchKey", "AccessDenied"})


@dataclass(frozen=True, slots=True)
class _Pointer:
    version: str
    read_at: datetime


class PackShelf:
    """The pointers, kept for a while, and the bytes of each pack."""

    def __init__(
        self,
        client: "DynamoDBClient",
        table_name: str,
        s3_client: "S3Client",
        bucket: str,
        clock: Clock,
        gate: Gate = open_gate,
        *,
        fresh: bool = False,
    ) -> None:
        """`fresh` asks for the pointer each time: for whoever has just moved it."""
        self._client = client
        self._table_name = table_name
        self._s3_client = s3_client
        self._bucket = bucket
        self._clock = clock
        self._gate = gate
        self._fresh = fresh
        self._pointers: dict[str, _Pointer] = {}

    def version(self, brand: str, at_hand: Collection[str]) -> str:
        """The name of the active pack; an old one of those at hand while nobody can tell.

        An answer from a pack that may be a little old is better than none.
        """
        now = self._clock()
        pointer = self._pointers.get(brand)
        if pointer and not self._fresh and now < pointer.read_at + _POINTER_LIFE:
            return pointer.version
        try:
            version = self._read_pointer(brand)
        except ServiceUnavailable:
            if pointer and pointer.version in at_hand:
                return pointer.version
            raise
        self._pointers[brand] = _Pointer(version, now)
        return version

    def _read_pointer(self, brand: str) -> str:
        place = to_item({"pk": keys.brand_pk(brand), "sk": keys.PACK})
        with failures_as_unavailable("pack pointer"), self._gate(CallSite.PACK_POINTER_READ):
            answer = self._client.get_item(
                TableName=self._table_name,
                Key=place,
                ProjectionExpression="pack",
                ConsistentRead=self._fresh,
            )
        version = answer.get("Item", {}).get("pack", {}).get("S")
        if not version:
            raise PackMissing("no pack was published for the brand")
        return version

    def body(self, brand: str, version: str) -> bytes:
        """The bytes of a pack. Raises `PackMissing` where there is none of that name."""
        try:
            with self._gate(CallSite.PACK_READ):
                answer = self._s3_client.get_object(
                    Bucket=self._bucket, Key=pack_key(brand, version)
                )
                body: bytes = answer["Body"].read()
        except (ClientError, BotoCoreError) as error:
            code = failure_code(error)
            kind = PackMissing if code in _GONE else ServiceUnavailable
            raise kind(f"pack: {code}") from None
        if hashlib.sha256(body).hexdigest() != version:
            raise PackMissing("the pack is not the one its name promises")
        return body


class KeptPacks(ABC, Generic[T]):
    """Packs of a shelf, as whoever inherits reads them; of each brand the last few asked for."""

    most = 2  # the active pack, and the one before it while a pointer moves back and forth

    def __init__(
        self,
        client: "DynamoDBClient",
        table_name: str,
        s3_client: "S3Client",
        bucket: str,
        clock: Clock,
        gate: Gate = open_gate,
        *,
        fresh: bool = False,
    ) -> None:
        self._shelf = PackShelf(client, table_name, s3_client, bucket, clock, gate, fresh=fresh)
        self._kept: dict[str, OrderedDict[str, T]] = {}

    @staticmethod
    @abstractmethod
    def read(body: bytes) -> T:
        """What the bytes of a pack say."""

    def version(self, brand: str) -> str:
        """The name of the active pack; an old one that is kept while nobody can tell."""
        return self._shelf.version(brand, self._kept.get(brand, ()))

    def pack(self, brand: str, version: str = "") -> T:
        """The pack of that name, the active one where none is named. Raises `PackMissing`."""
        wanted = version or self.version(brand)
        kept = self._kept.setdefault(brand, OrderedDict())
        if wanted not in kept:
            kept[wanted] = self.read(self._shelf.body(brand, wanted))
            while len(kept) > self.most:
                kept.popitem(last=False)
        kept.move_to_end(wanted)
        return kept[wanted]
