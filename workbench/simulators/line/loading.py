"""May this loading animation be shown?"""

from typing import Any

from workbench.simulators.identifiers import LINE_USER_ID
from workbench.simulators.line.refusals import Problem, wrong_body

_LONGEST_S = 60
_STEP_S = 5
_USUAL_S = 20
_NOT_A_PERSON = (
    "Only user id is acceptable, please confirm if there are any group/room ids or illegal ids."
)


def refuse_wrong_loading(body: dict[str, Any]) -> None:
    """Raises `LineRefusal` for another chat than a person's, or an odd number of seconds."""
    problems = []
    chat, seconds = body.get("chatId"), body.get("loadingSeconds", _USUAL_S)
    if not isinstance(chat, str) or not LINE_USER_ID.fullmatch(chat):
        problems.append(Problem(_NOT_A_PERSON, "chatId"))
    if not isinstance(seconds, int) or not _STEP_S <= seconds <= _LONGEST_S:
        problems.append(Problem("Must be between 5 and 60", "loadingSeconds"))
    elif seconds % _STEP_S:
        problems.append(Problem("must be a multiple of five", "loadingSeconds"))
    if problems:
        raise wrong_body(problems)
