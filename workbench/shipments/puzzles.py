"""`towkay shipments parked` and `replay`: what no table knew, and what it says by now."""

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from towkay.adapters.codec import to_json, to_plain
from towkay.adapters.dynamodb.puzzles import DynamoPuzzles
from towkay.adapters.shipping.again import read_again
from towkay.adapters.sqs_shipments import SqsShipmentQueue
from towkay.domain.shipping.arrivals import Arrival, Puzzle
from towkay.domain.shipping.readings import Oddity
from towkay.ports.orders import Puzzles, ShipmentQueue
from workbench.campaigns.desk import desk_of
from workbench.errors import WorkbenchError
from workbench.languages import spoken_here
from workbench.targets import Target

DONE, SOME_LEFT = 0, 1
_SIGNS = 8
_WHY = {
    Oddity.UNKNOWN_TOPIC: "沒看過的事件 unknown kind of event",
    Oddity.UNKNOWN_STATUS: "沒看過的狀態 unknown status",
    Oddity.UNKNOWN_DETAIL: "沒看過的細節 unknown detail",
    Oddity.OTHER_CARRIER: "別家物流的代碼 another carrier's code",
}


def parked(where: Target, options: argparse.Namespace) -> int:
    """Print what is kept, the newest first. The exit code: 0 where nothing is."""
    brand, puzzles = _desk(where, options)
    found = puzzles.parked(brand, where.now())
    if options.json:
        print(json.dumps([{"id": name_of(one), **to_plain(one)} for one in found]))
    elif not found:
        print(f"沒有看不懂的 · nothing is parked ({brand})")
    else:
        print("\n".join(line for one in found for line in _lines(one)))
        print("改好 carriers/、重編、部署後：towkay shipments replay --all")
        print("once carriers/ is mended, compiled and deployed: towkay shipments replay --all")
    return SOME_LEFT if found else DONE


def replay(where: Target, options: argparse.Namespace) -> int:
    """Read it again by the tables of today; what they know is queued, and parked no more."""
    brand, puzzles = _desk(where, options)
    found = puzzles.parked(brand, where.now())
    wanted = found if options.all else _named(found, options.id)
    queue = SqsShipmentQueue(where.sqs, where.stack().outputs["ShipmentsQueueUrl"])
    left = again(brand, wanted, puzzles, queue)
    for one in left:
        print(f"{name_of(one)}  {one.source} {one.word}：{_left_why(one)}")
    print(f"✓ {len(wanted) - len(left)} 個重讀了 read again, {len(left)} 個留著 left")
    return SOME_LEFT if left else DONE


def again(
    brand: str, wanted: Sequence[Puzzle], puzzles: Puzzles, queue: ShipmentQueue
) -> list[Puzzle]:
    """Those that stay parked. Queued first: what is solved and lost would be lost for good."""
    left = []
    for one in wanted:
        reading = read_again(one.news) if one.news else None
        if reading is None or reading.parked:
            left.append(one)
            continue
        queue.put([Arrival(brand, news) for news in reading.news])
        puzzles.solve(brand, one)
    return left


def name_of(puzzle: Puzzle) -> str:
    """What people call it by: the same as long as it is parked."""
    return hashlib.sha256(to_json(puzzle).encode()).hexdigest()[:_SIGNS]


def _desk(where: Target, options: argparse.Namespace) -> tuple[str, DynamoPuzzles]:
    brand = desk_of(where, options.brand, spoken_here(None)).brand
    return brand, DynamoPuzzles(where.dynamodb, where.stack().outputs["TableName"])


def _named(found: Sequence[Puzzle], names: Sequence[str]) -> list[Puzzle]:
    known = {name_of(one): one for one in found}
    if not names:
        raise WorkbenchError(
            "要重讀哪些？ Say which: an ID of `towkay shipments parked`, or --all."
        )
    if missing := [name for name in names if name not in known]:
        raise WorkbenchError(
            f"沒有 {missing[0]}：看 towkay shipments parked\n"
            f"  There is no {missing[0]}: see towkay shipments parked."
        )
    return [known[name] for name in dict.fromkeys(names)]


def _lines(one: Puzzle) -> Iterator[str]:
    parcel = f" · {one.news.parcel}" if one.news else ""
    yield f"{name_of(one)}  {one.at:%Y-%m-%d %H:%M}Z  {one.source} · {one.word}{parcel}"
    yield f"          {_WHY[one.why]}"


def _left_why(one: Puzzle) -> Any:
    if one.news is None:
        return "當時沒有讀出東西 nothing was read from it"
    return "表裡還是沒有 no table knows it yet"
