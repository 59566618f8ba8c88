"""`towkay publish` makes chats ready: it shows what differs, asks, then changes it."""

from collections.abc import Callable
from typing import TextIO

from workbench.agreeing import agreed
from workbench.menus import Difference, Readier
from workbench.menus_lines import has_changes, lines
from workbench.transcript import block

DONE, FAILED = 0, 1
_QUESTION = "要照檔案更新這些嗎？ Change them as the file has it? [y/N] "


def make_ready(
    differences: list[Difference],
    readier: Readier,
    *,
    yes: bool,
    ask: Callable[[str], str] | None = None,
    out: TextIO | None = None,
) -> int:
    """Show the difference first; nothing is changed before somebody agreed to it.

    To leave things as they are is no failure: the answers of the brand are published by then.
    """
    if not differences:
        return DONE
    print("\n選單 menus (menus.yaml)", file=out)
    for line in lines(differences):
        print(line, file=out)
    problems = any(one.problem for one in differences)
    if not has_changes(differences):
        return FAILED if problems else DONE
    if not yes and not agreed(_QUESTION, ask):
        print("  沒有更動 nothing was changed; towkay publish … --yes", file=out)
        return FAILED if problems else DONE
    failed = [_push(one, readier, out) for one in differences if one.changes]
    return FAILED if problems or any(failed) else DONE


def _push(one: Difference, readier: Readier, out: TextIO | None) -> bool:
    """Whether it failed."""
    problem = readier.push(one)
    name = f"{one.account.channel.display_name} {one.account.account}"
    if problem:
        print(block("  ✗ ", f"{name}: {problem}"), file=out)
        print("    再發布一次會從斷的地方接著做 publish again: it goes on from there", file=out)
    else:
        print(f"  ✓ {name}: 已更新 changed", file=out)
    return bool(problem)
