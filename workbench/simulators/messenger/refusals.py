"""Which error bodies does Messenger answer with, beside those of all of Meta's channels?"""

from typing import Any

from workbench.simulators.meta.refusals import GraphRefusal

_WINDOW_TEXT = (
    "(#10) This message is sent outside of allowed window. Learn more about the new policy here: "
    "https://developers.facebook.com/docs/messenger-platform/policy-overview"
)
_NEWS_TEXT = (
    "(#10) This message is sent outside of allowed window. You need News Messaging permission to "
    "be able to do it."
)


def window_closed() -> GraphRefusal:
    return GraphRefusal(10, _WINDOW_TEXT, subcode=2018278)


def news_permission_needed() -> GraphRefusal:
    return GraphRefusal(10, _NEWS_TEXT, subcode=2018065)


def utility_permission_needed() -> GraphRefusal:
    return GraphRefusal(200, "(#200) Requires pages_utility_messaging permission")


def proof_missing() -> GraphRefusal:
    return GraphRefusal(100, "API calls from the server require an appsecret_proof argument")


def proof_wrong() -> GraphRefusal:
    return GraphRefusal(100, "Invalid appsecret_proof provided in the API argument")


def rate_limited() -> GraphRefusal:
    return GraphRefusal(613, "(#613) Calls to this api have exceeded the rate limit.")


def no_capability() -> GraphRefusal:
    return GraphRefusal(3, "(#3) Application does not have the capability to make this API call.")


def app_limit() -> GraphRefusal:
    return GraphRefusal(4, "(#4) Application request limit reached", transient=True)


def too_many_calls() -> GraphRefusal:
    text = "There have been too many calls to this Messenger account. Wait a bit and try again."
    return GraphRefusal(80006, f"(#80006) {text}")


def restricted(code: int) -> GraphRefusal:
    """A bar on the Page: 368, or 10 with 1893063."""
    text = "You are temporarily restricted from sending messages."
    return GraphRefusal(368, text) if code == 368 else GraphRefusal(10, text, subcode=code)


def other_owner() -> GraphRefusal:
    text = "Message failed to send because another app is controlling this thread now."
    return GraphRefusal(2018300, text)


def answers_itself() -> GraphRefusal:
    text = "Message failed to send because an automated response is running in this thread."
    return GraphRefusal(2018321, text)


def marketing(number: int, message: str, **data: Any) -> GraphRefusal:
    """A refusal of marketing messages, by its own number."""
    return GraphRefusal(number, message, data=data or None)


def unknown_path(path: str) -> GraphRefusal:
    return GraphRefusal(2500, f"Unknown path components: {path}")
