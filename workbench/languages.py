"""In which language does a command speak to whoever runs it?"""

import argparse
import os
from collections.abc import Mapping
from typing import NamedTuple

CHINESE, ENGLISH = "zh-TW", "en"


class Words(NamedTuple):
    """One text in both languages; `{name}` stands for a particular of it."""

    zh: str
    en: str

    def spoken(self, language: str, *listed: object, **named: object) -> str:
        """In the language of a tag such as zh-TW or en_GB; English for what is neither."""
        text = self.zh if language.lower().startswith("zh") else self.en
        # Without particulars braces are the text's own: some texts are read from a brand's files.
        return text.format(*listed, **named) if listed or named else text


def add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--language",
        choices=[CHINESE, ENGLISH],
        help="in which language (default: the terminal's own, else zh-TW)",
    )


def spoken_here(wanted: str | None, environment: Mapping[str, str] | None = None) -> str:
    """The wanted language, else that of the locale, else Chinese."""
    if wanted:
        return wanted
    told = os.environ if environment is None else environment
    locale = next(filter(None, map(told.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return ENGLISH if locale.lower().startswith("en") else CHINESE
