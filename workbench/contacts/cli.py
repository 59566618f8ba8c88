"""`towkay contacts`: what is known of one contact, and what staff put down about them."""

import argparse
from uuid import uuid4
from zoneinfo import ZoneInfo

from towkay.adapters.dynamodb.brand_rules import DynamoBrandRules
from towkay.adapters.dynamodb.conversations import DynamoConversations
from towkay.domain.calendar.due import is_yearly_day
from towkay.domain.contacts import Contact
from towkay.domain.errors import ContactUnknown
from towkay.domain.situations import zone_of
from towkay.domain.tagging import Change, is_field, is_tag, is_value
from towkay.usecases.know import note_known
from workbench.contact_names import contact_named, moved_on
from workbench.contacts.day_fields import day_fields_of
from workbench.contacts.lines import ContactTeller
from workbench.contacts.words import Said
from workbench.errors import WorkbenchError, refusal
from workbench.languages import spoken_here
from workbench.staff_names import staff_named
from workbench.targets import Target

SOURCE = "staff"


def show(where: Target, options: argparse.Namespace) -> int:
    """Print everything but what was said."""
    language = spoken_here(options.language)
    contact = _store(where).contact(contact_named(options.contact))
    if contact is None:
        raise WorkbenchError(Said.UNKNOWN.spoken(language))
    if elsewhere := moved_on(contact):
        print(elsewhere)
    print("\n".join(ContactTeller(language, _zone(where, contact)).lines(contact)))
    return 0


def tag(where: Target, options: argparse.Namespace) -> int:
    if not is_tag(options.tag):
        told = Said.BAD_TAG.spoken(spoken_here(options.language), value=options.tag)
        raise WorkbenchError(told)
    names = (options.tag,)
    return _noted(where, options, Change(untags=names) if options.off else Change(tags=names))


def field(where: Target, options: argparse.Namespace) -> int:
    language = spoken_here(options.language)
    if not is_field(options.field):
        raise WorkbenchError(Said.BAD_FIELD.spoken(language, value=options.field))
    if not is_value(options.value):
        raise WorkbenchError(Said.BAD_VALUE.spoken(language))
    value = options.value.strip()
    if value and not is_yearly_day(value) and options.field in _day_fields(where, options.contact):
        told = Said.NO_DAY.spoken(language, value=value, field=options.field)
        raise refusal(told)
    return _noted(where, options, Change(fields={options.field: value}))


def _day_fields(where: Target, named: str) -> frozenset[str]:
    contact = _store(where).contact(contact_named(named))
    return day_fields_of(where, contact.brand) if contact else frozenset()


def _noted(where: Target, options: argparse.Namespace, change: Change) -> int:
    language = spoken_here(options.language)
    by = staff_named(options.by, language)
    try:
        contact = note_known(
            contact_named(options.contact),
            change,
            by=by,
            source=SOURCE,
            at=where.now(),
            cause=f"staff-{uuid4().hex}",
            conversations=_store(where),
        )
    except ContactUnknown:
        raise WorkbenchError(Said.UNKNOWN.spoken(language)) from None
    teller = ContactTeller(language, _zone(where, contact))
    print("\n".join([*teller.lines(contact), Said.NOTED.spoken(language)]))
    return 0


def _store(where: Target) -> DynamoConversations:
    stack = where.stack()
    return DynamoConversations(
        where.dynamodb, stack.outputs["TableName"], stack.turn_retention_days
    )


def _zone(where: Target, contact: Contact) -> ZoneInfo:
    table = where.stack().outputs["TableName"]
    rules = DynamoBrandRules(where.dynamodb, table, where.now).rules(contact.brand)
    return ZoneInfo(zone_of(contact, rules))
