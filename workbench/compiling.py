"""A brand's folder as the pack to be published, checked with our policy and our calendar."""

from datetime import datetime
from pathlib import Path

from towkay.adapters.cron import CronsimCalendar
from towkay.adapters.policy_book import policy_book
from towkay.packs.campaigns_known import Instruments
from towkay.packs.compiler import CompiledPack, Mistakes, compile_brand
from workbench.paths import existing


def compile_folder(folder: Path, now: datetime | None = None) -> CompiledPack | Mistakes:
    """Without a moment nothing is said of what is past: a bench starts with files of any age."""
    book = policy_book()
    works = Instruments(CronsimCalendar().times, now, book)
    return compile_brand(existing(folder), book.settings, book.idle, works)
