"""Why did the Graph API not list or create a template?

Source: WhatsApp Business Platform, "Error codes"; Messenger Platform, "Utility messages".
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from towkay.adapters.channels.approving import TemplateRefused
from towkay.adapters.channels.asking import Answer, Ask, problem_of
from towkay.adapters.channels.wire import json_object, object_at, word
from towkay.adapters.http import HttpReply
from towkay.domain.template_plans import Problem

_BY_SUBCODE: Mapping[str, Problem] = MappingProxyType(
    {"2388019": Problem.FULL, "2388023": Problem.LOCKED, "2388024": Problem.EXISTS}
)
_BY_CODE: Mapping[str, Problem] = MappingProxyType(
    {
        **dict.fromkeys(("3", "10", "190", "200", "131005"), Problem.NOT_ALLOWED),
        **dict.fromkeys(("4", "17", "32", "368", "613"), Problem.TOO_MANY_CALLS),
        **dict.fromkeys(("80006", "80007", "80008", "130429"), Problem.TOO_MANY_CALLS),
        **dict.fromkeys(("1", "2"), Problem.UNANSWERED),  # it may have been done all the same
    }
)
_MOST = 300


def refusal_of(ask: Ask, answer: Answer) -> TemplateRefused:
    """The answer as a refusal, with the platform's own number and words."""
    if not isinstance(answer, HttpReply):
        return TemplateRefused(Problem.UNANSWERED, f"{ask.name}: {problem_of(answer)}")
    error = object_at(json_object(answer.body), "error")
    said = " ".join(filter(None, (f"{ask.name}: {problem_of(answer)}", _words(error))))
    return TemplateRefused(_problem(answer, error), said)


def _problem(answer: HttpReply, error: Mapping[str, Any]) -> Problem:
    code, subcode = word(error.get("code")), word(error.get("error_subcode"))
    known = _BY_SUBCODE.get(subcode) or _BY_SUBCODE.get(code) or _BY_CODE.get(code)
    if known:
        return known
    return Problem.UNANSWERED if answer.status >= 500 or not code else Problem.WORDS


def _words(error: Mapping[str, Any]) -> str:
    """What was written for people, else the message: they say what is wrong with a text."""
    for name in ("error_user_msg", "message"):
        told = error.get(name)
        if isinstance(told, str) and told.strip():
            return " ".join(told.split())[:_MOST]
    return ""
