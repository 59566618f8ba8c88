"""What is said of a parcel without a word of the brand's own is approved as it stands."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.said_of_parcels import LANGUAGES, USUAL
from tests.support.wanted import Shelf
from tests.unit.simulators.rig import running
from towkay.adapters.packs_json import load_pack
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.rules import ShippingRules
from towkay.domain.shipping.wanted import wanted_templates
from towkay.domain.template_plans import Outlook
from towkay.packs.compiler import CompiledPack
from workbench.compiling import compile_folder
from workbench.paths import DEMO_BRAND

EVERY = replace(USUAL, tells=frozenset(Milestone))


@pytest.mark.parametrize("channel", ["whatsapp", "messenger"])
@pytest.mark.parametrize("of_demo", [False, True], ids=["ready words", "the demo's own"])
def test_every_template_is_created_and_approved(channel: str, of_demo: bool) -> None:
    wanted = wanted_templates(_demo(DEMO_BRAND) if of_demo else EVERY, LANGUAGES)
    with running() as rig:
        shelf = Shelf(rig)
        made = shelf.stocker.create(shelf.stock(channel, wanted))
        assert made.refused == ()
        assert {one.outlook for one in shelf.stock(channel, wanted).plan.planned} == {Outlook.READY}


def _demo(folder: Path) -> ShippingRules:
    pack = compile_folder(folder)
    assert isinstance(pack, CompiledPack)
    rules = load_pack(pack.body).shipping
    assert rules
    return rules
