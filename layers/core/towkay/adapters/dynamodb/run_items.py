"""How do campaigns, runs and chunks look as items of the table?

A run's counters stand beside it as numbers of their own: they are counted while its planner moves
the rest. `budget_left` is there only where there is a budget.
"""

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from towkay.adapters.codec import from_plain, to_plain
from towkay.adapters.dynamodb import campaign_keys, keys
from towkay.adapters.dynamodb.attributes import Item, from_item, to_item
from towkay.adapters.joined import channel_named
from towkay.domain.campaigns import CampaignRecord
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.runs import Chunk, ChunkKey, Run, RunKey

# As long as any turn is kept: a report counts the turns of a run's people.
LEAST_RETENTION = timedelta(days=9)


def campaign_key(brand: str, campaign: str) -> Item:
    return to_item({"pk": keys.brand_pk(brand), "sk": campaign_keys.campaign_sk(campaign)})


def record_plain(record: CampaignRecord) -> dict[str, Any]:
    """What a record says but for its revision, which is an attribute of its own."""
    return {name: value for name, value in to_plain(record).items() if name != "revision"}


def record_from(item: Mapping[str, Any]) -> CampaignRecord:
    plain = from_item(item)
    return from_plain(CampaignRecord, {**plain["campaign"], "revision": plain["revision"]})


def run_key(key: RunKey) -> Item:
    return to_item({"pk": keys.brand_pk(key.brand), "sk": campaign_keys.run_sk(key)})


def run_plain(run: Run) -> dict[str, Any]:
    """What moves with its planner; the rest are attributes of their own."""
    apart = ("revision", "finished", "reserved", "budget", "aside", "aside_until")
    return {name: value for name, value in to_plain(run).items() if name not in apart}


def run_item(run: Run, retention: timedelta) -> Item:
    """A run that is claimed just now."""
    budget = {} if run.budget is None else {"budget": run.budget, "budget_left": run.budget}
    fields = {"progress": run_plain(run), "revision": 1, "finished": 0}
    gone = {"expires_at": _gone_at(run.started_at, retention)}
    return {**run_key(run.key), **to_item({**fields, **open_fields(run), **budget, **gone})}


def open_fields(run: Run) -> dict[str, str]:
    """The keys of the index of open runs; none once it has ended, which takes it out of it."""
    if not run.is_open:
        return {}
    place = campaign_keys.open_sk(run.at, run.key)
    return {"lookup_pk": campaign_keys.open_pk(run.key.brand), "lookup_sk": place}


def run_from(item: Mapping[str, Any]) -> Run:
    plain = from_item(item)
    counters: dict[str, Any] = {"revision": plain["revision"], "finished": plain["finished"]}
    if "budget" in plain:
        counters["budget"] = plain["budget"]
        counters["reserved"] = plain["budget"] - plain["budget_left"]
        counters["aside"] = plain.get("aside", 0)
        counters["aside_until"] = plain.get("aside_until")
    return from_plain(Run, {**plain["progress"], **counters})


def chunk_key(key: ChunkKey) -> Item:
    return to_item({"pk": campaign_keys.run_pk(key.run), "sk": campaign_keys.chunk_sk(key)})


def chunk_item(chunk: Chunk, now: datetime, retention: timedelta) -> Item:
    """Accounts are written once and numbered: an account's name is as long as a person's."""
    accounts = list(dict.fromkeys((one.channel, one.account) for one in chunk.contacts))
    numbers = {account: number for number, account in enumerate(accounts)}
    fields = {
        "accounts": [[str(channel), account] for channel, account in accounts],
        "people": [[numbers[one.channel, one.account], one.user] for one in chunk.contacts],
        "cursor": chunk.cursor,
        "is_last": chunk.is_last,
        "expires_at": _gone_at(now, retention),
    }
    return {**chunk_key(chunk.key), **to_item(fields)}


def chunk_from(run: RunKey, item: Mapping[str, Any]) -> Chunk:
    plain = from_item(item)
    accounts: list[tuple[Channel, str]] = [
        (channel_named(channel), account) for channel, account in plain["accounts"]
    ]
    return Chunk(
        campaign_keys.parse_chunk(run, plain["sk"]),
        tuple(_contact(accounts[number], user) for number, user in plain["people"]),
        plain["cursor"],
        plain["is_last"],
        plain.get("is_done", False),
    )


def _gone_at(since: datetime, retention: timedelta) -> int:
    return math.ceil((since + max(retention, LEAST_RETENTION)).timestamp())


def _contact(account: tuple[Channel, str], user: str) -> ContactKey:
    channel, name = account
    return ContactKey(channel, name, user)
