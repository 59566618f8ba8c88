"""In which language does a command speak to whoever runs it?"""

import argparse
import os
from collections.abc import Mapping

CHINESE, ENGLISH = "zh-TW", "en"


def both(chinese: str, english: str) -> Mapping[str, str]:
    """A sentence in each of them."""
    return {CHINESE: chinese, ENGLISH: english}


def add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--language", choices=[CHINESE, ENGLISH], help="default: the terminal's own, else zh-TW"
    )


def spoken_here(wanted: str | None, environment: Mapping[str, str] | None = None) -> str:
    """The wanted language, else that of the locale, else Chinese."""
    if wanted:
        return wanted
    told = os.environ if environment is None else environment
    locale = next(filter(None, map(told.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return ENGLISH if locale.lower().startswith("en") else CHINESE
