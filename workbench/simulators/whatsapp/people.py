"""Who are the people on WhatsApp, and how may a business know them?"""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime

BSUID = re.compile(r"[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}")
_PHONE = re.compile(r"\+?([1-9][0-9]{7,14})")
_COUNTRIES = {"886": "TW", "852": "HK", "81": "JP", "65": "SG", "1": "US", "44": "GB"}


@dataclass(slots=True)
class Person:
    """One person as one portfolio knows them; `phone` is digits only."""

    portfolio: str
    name: str
    bsuid: str
    phone: str
    username: str = ""
    in_contacts: bool = False
    reachable: bool = True
    stopped: bool = False  # no marketing from this business
    in_experiment: bool = False
    reads_openly: bool = True  # read receipts are on
    marketed_at: list[datetime] = field(default_factory=list)

    @property
    def country(self) -> str:
        return country_of(self.phone)


class People:
    """Everybody, by business-scoped id, by phone and by what the bench calls them."""

    def __init__(self) -> None:
        self._by_id: dict[tuple[str, str], Person] = {}
        self._by_phone: dict[tuple[str, str], Person] = {}
        self._by_name: dict[tuple[str, str], Person] = {}

    def called(self, portfolio: str, name: str) -> Person:
        """The person by name, phone or business-scoped id; new if need be."""
        known = self._by_name.get((portfolio, name)) or self._by_id.get((portfolio, name))
        if known is not None:
            return known
        if BSUID.fullmatch(name):
            phone = _made_up_phone(portfolio, name)
            return self._enter(Person(portfolio, name, name, phone))
        if match := _PHONE.fullmatch(name):
            return self.with_phone(portfolio, match[1])
        phone = _made_up_phone(portfolio, name)
        return self._enter(Person(portfolio, name, scoped_id(portfolio, phone), phone))

    def with_phone(self, portfolio: str, digits: str) -> Person:
        """Who has this number; new if need be."""
        known = self._by_phone.get((portfolio, digits))
        if known is not None:
            return known
        return self._enter(Person(portfolio, f"+{digits}", scoped_id(portfolio, digits), digits))

    def with_id(self, portfolio: str, bsuid: str) -> Person | None:
        """Who is known by this id; nobody when it was given up or never issued."""
        return self._by_id.get((portfolio, bsuid))

    def heard(self, portfolio: str, bsuid: str, phone: str) -> Person:
        """Somebody else says that this person exists."""
        person = self.called(portfolio, bsuid or phone)
        if phone and phone != person.phone:
            self._by_phone.pop((portfolio, person.phone), None)
            person.phone = phone
            self._enter(person)
        return person

    def change_phone(self, person: Person, digits: str) -> str:
        """Move to another number, and with it to another id; the id that was is returned."""
        previous = person.bsuid
        del self._by_id[person.portfolio, previous]
        self._by_name[person.portfolio, previous] = person  # the bench still finds them by it
        self._by_phone.pop((person.portfolio, person.phone), None)
        person.phone, person.bsuid = digits, scoped_id(person.portfolio, digits)
        self._enter(person)
        return previous

    def _enter(self, person: Person) -> Person:
        self._by_id[person.portfolio, person.bsuid] = person
        self._by_phone[person.portfolio, person.phone] = person
        self._by_name[person.portfolio, person.name] = person
        return person


def country_of(phone: str) -> str:
    """ISO 3166, as far as the bench's people come from."""
    codes = (phone[:length] for length in (3, 2, 1))
    return next((_COUNTRIES[code] for code in codes if code in _COUNTRIES), "TW")


def scoped_id(portfolio: str, phone: str) -> str:
    """A stable id: one for all numbers of a portfolio, another in the next one."""
    return f"{country_of(phone)}.{_digits(f'{portfolio}/{phone}', 20)}"


def _made_up_phone(portfolio: str, name: str) -> str:
    return "8869" + _digits(f"phone/{portfolio}/{name}", 8)


def _digits(seed: str, count: int) -> str:
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:16])
    return f"{number % (9 * 10 ** (count - 1)) + 10 ** (count - 1)}"
