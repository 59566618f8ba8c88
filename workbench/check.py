"""`towkay check`: are a brand's files fit to be published, and if not, what has to be mended?"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from towkay.packs.compiler import CompiledPack, compile_brand
from towkay.packs.findings import Finding
from workbench.paths import existing

FIT, MISTAKEN = 0, 1


def check(folder: Path, out: TextIO = sys.stdout) -> int:
    """Print every mistake in both languages, or what the pack holds; the exit code."""
    result = compile_brand(existing(folder))
    if isinstance(result, CompiledPack):
        _print(result.notes, "留意 note", out)
        print(summary(result), file=out)
        return FIT
    _print(result.mistakes, "錯誤 mistake", out)
    _print(result.notes, "留意 note", out)
    count = len(result.mistakes)
    print(f"\n{folder}: {count} 個錯誤，還不能發布 · {count} mistake(s), not fit yet", file=out)
    return MISTAKEN


def summary(pack: CompiledPack) -> str:
    """Two lines: what the shop answers, and which pack this is."""
    content = json.loads(pack.body)
    spoken = Counter(language for item in content["faq"] for language in item["answers"])
    languages = ", ".join(f"{language} {count}" for language, count in spoken.most_common())
    phrases = sum(len(said) for item in content["faq"] for said in item["phrases"].values())
    return (
        f"✓ {pack.brand}: {len(content['faq'])} 則問答 entries ({languages}), "
        f"{phrases} 種問法 phrasings, {len(content['accounts'])} 個帳號 accounts\n"
        f"  pack {pack.version[:12]}, {len(pack.body):,} bytes"
    )


def _print(findings: Sequence[Finding], title: str, out: TextIO) -> None:
    for found in findings:
        print(f"{title}  {found.text('zh-TW')}\n    {found.text('en')}", file=out)
