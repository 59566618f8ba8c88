"""Do the words that a channel sends for a tap ask what the tap is to ask?

WhatsApp sends a first question and a command as ordinary text: what menus.yaml has an entry asked
by becomes one of that entry's ways to be asked.
"""

from collections.abc import Iterable
from itertools import chain
from typing import cast

from towkay.domain.faq.text import normalise
from towkay.domain.words import spoken_word
from towkay.packs.faq_file import FaqFile
from towkay.packs.findings import Findings
from towkay.packs.menu_taps import Heard
from towkay.packs.wording import Kind
from towkay.packs.wording_menus import MenuKind


def teach(heard: Iterable[Heard], faq: FaqFile, findings: Findings) -> None:
    """Add the words to the entries they ask; a mistake where they mean something else."""
    owners = _owners(faq)
    for one in heard:
        if one.asks not in faq.places:
            continue  # said already, where it is named
        spelling = normalise(one.words)
        owner = owners.setdefault(spelling, one.asks)
        if word := spoken_word(one.words):
            findings.add(Kind.COMMAND_WORD, one.place, value=one.words, word=word.value)
        elif owner != one.asks:
            said = {"value": one.words, "other": owner, "asks": one.asks}
            findings.add(MenuKind.TAP_WORDS_TAKEN, one.place, **said)
        else:
            _teach(one, faq)


def _teach(one: Heard, faq: FaqFile) -> None:
    (member,) = (member for member in faq.members if member["id"] == one.asks)
    questions, phrases = _asked(member)
    language = one.language if one.language in questions else next(iter(questions))
    if one.words != questions[language] and one.words not in phrases[language]:
        phrases[language].append(one.words)


def _owners(faq: FaqFile) -> dict[str, str]:
    """The entry that each spelling asks."""
    owners: dict[str, str] = {}
    for member in faq.members:
        questions, phrases = _asked(member)
        for words in (*questions.values(), *chain.from_iterable(phrases.values())):
            owners.setdefault(normalise(words), str(member["id"]))
    return owners


def _asked(member: dict[str, object]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The questions of an entry and its other ways to be asked, by language."""
    return cast(dict[str, str], member["questions"]), cast(dict[str, list[str]], member["phrases"])
