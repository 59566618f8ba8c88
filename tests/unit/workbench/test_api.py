"""The API's port answers as API Gateway would, also when the function cannot."""

import io
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from werkzeug.test import Client

from workbench.api import Api
from workbench.clock import real_time
from workbench.gateway import Route

ROUTES = [Route("POST", "/webhooks/{channel}/{endpoint}", "WebhookFunction")]
URL = "/webhooks/line/demo"


class Functions:
    """Stands for the Lambda API: answers what it is told to, and remembers what it was asked."""

    def __init__(self, answer: Any = None, error: str = "", failure: Exception | None = None):
        self.answer, self.error, self.failure = answer, error, failure
        self.asked: list[tuple[str, Any]] = []

    def invoke(self, *, FunctionName: str, Payload: bytes) -> dict[str, Any]:
        self.asked.append((FunctionName, json.loads(Payload)))
        if self.failure:
            raise self.failure
        answer: dict[str, Any] = {"Payload": io.BytesIO(json.dumps(self.answer).encode())}
        return answer | ({"FunctionError": self.error} if self.error else {})


def client(functions: Functions) -> Client:
    api = Api(real_time)
    api.serve(functions, ROUTES, {"WebhookFunction": "stack-webhook"})  # type: ignore[arg-type]
    return Client(api)


def test_the_function_is_asked_and_its_answer_passed_on() -> None:
    functions = Functions({"statusCode": 202, "body": "taken"})

    response = client(functions).post(URL, data=b"{}", content_type="application/json")

    assert (response.status_code, response.text) == (202, "taken")
    ((name, event),) = functions.asked
    assert name == "stack-webhook"
    assert (event["body"], event["rawPath"]) == ("{}", URL)


@pytest.mark.parametrize(("method", "url"), [("GET", URL), ("POST", "/nothing"), ("PUT", URL)])
def test_what_no_route_takes_is_not_found_and_asks_nobody(method: str, url: str) -> None:
    functions = Functions()

    response = client(functions).open(url, method=method)

    assert (response.status_code, response.json) == (404, {"message": "Not Found"})
    assert functions.asked == []


@pytest.mark.parametrize("size", [10_485_761, 6_291_557])
def test_a_body_over_the_gateways_or_the_functions_limit_is_refused(size: int) -> None:
    functions = Functions({"statusCode": 200})

    response = client(functions).post(URL, data=b"x" * size, content_type="text/plain")

    assert (response.status_code, response.json) == (413, {"message": "Request Entity Too Large"})
    assert functions.asked == []


def test_a_failing_function_is_an_internal_error_without_its_words() -> None:
    functions = Functions({"errorMessage": "secret"}, error="Unhandled")

    response = client(functions).post(URL)

    assert (response.status_code, response.json) == (500, {"message": "Internal Server Error"})


@pytest.mark.parametrize(
    "failure",
    [
        EndpointConnectionError(endpoint_url="http://gone"),
        ClientError({"Error": {"Code": "TooManyRequestsException"}}, "Invoke"),
    ],
)
def test_a_function_that_cannot_be_reached_is_unavailable(failure: Exception) -> None:
    response = client(Functions(failure=failure)).post(URL)

    assert (response.status_code, response.json) == (503, {"message": "Service Unavailable"})


def test_nothing_is_served_before_there_is_a_deployment() -> None:
    assert Client(Api(real_time)).post(URL).status_code == 503


def test_the_api_is_busy_exactly_while_it_answers() -> None:
    api = Api(real_time)
    seen: list[bool] = []

    class Watching(Functions):
        def invoke(self, *, FunctionName: str, Payload: bytes) -> dict[str, Any]:
            seen.append(api.busy())
            return super().invoke(FunctionName=FunctionName, Payload=Payload)

    watching: Any = Watching({"statusCode": 200})
    api.serve(watching, ROUTES, {"WebhookFunction": "f"})
    Client(api).post(URL)

    assert seen == [True]
    assert not api.busy()


@pytest.mark.parametrize(("function", "at_once"), [("WebhookFunction", 2), ("AdminFunction", 1)])
def test_a_function_is_asked_no_more_at_a_time_than_it_has_workers(
    function: str, at_once: int
) -> None:
    met, most = threading.Barrier(at_once, timeout=10), 0
    open_now, counting = 0, threading.Lock()

    class Slow(Functions):
        def invoke(self, *, FunctionName: str, Payload: bytes) -> dict[str, Any]:
            nonlocal most, open_now
            with counting:
                open_now += 1
                most = max(most, open_now)
            met.wait()  # breaks, and the call fails, where fewer come in than there is room for
            time.sleep(0.02)  # for one more to come in, if it could
            with counting:
                open_now -= 1
            return super().invoke(FunctionName=FunctionName, Payload=Payload)

    api, slow = Api(real_time), Slow({"statusCode": 200})
    api.serve(slow, [Route("POST", URL, function)], {function: "f"})  # type: ignore[arg-type]
    with ThreadPoolExecutor(4) as pool:
        answered = list(pool.map(lambda _: Client(api).post(URL).status_code, range(4)))

    assert (answered, most) == ([200] * 4, at_once)
