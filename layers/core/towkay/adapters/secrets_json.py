"""The text of an endpoint's two secret parameters; what is not plainly a secret is none."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from towkay.domain.secrets import SendSecrets, SigningSecret, VerifySecrets

# Values that templates, shells and forms leave behind where a secret was meant to go.
_PLACEHOLDERS = frozenset(
    {"none", "null", "undefined", "changeme", "replaceme", "placeholder", "secret", "todo", "xxx"}
)


class UnusableSecrets(ValueError):
    """The parameter holds nothing that could prove anything: the endpoint stays closed."""


def verify_secrets(text: str) -> VerifySecrets:
    """Raises `UnusableSecrets` when it is malformed or no usable signing secret is in it."""
    fields = _object(text)
    signing = tuple(_signing(one) for one in _list(fields, "secrets"))
    usable = tuple(secret for secret in signing if is_usable(secret.value))
    if not usable:
        raise UnusableSecrets("no signing secret")
    verify_token = _text(fields.get("verify_token", ""))
    return VerifySecrets(
        app_id=_text(fields.get("app_id", "")),
        verify_token=verify_token if is_usable(verify_token) else "",
        signing=usable,
        accounts=_texts(fields, "accounts"),
        facts=_facts(fields),
    )


def send_secrets(text: str) -> SendSecrets:
    """Raises `UnusableSecrets` when it is malformed or no usable token is in it."""
    fields = _object(text)
    tokens = _texts(fields, "tokens")
    usable = {account: token for account, token in tokens.items() if is_usable(token)}
    if not usable:
        raise UnusableSecrets("no token")
    app_secret = _text(fields.get("app_secret", ""))
    return SendSecrets(app_secret if is_usable(app_secret) else "", usable, _facts(fields))


def verify_text(secrets: VerifySecrets) -> str:
    """What `verify_secrets` reads."""
    signing = [
        {"value": one.value, "until": one.until.isoformat() if one.until else None}
        for one in secrets.signing
    ]
    fields = {"app_id": secrets.app_id, "verify_token": secrets.verify_token}
    accounts = {"accounts": dict(secrets.accounts)} | _facts_written(secrets.facts)
    return json.dumps(fields | {"secrets": signing} | accounts)


def send_text(secrets: SendSecrets) -> str:
    """What `send_secrets` reads."""
    fields = {"app_secret": secrets.app_secret, "tokens": dict(secrets.tokens)}
    return json.dumps(fields | _facts_written(secrets.facts))


def is_usable(secret: str) -> bool:
    """Whether the text can be a secret at all."""
    letters = "".join(letter for letter in secret.casefold() if letter.isalnum())
    return bool(letters) and letters not in _PLACEHOLDERS


def _signing(one: Any) -> SigningSecret:
    if not isinstance(one, dict):
        raise UnusableSecrets("a signing secret is not an object")
    until = one.get("until")
    return SigningSecret(_text(one.get("value", "")), None if until is None else _moment(until))


def _moment(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(value))
    except ValueError:
        raise UnusableSecrets("the end of a secret is no date") from None
    if moment.tzinfo is None:
        raise UnusableSecrets("the end of a secret has no time zone")
    return moment


def _object(text: str) -> Mapping[str, Any]:
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        raise UnusableSecrets("not JSON") from None
    if not isinstance(fields, dict):
        raise UnusableSecrets("not an object")
    return fields


def _list(fields: Mapping[str, Any], name: str) -> list[Any]:
    value = fields.get(name)
    if not isinstance(value, list):
        raise UnusableSecrets(f"{name} is not a list")
    return value


def _facts(fields: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """What else is known of each account; parameters of before there were any have none."""
    value = fields.get("facts", {})
    if not isinstance(value, dict):
        raise UnusableSecrets("facts is not an object")
    return {account: _texts(value, account) for account in value}


def _facts_written(facts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, dict[str, str]]]:
    """As little as there is: most accounts have nothing but a token."""
    told = {account: dict(known) for account, known in facts.items() if known}
    return {"facts": told} if told else {}


def _texts(fields: Mapping[str, Any], name: str) -> dict[str, str]:
    value = fields.get(name, {})
    if not isinstance(value, dict):
        raise UnusableSecrets(f"{name} is not an object")
    return {key: _text(text) for key, text in value.items()}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise UnusableSecrets("a value is not text")
    return value
