"""Under which name does somebody of the shop act from the command line?"""

from towkay.domain.fitting.sound import well_formed
from workbench.errors import refusal
from workbench.languages import Words

_LONGEST = 64
_NO_NAME = Words(
    "請用 --by 寫下是誰做的（64 個字以內）。",
    "Say with --by who does it, in at most 64 letters.",
)


def staff_name(written: str) -> str | None:
    """The name, in any script, as it is stored; None for what is no name."""
    name = well_formed(written).strip()
    return name if name and len(name) <= _LONGEST and name.isprintable() else None


def staff_named(written: str, language: str) -> str:
    """The same. Raises `WorkbenchError` for what is no name."""
    name = staff_name(written)
    if name is None:
        raise refusal(_NO_NAME.spoken(language))
    return name
