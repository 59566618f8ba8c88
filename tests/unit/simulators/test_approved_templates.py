"""The bench's WhatsApp business has what the brand's campaigns send there, and nothing else."""

from tests.unit.simulators.rig import NUMBER, running
from towkay.domain.brands import Account
from workbench.approved_templates import stock
from workbench.paths import DEMO_BRAND
from workbench.publish import compiled
from workbench.simulators.whatsapp.platform import WhatsAppPlatform


def test_each_template_that_a_campaign_names_is_there_once_and_approved() -> None:
    pack, account = compiled(DEMO_BRAND).body, Account("whatsapp", NUMBER.account)
    with running() as rig:
        platform = rig.simulators.platform("whatsapp")
        assert isinstance(platform, WhatsAppPlatform)
        templates = platform.state.business(NUMBER.waba).templates

        for _ in range(2):
            stock(rig.simulators, [account, Account("line", "U0")], pack)

        names = [(one.name, one.language) for one in templates.all]
        assert len(names) == len(set(names)) >= 10
        assert {one.status for one in templates.all} == {"APPROVED"}
        letter = templates.find("weekly_tea", "zh_TW")
        assert letter is not None and letter.category == "MARKETING"
        assert "{{1}}早安，本週主角是{{2}}" in letter.components[0]["text"]
        bare = templates.find("birthday_gift", "en_US")
        assert bare is not None and bare.components[0]["text"].endswith("{{1}}")
