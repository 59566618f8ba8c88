"""What the pages tell shops to send is taken, and no page of a shop holds a key."""

import json
import re
from datetime import timedelta

import pytest

from tests.support.shipment_sources import NOW
from tests.support.template import ROOT
from tests.unit.shipment_sources.test_plain_form import curl_bodies
from towkay.adapters.shipping.checkout import DESK
from towkay.adapters.shipping.consent_forms import Consent, Contact
from workbench.shipments.cli import FORMS
from workbench.shipments.openapi_checkout import EXAMPLE, NAME

PAGE = (ROOT / "docs" / "shipments.md").read_text(encoding="utf-8")
EXAMPLE_PAGE = (ROOT / "docs" / "examples" / "checkout.html").read_text(encoding="utf-8")
DOCUMENT = json.loads((FORMS / NAME).read_text(encoding="utf-8"))


def test_the_checkout_that_the_page_shows_is_taken() -> None:
    (body,) = curl_bodies("/checkout/consents")

    told = DESK.read(body.encode(), NOW)

    assert told.agreed and told.phone and len(told.contacts) == 1


def test_the_example_of_the_document_is_taken() -> None:
    told = DESK.read(json.dumps(EXAMPLE).encode(), NOW + timedelta(hours=1))

    assert len(told.contacts) == 2 and told.items == 2


@pytest.mark.parametrize("form", [Consent, Contact])
def test_the_page_and_the_document_name_every_member(form: type[Consent] | type[Contact]) -> None:
    described = DOCUMENT["components"]["schemas"][form.__name__]

    assert described["additionalProperties"] is False
    assert described["properties"].keys() == form.model_fields.keys()
    assert all(f"`{member}`" in PAGE for member in form.model_fields)


def test_every_reference_of_the_document_leads_somewhere() -> None:
    found = re.findall(r'"#/components/schemas/(\w+)"', (FORMS / NAME).read_text("utf-8"))

    assert set(found) <= DOCUMENT["components"]["schemas"].keys()


def test_the_example_page_talks_to_the_shops_own_back_end_and_holds_no_key() -> None:
    shown, _, back_end = EXAMPLE_PAGE.rpartition("<!--")

    assert "Bearer" in back_end and "/checkout/consents" in back_end
    for word in ("Bearer", "authorization", "/checkout/consents", "TOWKAY", "https://"):
        assert word not in shown
    assert "checked>" not in shown and 'checked="' not in shown, "nothing is ticked beforehand"
    assert "innerHTML" not in shown


def test_the_back_end_of_the_example_names_members_of_the_form_alone() -> None:
    body = EXAMPLE_PAGE.rpartition("JSON.stringify({")[2].partition("}),")[0]
    named = set(re.findall(r"^      (\w+):", body, flags=re.MULTILINE))

    assert {"order", "agreed", "wording", "agreed_at"} <= named <= Consent.model_fields.keys()
