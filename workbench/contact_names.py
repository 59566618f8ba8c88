"""How is a contact named on the command line?"""

from towkay.domain.channels import CONNECTED, ContactKey
from workbench.errors import WorkbenchError


def contact_named(text: str) -> ContactKey:
    """`channel:account:user`. Raises `WorkbenchError` for anything else."""
    channel, _, rest = text.partition(":")
    account, _, user = rest.partition(":")
    known = next((one for one in CONNECTED if one == channel), None)
    if known is None or not account or not user:
        channels = ", ".join(CONNECTED)
        raise WorkbenchError(
            f"聯絡人要寫成 channel:account:user（channel 是 {channels}）\n"
            f"A contact is named channel:account:user, the channel one of {channels}."
        )
    return ContactKey(known, account, user)
