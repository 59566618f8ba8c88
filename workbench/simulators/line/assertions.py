"""What does the assertion say with which a channel asks for a token?

Its signature is not checked: whoever reaches this machine may have a token of its accounts.
"""

import base64
import binascii
import json
from typing import Any

from workbench.simulators.line import refusals

Json = dict[str, Any]


def read_jwt(text: str) -> tuple[Json, Json]:
    """Header and claims. Raises `LineRefusal`."""
    parts = text.split(".")
    if len(parts) != 3:
        raise refusals.oauth("invalid_client", "Invalid 'client_assertion'.")
    return _part(parts[0]), _part(parts[1])


def _part(text: str) -> Json:
    try:
        read = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError) as error:
        raise refusals.oauth("invalid_client", "Invalid 'client_assertion'.") from error
    if not isinstance(read, dict):
        raise refusals.oauth("invalid_client", "Invalid 'client_assertion'.")
    return read
