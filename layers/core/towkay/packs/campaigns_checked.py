"""A brand's campaigns, read and compared with all that they depend on."""

from collections.abc import Iterable
from pathlib import Path

from towkay.packs.campaign_bounds import check_bounds
from towkay.packs.campaign_calendar import check_calendar, check_meetings
from towkay.packs.campaign_channels import check_channels
from towkay.packs.campaign_context import Known
from towkay.packs.campaign_lint import check_points
from towkay.packs.campaign_nights import check_nights
from towkay.packs.campaign_plain import plain, versioned
from towkay.packs.campaign_rhythm import check_rhythm
from towkay.packs.campaign_shown import check_shown
from towkay.packs.campaigns_file import Written, read_campaigns
from towkay.packs.findings import Findings


def campaign_members(folder: Path, known: Known, findings: Findings) -> list[object]:
    """The pack's form of the campaigns."""
    read = read_campaigns(folder, known, findings)
    check_all(read, known, findings)
    return [plain(versioned(written.campaign)) for written in read]


def check_all(read: Iterable[Written], known: Known, findings: Findings) -> None:
    """Everything that one campaign, or two of them, can have against the brand and the calendar."""
    campaigns, told = list(read), set[tuple[str, str]]()
    for written in campaigns:
        check_channels(written, known, findings, told)
        check_shown(written, known, findings)
        check_calendar(written, known, findings)
        check_rhythm(written, known, findings)
        check_nights(written, known, findings)
        check_bounds(written, known, findings)
        check_points(written, findings)
    check_meetings(campaigns, known, findings)
