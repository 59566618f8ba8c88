"""The few AWS calls that secrets and packs are kept by, over dictionaries."""

import io
from dataclasses import dataclass, field
from typing import Any

from tests.support.failing_aws import refusal

Key = tuple[str, str]


@dataclass
class Parameters:
    """Stands in for the SSM client; `reads` counts what the caches let through."""

    texts: dict[str, str] = field(default_factory=dict)
    reads: int = 0

    def get_parameter(self, *, Name: str, WithDecryption: bool) -> dict[str, Any]:
        self.reads += 1
        if Name not in self.texts:
            raise refusal("ParameterNotFound")
        return {"Parameter": {"Name": Name, "Value": self.texts[Name]}}

    def put_parameter(self, *, Name: str, Value: str, **_: object) -> None:
        self.texts[Name] = Value

    def get_paginator(self, _: str) -> "Parameters":
        return self

    def paginate(self, *, Path: str, **_: object) -> list[dict[str, Any]]:
        return [{"Parameters": [{"Name": name} for name in self.texts if name.startswith(Path)]}]


@dataclass
class Bucket:
    """Stands in for the S3 client."""

    objects: dict[str, bytes] = field(default_factory=dict)
    reads: int = 0

    def put_object(self, *, Key: str, Body: bytes, **_: object) -> None:
        self.objects[Key] = Body

    def get_object(self, *, Key: str, **_: object) -> dict[str, Any]:
        self.reads += 1
        if Key not in self.objects:
            raise refusal("NoSuchKey")
        return {"Body": io.BytesIO(self.objects[Key])}


@dataclass
class Pointers:
    """Stands in for the DynamoDB client, as far as the pointers to packs need one."""

    items: dict[Key, dict[str, Any]] = field(default_factory=dict)
    reads: int = 0

    def get_item(self, *, Key: dict[str, Any], **_: object) -> dict[str, Any]:
        self.reads += 1
        found = self.items.get(_place(Key))
        return {"Item": found} if found else {}

    def update_item(
        self, *, Key: dict[str, Any], ExpressionAttributeValues: dict[str, Any], **_: object
    ) -> None:
        moved = {"pack": ExpressionAttributeValues[":pack"]}
        self.items[_place(Key)] = moved | {"version": ExpressionAttributeValues[":next"]}


def _place(key: dict[str, Any]) -> Key:
    return key["pk"]["S"], key["sk"]["S"]
