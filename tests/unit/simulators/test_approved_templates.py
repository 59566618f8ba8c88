"""The bench's WhatsApp business has what the brand's campaigns send there, and nothing else."""

from dataclasses import replace

from tests.support.said_of_parcels import LANGUAGES, USUAL
from tests.support.wanted import Shelf
from tests.unit.simulators.rig import BOT, NUMBER, PAGE, running
from towkay.adapters.packs_json import load_pack
from towkay.domain.brands import Account
from towkay.domain.shipping.needs import needed
from towkay.domain.shipping.rules import ApprovedWords, Filled, Gap, Occasion
from towkay.domain.template_plans import Outlook
from workbench.approved_templates import stock
from workbench.paths import DEMO_BRAND
from workbench.publish import compiled
from workbench.simulators.whatsapp.platform import WhatsAppPlatform


def test_each_template_that_a_campaign_names_is_there_once_and_approved() -> None:
    pack = compiled(DEMO_BRAND).body
    accounts = (Account("whatsapp", NUMBER.account), Account("line", BOT.account))
    brand = replace(load_pack(pack), accounts=accounts)
    with running() as rig:
        platform = rig.simulators.platform("whatsapp")
        assert isinstance(platform, WhatsAppPlatform)
        templates = platform.state.business(NUMBER.waba).templates

        for _ in range(2):
            stock(rig.simulators, brand, pack)

        names = [(one.name, one.language) for one in templates.all]
        assert len(names) == len(set(names)) >= 10
        assert {one.status for one in templates.all} == {"APPROVED"}
        letter = templates.find("weekly_tea", "zh_TW")
        assert letter is not None and letter.category == "MARKETING"
        assert "{{1}}早安，本週主角是{{2}}" in letter.components[0]["text"]
        bare = templates.find("birthday_gift", "en_US")
        assert bare is not None and bare.components[0]["text"].endswith("{{1}}")


def test_all_that_tells_of_parcels_is_there_too_so_that_publishing_finds_nothing_to_do() -> None:
    pack = compiled(DEMO_BRAND).body
    own = ApprovedWords("our_own", "zh_TW", (Filled(Gap.ORDER),))
    rules = replace(USUAL, approved={"whatsapp": {Occasion.DELIVERED: {"zh-TW": own}}})
    accounts = (Account("whatsapp", NUMBER.account), Account("messenger", PAGE.account))
    brand = replace(load_pack(pack), accounts=accounts, languages=LANGUAGES, shipping=rules)
    with running() as rig:
        for _ in range(2):
            stock(rig.simulators, brand, pack)

        stocks = Shelf(rig).stocks(needed(rules, LANGUAGES))

    found = [one for stock_ in stocks for one in stock_.plan.planned]
    assert len(stocks) == 2 and len(found) >= 40
    assert {one.outlook for one in found} == {Outlook.READY}
    assert any(one.wanted.name == "our_own" for one in found)
