"""Admin: the brand's people look at campaigns, write, approve and stop them, and read the books."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from towkay.adapters.staff.refusals import closed, refusal
from towkay.adapters.staff.stack import staff_desk
from towkay.domain.errors import TransientError
from towkay.runtime.aws import aws_client
from towkay.runtime.clock import ends_at, now
from towkay.runtime.observability import count, describe, logger, metrics
from towkay.runtime.settings import from_env
from towkay.runtime.staff_http import json_answer, read_call

if TYPE_CHECKING:
    from towkay.domain.campaign_edits import EditedPack, UnfitCampaign


@dataclass(frozen=True, slots=True)
class Settings:
    table_name: str
    packs_bucket: str
    turn_retention_days: int


def compiled(*about: Any) -> "EditedPack | UnfitCampaign":
    # Who only looks or decides waits for no compiler.
    from towkay.packs.campaign_edit import edited_pack

    return edited_pack(*about)


settings = from_env(Settings)
desk = staff_desk(
    *(aws_client("dynamodb"), settings.table_name, aws_client("s3"), settings.packs_bucket),
    *(settings.turn_retention_days, now, compiled),
)


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    call = read_call(event)
    if isinstance(call, int):
        count("staff_call_refused")
        return json_answer(*closed(call))
    try:
        status, plain = desk.answer(call, now(), ends_at(context))
    except Exception as error:
        # Not raised, not even a bug: the runtime would log its words.
        logger.error("staff call failed", extra={"ask": call.ask.value, **describe(error)})
        count("staff_call_failed")
        status, plain = refusal("unavailable" if isinstance(error, TransientError) else "failed")
    logger.info("staff call", extra={"ask": call.ask.value, "brand": call.brand, "status": status})
    count("staff_call")
    return json_answer(status, plain)
