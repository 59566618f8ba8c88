"""How does a compiled campaign stand in the pack's JSON, and what names its content?"""

import hashlib
import json
from dataclasses import fields, is_dataclass, replace
from datetime import datetime

from towkay.domain.campaigns import Campaign

MEMBER = "campaigns"
_KIND = "is"  # names the class, where what is read may be one of several
_VERSION = 12  # hexadecimal digits: two states of one campaign alike is nothing to fear


def versioned(campaign: Campaign) -> Campaign:
    """The campaign under the name of its content."""
    text = json.dumps(plain(replace(campaign, version="")), sort_keys=True)
    return replace(campaign, version=hashlib.sha256(text.encode()).hexdigest()[:_VERSION])


def plain(value: object) -> object:
    """Maps, lists, texts and numbers only."""
    if is_dataclass(value):
        named = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return {_KIND: type(value).__name__, **named}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value
