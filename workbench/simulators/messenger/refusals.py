"""Which error bodies does the Graph API answer with?"""

from typing import Any

_WINDOW_TEXT = (
    "(#10) This message is sent outside of allowed window. Learn more about the new policy here: "
    "https://developers.facebook.com/docs/messenger-platform/policy-overview"
)
_NEWS_TEXT = (
    "(#10) This message is sent outside of allowed window. You need News Messaging permission to "
    "be able to do it."
)
_DEAD = {
    458: "The user has not authorized application.",
    460: (
        "The session has been invalidated because the user changed their password or Facebook has "
        "changed the session for security reasons."
    ),
    463: "Session has expired on Saturday, 21-Nov-26 00:00:00 PST.",
    492: "The user must be an administrator, editor, or moderator of the page.",
}


class GraphRefusal(Exception):
    """A call the Graph API refuses."""

    def __init__(
        self,
        code: int,
        message: str,
        *,
        subcode: int | None = None,
        status: int = 400,
        transient: bool | None = None,
        data: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.subcode = subcode
        self.status = status
        self.transient = transient
        self.data = data

    def body(self, trace: str) -> dict[str, Any]:
        """The error body; optional members only where they say something."""
        error: dict[str, Any] = {"message": self.message, "type": "OAuthException"}
        error["code"] = self.code
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        if self.transient is not None:
            error["is_transient"] = self.transient
        if self.data is not None:
            error["error_data"] = self.data
        error["fbtrace_id"] = trace
        return {"error": error}


def bad_parameter(message: str, subcode: int | None = None) -> GraphRefusal:
    return GraphRefusal(100, f"(#100) {message}", subcode=subcode)


def too_many(where: str) -> GraphRefusal:
    """`where` is quoted as the platform does; only its placeholders come with a full stop."""
    end = "." if where.startswith("name_placeholder") else ""
    return GraphRefusal(105, f"(#105) param {where} has too many elements{end}")


def no_such_object(name: str) -> GraphRefusal:
    text = (
        f"Unsupported post request. Object with ID '{name}' does not exist, cannot be loaded due "
        "to missing permissions, or does not support this operation."
    )
    return GraphRefusal(100, text, subcode=33)


def window_closed() -> GraphRefusal:
    return GraphRefusal(10, _WINDOW_TEXT, subcode=2018278)


def news_permission_needed() -> GraphRefusal:
    return GraphRefusal(10, _NEWS_TEXT, subcode=2018065)


def no_permission() -> GraphRefusal:
    return GraphRefusal(10, "(#10) Application does not have permission for this action")


def utility_permission_needed() -> GraphRefusal:
    return GraphRefusal(200, "(#200) Requires pages_utility_messaging permission")


def no_token() -> GraphRefusal:
    return GraphRefusal(104, "An access token is required to request this resource.")


def unknown_token() -> GraphRefusal:
    return GraphRefusal(190, "Invalid OAuth access token - Cannot parse access token")


def revoked_token() -> GraphRefusal:
    return dead_token(460)


def dead_token(subcode: int) -> GraphRefusal:
    """A token that was good once: 458 app removed, 460 password, 463 expired, 492 role lost."""
    return GraphRefusal(190, f"Error validating access token: {_DEAD[subcode]}", subcode=subcode)


def proof_missing() -> GraphRefusal:
    return GraphRefusal(100, "API calls from the server require an appsecret_proof argument")


def proof_wrong() -> GraphRefusal:
    return GraphRefusal(100, "Invalid appsecret_proof provided in the API argument")


def rate_limited() -> GraphRefusal:
    return GraphRefusal(613, "(#613) Calls to this api have exceeded the rate limit.")


def unavailable_person() -> GraphRefusal:
    text = "(#551) This person isn't available right now."
    return GraphRefusal(551, text, subcode=1545041)


def service_error() -> GraphRefusal:
    text = "An unexpected error has occurred. Please retry your request later."
    return GraphRefusal(2, text, status=500, transient=True)


def no_capability() -> GraphRefusal:
    return GraphRefusal(3, "(#3) Application does not have the capability to make this API call.")


def app_limit() -> GraphRefusal:
    return GraphRefusal(4, "(#4) Application request limit reached", transient=True)


def no_role() -> GraphRefusal:
    text = (
        "(#200) Cannot message users who are not admins, developers or testers of the app until "
        "pages_messaging permission is reviewed and the app is live."
    )
    return GraphRefusal(200, text, subcode=2018028)


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
