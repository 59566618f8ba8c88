"""The keys that links are signed with: made when the first link is, replaced on wish."""

import secrets
from typing import TYPE_CHECKING

from towkay.adapters.ref_keys import ref_keys_in, ref_keys_name, ref_keys_text
from workbench.targets import Target

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient

_MOST_KEYS = 3  # links signed with older ones no longer count


def signing_key(where: Target, *, renewed: bool = False) -> str:
    """The key to sign with; a new one where there is none, or where one is wished for.

    Links that hang on walls were signed with the older ones, which go on counting.
    """
    known = _stored(where.ssm, ref_keys_name(where.stage))
    if known and not renewed:
        return known[0]
    keys = (secrets.token_urlsafe(32), *known)[:_MOST_KEYS]
    where.ssm.put_parameter(
        Name=ref_keys_name(where.stage),
        Value=ref_keys_text(keys),
        Type="SecureString",
        Overwrite=bool(known),
    )
    return keys[0]


def _stored(ssm: "SSMClient", name: str) -> tuple[str, ...]:
    try:
        answer = ssm.get_parameter(Name=name, WithDecryption=True)
    except ssm.exceptions.ParameterNotFound:
        return ()
    return ref_keys_in(answer["Parameter"]["Value"])
