"""Which secrets does an endpoint have, and which of them still hold?"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class SigningSecret:
    """A key that webhooks may be signed with; `until` ends a rotation's overlap, None is open."""

    value: str = field(repr=False)
    until: datetime | None = None


class FactName(StrEnum):
    """What may be known of an account that is no secret; the value is its member in `facts`."""

    PAGE = "page"  # whose token calls for an Instagram account; none with Instagram's own login
    WABA = "waba"  # the business account of a WhatsApp number
    PHONE = "phone"  # the WhatsApp number itself, as people see it, in digits
    AD_ACCOUNT = "ad_account"  # by which a Page's paid messages are billed
    CAMPAIGN = "campaign"  # in which they stand
    HANDLE = "handle"  # what links call it by: @shop on LINE, the user name on Instagram


@dataclass(frozen=True, slots=True)
class VerifySecrets:
    """What webhook may read of an endpoint: `accounts` maps each account to its brand.

    `facts` are what else is known of an account, by `FactName`.
    """

    app_id: str
    verify_token: str = field(repr=False)
    signing: tuple[SigningSecret, ...]
    accounts: Mapping[str, str]
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def signing_at(self, now: datetime) -> tuple[str, ...]:
        """The keys that hold at `now`; an empty one never does."""
        holding = [key for key in self.signing if key.until is None or now < key.until]
        return tuple(key.value for key in holding if key.value.strip())


@dataclass(frozen=True, slots=True)
class SendSecrets:
    """What delivery may read of an endpoint: the app secret and the token of each account.

    `facts` as in `VerifySecrets`.
    """

    app_secret: str = field(repr=False)
    tokens: Mapping[str, str] = field(repr=False)
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def fact(self, account: str, name: str) -> str:
        """What is known of an account under this name; empty where nothing is."""
        return self.facts.get(account, {}).get(name, "")


def same_secret(presented: str, expected: str) -> bool:
    """Whether two words are the same, in a time that does not tell where they differ.

    The only comparing of secrets; an empty one is never the same as anything.
    """
    same = hmac.compare_digest(
        presented.encode("utf-8", "surrogatepass"), expected.encode("utf-8", "surrogatepass")
    )
    return same and bool(expected.strip())


def is_endpoint_name(name: str) -> bool:
    """Whether `name` can be an endpoint: a short word that is safe inside a parameter's name."""
    plain = name.replace("-", "").replace("_", "")
    return len(name) <= 64 and plain.isascii() and plain.isalnum()
