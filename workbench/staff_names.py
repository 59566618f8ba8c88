"""Under which name does somebody of the shop act from the command line?"""

from towkay.domain.fitting.sound import well_formed

_LONGEST = 64


def staff_name(written: str) -> str | None:
    """The name, in any script, as it is stored; None for what is no name."""
    name = well_formed(written).strip()
    return name if name and len(name) <= _LONGEST and name.isprintable() else None
