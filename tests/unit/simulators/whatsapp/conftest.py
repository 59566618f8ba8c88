"""One running simulator for each test; a shopper who has written lately, where asked for."""

from collections.abc import Iterator

import pytest

from tests.unit.simulators.whatsapp.phone import Phone, phones


@pytest.fixture
def phone() -> Iterator[Phone]:
    with phones() as started:
        yield started


@pytest.fixture
def talking(phone: Phone) -> Phone:
    """The window is open."""
    phone.shopper.say("請問")
    return phone
