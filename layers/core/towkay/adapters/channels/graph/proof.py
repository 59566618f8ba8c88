"""At which version is the Graph API called, and how does a caller prove to hold the app secret?"""

import hashlib
import hmac
from urllib.parse import quote

from towkay.adapters.channels.wire import CREDENTIALS_MISSING, CallImpossible

VERSION = "v26.0"


def proved_path(version: str, node: str, edge: str, token: str, app_secret: str) -> str:
    """The path of a call with its proof. Raises `CallImpossible` when there is no app secret.

    The proof stands in the query, so that the body is the same bytes whatever becomes of the
    secrets.
    """
    proof = f"appsecret_proof={proof_of(token, app_secret)}"
    return f"/{version}/{quote(node, safe='')}/{edge}?{proof}"


def proof_of(token: str, app_secret: str) -> str:
    """Meta's proof that the caller of `token` holds the app secret as well.

    Raises `CallImpossible` when there is none.
    """
    if not app_secret.strip():
        raise CallImpossible(CREDENTIALS_MISSING)
    return hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()
