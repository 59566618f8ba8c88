"""With which error bodies does the Graph API refuse a call, whichever of Meta's channels it is?"""

from typing import Any

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


def bad_parameter(message: str = "Invalid parameter", subcode: int | None = None) -> GraphRefusal:
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


def no_permission() -> GraphRefusal:
    return GraphRefusal(10, "(#10) Application does not have permission for this action")


def no_token() -> GraphRefusal:
    return GraphRefusal(104, "An access token is required to request this resource.")


def unknown_token() -> GraphRefusal:
    return GraphRefusal(190, "Invalid OAuth access token - Cannot parse access token")


def dead_token(subcode: int) -> GraphRefusal:
    """A token that was good once: 458 app removed, 460 password, 463 expired, 492 role lost."""
    return GraphRefusal(190, f"Error validating access token: {_DEAD[subcode]}", subcode=subcode)


def revoked_token() -> GraphRefusal:
    return dead_token(460)


def unavailable_person() -> GraphRefusal:
    text = "(#551) This person isn't available right now."
    return GraphRefusal(551, text, subcode=1545041)


def service_error() -> GraphRefusal:
    text = "An unexpected error has occurred. Please retry your request later."
    return GraphRefusal(2, text, status=500, transient=True)


def no_role() -> GraphRefusal:
    text = (
        "(#200) Cannot message users who are not admins, developers or testers of the app until "
        "pages_messaging permission is reviewed and the app is live."
    )
    return GraphRefusal(200, text, subcode=2018028)
