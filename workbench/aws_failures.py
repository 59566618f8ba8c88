"""What AWS or the way to it refused, said so that the reader knows what to do."""

from botocore import exceptions

_UNREACHED = (exceptions.ConnectionError, exceptions.HTTPClientError)
_NO_CREDENTIALS = (
    exceptions.NoCredentialsError,
    exceptions.PartialCredentialsError,
    exceptions.CredentialRetrievalError,
    exceptions.ProfileNotFound,
    exceptions.SSOError,
    exceptions.TokenRetrievalError,
)


def in_words(error: Exception) -> str | None:
    """One line with a remedy; None for what is no failure of AWS or the way to it."""
    if isinstance(error, _UNREACHED):
        return f"{error} - is it the right address? --endpoint-url local finds the running bench."
    if isinstance(error, _NO_CREDENTIALS):
        return f"{error} - sign in to AWS, or say --endpoint-url local for the running bench."
    if isinstance(error, exceptions.NoRegionError):
        return f"{error} Set AWS_DEFAULT_REGION, or say --endpoint-url local for the running bench."
    if isinstance(error, exceptions.ClientError):
        return f"AWS refused: {error}"
    return None
