"""`towkay contacts import`: what a list would change, and the change once it is agreed to."""

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from towkay.adapters.dynamodb.conversations import DynamoConversations
from towkay.adapters.dynamodb.subscribers import DynamoSubscribers
from towkay.adapters.ssm_endpoints import SsmEndpoints
from towkay.domain.consent import ConsentSource, OnBehalf
from towkay.domain.contacts import Contact
from towkay.domain.errors import ServiceUnavailable, StaleState
from towkay.usecases.end_consent import end_consent
from towkay.usecases.know import note_known
from workbench.agreeing import agreed
from workbench.contacts.day_fields import wrong_days
from workbench.contacts.people_file import PeopleFile, Person, read_people
from workbench.contacts.token_cells import Useless
from workbench.contacts.words import Said
from workbench.errors import refusal
from workbench.languages import spoken_here
from workbench.staff_names import staff_named
from workbench.targets import Target
from workbench.transcript import block

_REFUSED = 1
_SHOWN = 20  # mistakes: the rest is of the same kind, mostly
SOURCE = "import"
_USELESS = {Useless.OVER: Said.TOKENS_OVER, Useless.ENDLESS: Said.TOKENS_ENDLESS}


def run(where: Target, options: argparse.Namespace) -> int:
    """Print what the list says; write it when that is wished for. 1 when nothing was written."""
    language = spoken_here(options.language)
    by = staff_named(options.by, language)
    endpoints = SsmEndpoints(where.ssm, where.stage).endpoints()
    found = read_people(_text(options.file, language), endpoints, where.now())
    found.wrong += wrong_days(where, found.people)
    if found.wrong:
        print("\n".join(_mistakes(found, language)))
        return _REFUSED
    print("\n".join(block("", line) for line in _report(where, found.people, language)))
    if options.dry_run:
        print(Said.DRY.spoken(language))
        return 0
    telling = [one for one in found.people if not one.says_nothing]
    if telling and not options.yes and not agreed(Said.ASK.spoken(language)):
        return _REFUSED
    return _written(where, telling, by, language)


def _text(file: Path, language: str) -> str:
    """Excel in Taiwan saves plain CSV as Big5, and Unicode text as UTF-16."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        told = Said.NOT_READABLE.spoken(language, file=file)
        raise refusal(told) from error
    except OSError as error:
        raise refusal(Said.NO_FILE.spoken(language, file=file)) from error


def _mistakes(found: PeopleFile, language: str) -> Iterator[str]:
    for wrong in found.wrong[:_SHOWN]:
        why = wrong.mistake.spoken(language, value=wrong.value)
        yield block("  ", Said.LINE.spoken(language, line=wrong.line, why=why))
    if len(found.wrong) > _SHOWN:
        yield "  " + Said.MORE.spoken(language, count=len(found.wrong) - _SHOWN)
    yield Said.NOT_WRITTEN.spoken(language, count=len(found.wrong))


def _report(where: Target, people: Sequence[Person], language: str) -> Iterator[str]:
    known = DynamoSubscribers(where.dynamodb, where.stack().outputs["TableName"])
    there = known.contacts([one.key for one in people])
    changes = [one.change for one in people]
    tokens = sum(len(one.tokens) for one in changes)
    yield Said.ROWS.spoken(language, count=len(people))
    new = sum(one.key not in there and not one.says_nothing for one in people)
    yield Said.KNOWN.spoken(language, known=len(there), new=new)
    tags, fields = (sum(len(one.tags) for one in changes), sum(len(one.fields) for one in changes))
    yield Said.WHAT.spoken(language, tags=tags, fields=fields, tokens=tokens)
    if stops := sum(one.stops for one in people):
        yield Said.STOPS.spoken(language, count=stops)
    if claims := sum(one.claims for one in people):
        yield Said.CLAIMS.spoken(language, count=claims)
    if tokens:
        yield Said.TOKENS_IDLE.spoken(language)
    yield from _left_out(people, language)


def _left_out(people: Sequence[Person], language: str) -> Iterator[str]:
    useless = [one.useless for one in people]
    for reason, sentence in _USELESS.items():
        if count := useless.count(reason):
            yield sentence.spoken(language, count=count)
    if empty := sum(one.says_nothing for one in people):
        yield Said.SAYS_NOTHING.spoken(language, count=empty)


def _written(where: Target, people: Sequence[Person], by: str, language: str) -> int:
    stack = where.stack()
    store = DynamoConversations(
        where.dynamodb, stack.outputs["TableName"], stack.turn_retention_days
    )
    left = [one for one in people if not _taken_over(one, where, by, store)]
    print(Said.WRITTEN.spoken(language, count=len(people) - len(left)))
    if not left:
        return 0
    lines = ", ".join(str(one.line) for one in left[:_SHOWN])
    print(block("", Said.FAILED.spoken(language, count=len(left), lines=lines)))
    return _REFUSED


def _end(person: Person, by: str, at: datetime, cause: str, store: DynamoConversations) -> None:
    source: OnBehalf = ConsentSource.IMPORT
    end_consent(person.key, by=by, at=at, cause=cause, conversations=store, source=source)


def _taken_over(person: Person, where: Target, by: str, store: DynamoConversations) -> bool:
    """Whether all of a row is written; the stop is an act of its own, in the ledger."""
    at, cause = where.now(), f"import-{uuid4().hex}"
    stranger = Contact(person.key, person.brand, person.endpoint)
    try:
        note_known(
            person.key,
            person.change,
            by=by,
            source=SOURCE,
            at=at,
            cause=cause,
            conversations=store,
            stranger=stranger,
        )
        if person.stops:
            _end(person, by, at, f"{cause}-stop", store)
    except (StaleState, ServiceUnavailable):
        return False
    return True
