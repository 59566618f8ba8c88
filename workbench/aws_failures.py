"""What AWS or the way to it refused, said so that the reader knows what to do."""

import re

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


_ON_THIS_MACHINE = re.compile(r"//(127\.0\.0\.1|localhost|\[::1\])[:/]")
_GONE = (
    "內嵌的 AWS 已經結束，或那個位址沒有東西在跑\n"
    "  → 用 Ctrl-C 停掉 towkay up，再重新開始；--endpoint-url local 會找到正在跑的那個\n"
    "  The embedded AWS has ended, or there is none at that address.\n"
    "  → stop towkay up with Ctrl-C and start again; --endpoint-url local finds the running bench\n"
    "  ({error})"
)


def in_words(error: Exception) -> str | None:
    """A remedy in each language; None for what is no failure of AWS or the way to it."""
    if isinstance(error, _UNREACHED):
        if _ON_THIS_MACHINE.search(str(error)):
            return _GONE.format(error=error)
        return (
            "連不到：位址對嗎？--endpoint-url local 會找到開著的工作台\n"
            f"  {error} - is it the right address? --endpoint-url local finds the running bench."
        )
    if isinstance(error, _NO_CREDENTIALS):
        return (
            "請先登入 AWS，或用 --endpoint-url local 指開著的工作台\n"
            f"  {error} - sign in to AWS, or say --endpoint-url local for the running bench."
        )
    if isinstance(error, exceptions.NoRegionError):
        return (
            "請設定 AWS_DEFAULT_REGION，或用 --endpoint-url local 指開著的工作台\n"
            f"  {error} Set AWS_DEFAULT_REGION, or say --endpoint-url local for a running bench."
        )
    if isinstance(error, exceptions.ClientError):
        return f"AWS 拒絕了 · AWS refused: {error}"
    return None
