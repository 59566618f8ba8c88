"""Which error bodies does the Cloud API answer with?"""

from typing import Any

# Cloud API, "Error codes": what is said of each, and with which HTTP status it is answered.
_TITLES = {
    0: ("AuthException", 401),
    1: ("API Unknown", 400),
    2: ("API Service", 503),
    3: ("API Method", 500),
    4: ("API Too Many Calls", 400),
    10: ("Permission Denied", 403),
    33: ("Parameter value is not valid", 400),
    100: ("Invalid parameter", 400),
    190: ("Access token has expired", 401),
    200: ("Permission Denied", 403),
    368: ("Temporarily blocked for policies violations", 403),
    2500: ("Unknown path components", 400),
    80007: ("Rate limit issues", 400),
    130403: ("User is blocked by this business", 400),
    130429: ("Rate limit hit", 400),
    130472: ("User's number is part of an experiment", 400),
    131000: ("Something went wrong", 500),
    131005: ("Access denied", 403),
    131008: ("Required parameter is missing", 400),
    131009: ("Parameter value is not valid", 400),
    131016: ("Service unavailable", 500),
    131021: ("Recipient cannot be sender", 400),
    131026: ("Message undeliverable", 400),
    131030: ("Recipient phone number not in allowed list", 400),
    131042: ("Business eligibility payment issue", 400),
    131047: ("Re-engagement message", 400),
    131048: ("Spam rate limit hit", 400),
    131049: ("This message was not delivered to maintain healthy ecosystem engagement.", 400),
    131050: ("User has stopped marketing messages from this business", 400),
    131051: ("Unsupported message type", 400),
    131053: ("Media upload error", 400),
    131055: ("Method not allowed", 400),
    131056: ("(Business Account, Consumer Account) pair rate limit hit", 400),
    131062: ("Recipient identifier is not supported for this message", 400),
    132000: ("Number of parameters does not match the expected number of params", 400),
    132001: ("Template name does not exist in the translation", 404),
    132005: ("Translated text too long", 400),
    132012: ("Parameter format does not match format in the created template", 400),
    132015: ("Template is paused", 400),
    132016: ("Template is disabled", 400),
    132021: ("Template name is used by another template", 400),
    132068: ("Flow is blocked", 400),
    132069: ("Flow is throttled", 400),
    133005: ("Two step verification PIN mismatch", 400),
    133010: ("Phone number not registered", 400),
    133016: ("Account register rate limit hit", 400),
    134100: ("Only marketing messages supported", 400),
    134101: ("Template is still syncing", 400),
    137000: ("Recipient identity key hash mismatch", 400),
    138038: ("This app does not own the conversation", 400),
    139100: ("Failed to block or unblock some users", 400),
    139101: ("Blocklist limit reached", 400),
    2494191: ("Taking the conversation is not allowed", 400),
}
_MORE = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"


class CloudRefusal(Exception):
    """A call the Cloud API refuses, or the reason why a message failed afterwards.

    `beside` is what the answer has next to its `error`.
    """

    def __init__(
        self,
        code: int,
        details: str = "",
        *,
        message: str = "",
        subcode: int | None = None,
        status: int | None = None,
        beside: dict[str, Any] | None = None,
    ) -> None:
        title, known_status = _TITLES.get(code, ("Invalid parameter", 400))
        super().__init__(details or title)
        self.code = code
        self.details = details
        self.message = message or f"(#{code}) {title}"
        self.subcode = subcode
        self.status = status or known_status
        self.beside = beside or {}

    def body(self, trace: str) -> dict[str, Any]:
        """The error body; optional members only where they say something."""
        error: dict[str, Any] = {"message": self.message, "type": "OAuthException"}
        error["code"] = self.code
        if self.subcode is not None:
            error |= {"error_subcode": self.subcode, "error_user_title": self.details}
            error["error_user_msg"] = self.details
        if self.details:
            error["error_data"] = {"messaging_product": "whatsapp", "details": self.details}
        if self.code in (2, 131000, 131016):
            error["is_transient"] = True
        return self.beside | {"error": error | {"fbtrace_id": trace}}


def failure(code: int, details: str = "") -> dict[str, Any]:
    """The same as an element of a failed status' `errors`."""
    title = _TITLES[code][0]
    return {
        "code": code,
        "title": title,
        "message": title,
        "href": _MORE,
        "error_data": {"details": details or title},
    }


def required(name: str) -> CloudRefusal:
    return CloudRefusal(100, message=f"(#100) The parameter {name} is required.")


def bad_parameter(details: str, *, subcode: int | None = None) -> CloudRefusal:
    return CloudRefusal(100, details, subcode=subcode)


def wrong_value(details: str) -> CloudRefusal:
    return CloudRefusal(131009, details)


def no_such_object(name: str, method: str = "post") -> CloudRefusal:
    text = (
        f"Unsupported {method} request. Object with ID '{name}' does not exist, cannot be loaded "
        "due to missing permissions, or does not support this operation"
    )
    return CloudRefusal(100, message=text, subcode=33)


def unknown_token() -> CloudRefusal:
    text = "Invalid OAuth access token - Cannot parse access token"
    return CloudRefusal(190, message=text)


def revoked_token() -> CloudRefusal:
    text = "Error validating access token: The session has been invalidated."
    return CloudRefusal(190, message=text)


def lacks(permission: str) -> CloudRefusal:
    return CloudRefusal(200, message=f"(#200) Requires {permission} permission")


def unknown_path(path: str) -> CloudRefusal:
    return CloudRefusal(2500, message=f"Unknown path components: {path}")


def rate_limited() -> CloudRefusal:
    return CloudRefusal(130429, "Message failed to send because there were too many messages.")


def service_error() -> CloudRefusal:
    return CloudRefusal(131000, "Message failed to send due to an unknown error.")
