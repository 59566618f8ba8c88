"""How do the dead letters of a queue look on a terminal, and as one line of JSON?"""

from collections.abc import Sequence

from workbench.dead_letters.facts import Survey
from workbench.dead_letters.matters import tally
from workbench.dead_letters.names import QUEUES
from workbench.dead_letters.words import as_plain, in_short, lines_of


def print_survey(found: Survey, key: str) -> None:
    if not found.left:
        return
    name = found.queue.name
    print(f"\n{QUEUES[name]} {name} · {found.left:,} 封死信 dead letters")
    print_entries(found, key)
    if hidden := found.left - len(found.explained):
        print(
            f"  另有 {hidden:,} 封：超過 --limit、排在同一位聯絡人後面、或正被別人查看\n"
            f"  {hidden:,} more: past --limit, behind these of the same contact, or being looked at"
        )


def print_entries(found: Survey, key: str, most: int | None = None) -> None:
    for number, one in enumerate(found.explained[:most], start=1):
        print("\n".join(lines_of(number, one, key)))
    if most is not None and len(found.explained) > most:
        more = len(found.explained) - most
        print(f"  … 另有 {more:,} 封 and {more:,} more")


def print_tally(found: Survey) -> None:
    if not found.explained:
        return
    name = found.queue.name
    print(f"{QUEUES[name]} {name} · {len(found.explained):,} 封")
    outlooks = tally(one.forecast.outlook for one in found.explained)
    print("\n".join(in_short(outlook, number) for outlook, number in outlooks.items()))


def plain(surveys: Sequence[Survey], key: str) -> dict[str, object]:
    return {
        found.queue.name: {
            "dead_letters": found.left,
            "messages": [as_plain(one, key) for one in found.explained],
        }
        for found in surveys
    }
