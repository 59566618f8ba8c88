"""Run one deployed function once: what it answers, and what it logs."""

import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.cfn import FUNCTION, load, resources_of
from workbench.errors import refusal

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


@dataclass(frozen=True, slots=True)
class Invocation:
    """`error` is Lambda's word for how the function failed, empty when it answered."""

    answer: Any
    error: str
    log: str


def invoke(functions: "LambdaClient", name: str, event: Any) -> Invocation:
    """Call synchronously; a failing function is an answer too."""
    result = functions.invoke(FunctionName=name, Payload=json.dumps(event), LogType="Tail")
    return Invocation(
        answer=json.loads(result["Payload"].read() or b"null"),
        error=result.get("FunctionError", ""),
        log=base64.b64decode(result.get("LogResult", "")).decode(errors="replace"),
    )


def existing(function: str) -> str:
    """The logical id of a function. Raises `WorkbenchError` when the template has none such."""
    names = list(resources_of(load(), FUNCTION))
    if (name := logical_id(function)) not in names:
        known = ", ".join(one.removesuffix("Function").lower() for one in names)
        raise refusal(
            f"沒有 {function} 這個函式；有的是：{known}\n"
            f"There is no function {function}. There are: {known}"
        )
    return name


def logical_id(function: str) -> str:
    """`webhook` and `WebhookFunction` both mean the latter."""
    return function if function.endswith("Function") else f"{function.capitalize()}Function"
