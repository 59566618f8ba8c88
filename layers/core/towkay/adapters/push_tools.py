"""What does pushing a campaign's chunks take beside the door, where all of it is AWS?

Apart from the door, because whoever only delivers what was decided before needs none of it: no
brand's words, no campaign's, no lots.
"""

from typing import TYPE_CHECKING

from towkay.adapters.dynamodb.doors import DynamoDoors
from towkay.adapters.dynamodb.recipients import DynamoRecipients
from towkay.adapters.pack_shelf import KeptPacks
from towkay.adapters.packs_json import load_pack
from towkay.adapters.s3_campaigns import S3CampaignBook
from towkay.adapters.sqs_campaigns import SqsCampaignQueue
from towkay.domain.brands import Brand
from towkay.ports.pushing import Hands
from towkay.usecases.push import PushTools

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sqs import SQSClient


class S3Brands(KeptPacks[Brand]):
    """`ports.BrandBook`: the brands as published, without an index of their questions."""

    read = staticmethod(load_pack)

    def brand(self, name: str) -> Brand:
        return self.pack(name)


def push_tools(
    client: "DynamoDBClient",
    table_name: str,
    shelf: "tuple[S3Client, str]",
    queue: "tuple[SQSClient, str]",
    doors: DynamoDoors,
    hands: Hands,
) -> PushTools:
    """The tools; `shelf` is where packs lie, by client and bucket, `queue` who asks for chunks."""
    packs = (client, table_name, *shelf, doors.clock)
    return PushTools(
        doors.runs,
        S3CampaignBook(*packs),
        S3Brands(*packs),
        DynamoRecipients(client, table_name),
        doors.ledger,
        SqsCampaignQueue(*queue),
        hands,
    )
