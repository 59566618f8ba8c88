"""How does a caller of the Graph API prove that it holds the app secret as well?"""

import hashlib
import hmac

from towkay.adapters.channels.wire import CREDENTIALS_MISSING, CallImpossible


def proof_of(token: str, app_secret: str) -> str:
    """Meta's proof that the caller of `token` holds the app secret as well."""
    if not app_secret.strip():
        raise CallImpossible(CREDENTIALS_MISSING)
    return hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()
