"""Short names that are the same in every process: for queue groups, deduplication and shards."""

import hashlib
import json

from towkay.domain.channels import ContactKey


def digest(*parts: str) -> bytes:
    """A hash of the parts that no other split of the same text shares."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).digest()


def contact_digest(key: ContactKey) -> bytes:
    return digest(key.channel, key.account, key.user)
