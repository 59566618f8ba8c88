"""A brand's folder as the pack to be published, checked with our policy and our calendar."""

from datetime import date
from pathlib import Path

from towkay.adapters.cron import CronsimCalendar
from towkay.adapters.policy_book import policy_book
from towkay.packs.campaigns_known import Instruments
from towkay.packs.compiler import CompiledPack, Mistakes, compile_brand
from workbench.paths import existing


def compile_folder(folder: Path, today: date | None = None) -> CompiledPack | Mistakes:
    """Without a day nothing is said of what is past: no pack is kept back because time goes by."""
    book = policy_book()
    works = Instruments(CronsimCalendar().times, today, book)
    return compile_brand(existing(folder), book.settings, book.idle, works)
