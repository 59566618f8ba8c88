"""Which token did a call bring along?"""

from werkzeug.wrappers import Request


def bearer_token(request: Request) -> str:
    """The token of the `Authorization` header; empty when there is none of that kind."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
