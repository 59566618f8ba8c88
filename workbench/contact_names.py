"""How is a contact named on the command line?"""

from towkay.domain.channels import ContactKey, every_channel
from towkay.domain.contacts import Contact
from workbench.errors import WorkbenchError


def contact_named(text: str) -> ContactKey:
    """`channel:account:user`. Raises `WorkbenchError` for anything else."""
    channel, _, rest = text.partition(":")
    account, _, user = rest.partition(":")
    known = next((one for one in every_channel() if one == channel), None)
    if known is None or not account or not user:
        channels = ", ".join(every_channel())
        raise WorkbenchError(
            f"聯絡人要寫成 channel:account:user（channel 是 {channels}）\n"
            f"A contact is named channel:account:user, the channel one of {channels}."
        )
    return ContactKey(known, account, user)


def moved_on(contact: Contact) -> str:
    """Where a shopper is known now who has another id since; empty for all others."""
    if not contact.moved_to:
        return ""
    name = f"{contact.key.channel}:{contact.key.account}:{contact.moved_to}"
    return (
        f"這位客人換了編號，同意和停止都跟著過去了：{name}\n"
        f"This shopper has another id since; consent and stops went along: {name}"
    )
