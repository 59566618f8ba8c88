"""Are a question of satisfaction and the requests for leave well formed, and how do they look?

Source: Messenger Platform, "Customer feedback template", "Marketing messages opt-in request",
"One-time notification".
"""

import re
from typing import Any

from workbench.simulators.conversation import Button, Face
from workbench.simulators.meta import refusals as common
from workbench.simulators.meta.parts import (
    Json,
    check_list,
    check_one_of,
    check_optional,
    check_string,
    check_url,
)

_DEFAULT_TITLE = "Updates and promotions"
_LABELS = {
    "ALLOW": "Allow messages",
    "GET": "Get messages",
    "GET_UPDATES": "Get updates",
    "OPT_IN": "Opt in to messages",
    "SIGN_UP": "Sign up for messages",
}
_QUESTION_ID = re.compile(r"[A-Za-z0-9_]{1,80}")
_KINDS = ("csat", "nps", "ces", "free_form")
_SCORES = ("one_to_five", "five_stars", "five_emojis", "zero_to_ten", "one_to_seven")
_SCORE_LABELS = ("neg_pos", "hard_easy", "dis_sat", "unlike_like", "poor_great", "none")
_MOST_DAYS = 7


def check_opt_in(payload: Json) -> None:
    check_string("[payload]", payload.get("payload"), 1000)
    check_optional(payload, "", title=65)
    if "image_url" in payload:
        check_url("[image_url]", payload["image_url"])
    for name, allowed in (
        ("image_aspect_ratio", ("HORIZONTAL", "SQUARE")),
        ("notification_messages_cta_text", tuple(_LABELS)),
    ):
        if name in payload:
            check_one_of(f"[{name}]", payload[name], allowed)
    check_list("[elements]", payload.get("elements", []), 0, 5)


def check_one_time(payload: Json) -> None:
    check_string("[title]", payload.get("title"), 65)
    check_string("[payload]", payload.get("payload"), 1000)


def check_feedback(payload: Json) -> None:
    """One screen with one question, and where the shop says what becomes of the answer."""
    for name, most in (("title", 65), ("subtitle", 80), ("button_title", 20)):
        check_string(f"[{name}]", payload.get(name), most)
    privacy = payload.get("business_privacy")
    check_url("[business_privacy][url]", privacy.get("url") if isinstance(privacy, dict) else None)
    (screen,) = check_list("[feedback_screens]", payload.get("feedback_screens"), 1, 1)
    where = "[feedback_screens][0][questions]"
    (question,) = check_list(where, screen.get("questions"), 1, 1)
    _check_question(f"{where}[0]", question)
    days = payload.get("expires_in_days", 1)
    if not isinstance(days, int) or not 1 <= days <= _MOST_DAYS:
        raise common.bad_parameter("Param name_placeholder[expires_in_days] must be 1 to 7")


def _check_question(where: str, question: Json) -> None:
    name = question.get("id")
    if not isinstance(name, str) or not _QUESTION_ID.fullmatch(name):
        raise common.bad_parameter(f"Param name_placeholder{where}[id] is not an id")
    check_one_of(f"{where}[type]", question.get("type"), _KINDS)
    if "title" in question:
        check_string(f"{where}[title]", question["title"], 85)
    _check_scores(where, question)


def _check_scores(where: str, question: Json) -> None:
    allowed: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("score_option", _SCORES),
        ("score_label", _SCORE_LABELS),
    )
    for name, values in allowed:
        if name in question:
            check_one_of(f"{where}[{name}]", question[name], values)
    follow_up: Any = question.get("follow_up", {"type": "free_form"})
    kind = follow_up.get("type") if isinstance(follow_up, dict) else None
    check_one_of(f"{where}[follow_up][type]", kind, ("free_form",))


def opt_in(payload: Json) -> tuple[Face, ...]:
    label = _LABELS[payload.get("notification_messages_cta_text", "GET_UPDATES")]
    button = Button(label, "notification_messages", payload["payload"])
    title = payload.get("title", _DEFAULT_TITLE)
    return (Face(title, image=payload.get("image_url", ""), buttons=(button,)),)


def one_time(payload: Json) -> tuple[Face, ...]:
    button = Button("Notify Me", "one_time_notif_req", payload["payload"])
    return (Face(payload["title"], buttons=(button,)),)


def feedback(payload: Json) -> tuple[Face, ...]:
    question = payload["feedback_screens"][0]["questions"][0]["id"]
    button = Button(payload["button_title"], "customer_feedback", question)
    return (Face(payload["title"], payload["subtitle"], buttons=(button,)),)
