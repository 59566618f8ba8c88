"""Which error bodies does the Messaging API answer with?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One entry of `details`: what is wrong, and where."""

    message: str
    property: str


class LineRefusal(Exception):
    """A call the Messaging API refuses."""

    def __init__(self, status: int, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.problems = tuple(problems)

    def body(self) -> dict[str, Any]:
        """The error body; `details` is left out when there are none."""
        if not self.problems:
            return {"message": self.message}
        details = [{"message": p.message, "property": p.property} for p in self.problems]
        return {"message": self.message, "details": details}


def wrong_body(problems: Sequence[Problem]) -> LineRefusal:
    return LineRefusal(400, f"The request body has {len(problems)} error(s)", problems)


def wrong_property(name: str) -> LineRefusal:
    text = f"The property, {name}, in the request body is invalid (line: -, column: -)"
    return LineRefusal(400, text)


def not_json(line: int, column: int) -> LineRefusal:
    text = f"The request body could not be parsed as JSON (line: {line}, column: {column})"
    return LineRefusal(400, text)


def media_type(given: str) -> LineRefusal:
    return LineRefusal(415, f"The content type, {given}, is not supported")


def too_large() -> LineRefusal:
    return LineRefusal(413, "The request body is too large")


def unauthorised() -> LineRefusal:
    text = (
        "Authentication failed due to the following reason: invalid token. Confirm that the "
        "access token in the authorization header is valid."
    )
    return LineRefusal(401, text)


def rate_limited() -> LineRefusal:
    return LineRefusal(429, "The API rate limit has been exceeded. Try again later.")


def monthly_limit() -> LineRefusal:
    return LineRefusal(429, "You have reached your monthly limit.")


def reply_token() -> LineRefusal:
    return LineRefusal(400, "Invalid reply token")


def retry_key(text: str) -> LineRefusal:
    return LineRefusal(400, text)


def unknown_recipient() -> LineRefusal:
    return LineRefusal(400, "Failed to send messages")


def not_found() -> LineRefusal:
    return LineRefusal(404, "Not found")


def server_error() -> LineRefusal:
    return LineRefusal(500, "Internal server error")


class OAuthRefusal(LineRefusal):
    """A call about tokens that is refused, in OAuth's own form."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(400, description)
        self.error = error

    def body(self) -> dict[str, Any]:
        return {"error": self.error, "error_description": self.message}


def oauth(error: str, description: str) -> OAuthRefusal:
    return OAuthRefusal(error, description)


def no_leave() -> LineRefusal:
    return LineRefusal(403, "Access to this API is not available for your account")


def wrong_value(name: str) -> LineRefusal:
    return LineRefusal(400, f"The value for the '{name}' parameter is invalid")


class BareRefusal(LineRefusal):
    """The body that one call about statistics sends in place of words."""

    def body(self) -> dict[str, Any]:
        return dict.fromkeys(("message", "key", "stacktrace", "code"))


def bare() -> BareRefusal:
    return BareRefusal(400, "")
