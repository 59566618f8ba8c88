"""A contact is named by channel, account and id, and whoever has another id is told of by it."""

from dataclasses import replace

import pytest

from tests.support.builders import a_contact
from towkay.domain.channels import Channel, ContactKey, every_channel
from workbench.contact_names import contact_named, moved_on
from workbench.errors import WorkbenchError


@pytest.mark.parametrize("channel", every_channel())
def test_every_channel_can_be_named(channel: Channel) -> None:
    assert contact_named(f"{channel}:acc:u:1") == ContactKey(channel, "acc", "u:1")


@pytest.mark.parametrize("name", ["fax:acc:u", "line:acc", "line::u", "line:acc:", ""])
def test_what_is_no_name_is_refused_with_the_channels_there_are(name: str) -> None:
    with pytest.raises(WorkbenchError, match="whatsapp"):
        contact_named(name)


def test_whoever_has_another_id_is_told_of_by_it() -> None:
    contact = replace(a_contact(), moved_to="TW.new")

    assert moved_on(a_contact()) == ""
    assert f"{contact.key.channel}:{contact.key.account}:TW.new" in moved_on(contact)
