"""Do the personal fields in what a campaign says have something to stand there for everybody?"""

import re

from towkay.domain.personal import PERSONAL
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.findings import Findings, Place
from towkay.packs.texts import is_id

_BRACED = re.compile(r"\{[^{}\n]*\}?|\}")


def check_personal(
    text: str, place: Place, findings: Findings, *, in_template: bool = False
) -> None:
    """In a template a gap must never be filled with nothing: platforms refuse that."""
    for found in _BRACED.finditer(text):
        written = found[0]
        personal = PERSONAL.fullmatch(written)
        name = personal[1].strip() if personal else written.strip("{} ")
        if personal and is_id(name):
            if in_template and not personal[2].strip():
                findings.add(CampaignKind.PERSONAL_EMPTY, place, name=name)
        elif is_id(name) and written == f"{{{name}}}":
            findings.add(CampaignKind.PERSONAL_NO_FALLBACK, place, name=name)
        else:
            findings.add(CampaignKind.PERSONAL_UNREADABLE, place, value=written)


def check_not_personal(key: str, text: str, place: Place, findings: Findings) -> None:
    """Addresses, labels and names of templates are the same for everybody."""
    if "{" in text or "}" in text:
        findings.add(CampaignKind.PERSONAL_MISPLACED, place, key=key)


def as_unknown(text: str) -> str:
    """The text as somebody reads it of whom nothing is known."""
    return PERSONAL.sub(lambda found: found[2].strip(), text)
