"""Whom would a firing read, page by page?"""

from collections.abc import Iterator

from towkay.domain.channels import ContactKey
from towkay.domain.pitching import Pitch
from towkay.domain.runs import MOST_IN_CHUNK, SHARDS
from towkay.ports.campaigns import Subscribers


def pages_of(pitch: Pitch, subscribers: Subscribers) -> Iterator[tuple[ContactKey, ...]]:
    """The topic's followers in parts as large as the chunks that a run makes of them."""
    run = pitch.run
    for shard in range(SHARDS):
        cursor, is_last = "", False
        while not is_last:
            page = subscribers.page(
                run.key.brand,
                pitch.campaign.topic,
                shard,
                cursor=cursor,
                limit=MOST_IN_CHUNK,
                entered_from=run.entered_from,
                entered_to=run.entered_to or run.at,
            )
            cursor, is_last = page.cursor, page.is_last
            yield page.contacts
