"""The API's port: takes HTTP, asks the deployed function, answers as API Gateway would."""

import json
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError
from werkzeug.datastructures import Headers as HttpHeaders
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Request as HttpRequest
from werkzeug.wrappers import Response as HttpResponse

from workbench import gateway
from workbench.gateway import Answer, Request, Route
from workbench.staff_tokens import StaffTokens

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment
    from mypy_boto3_lambda import LambdaClient

Listener = Callable[[str, Iterable[tuple[str, str]], bytes], None]

# Each concurrent call needs a worker process of 60 MB, warmed up before; more callers wait a few
# milliseconds for their turn, which is less than a cold start would take. Channels call side by
# side; a shop's program and the brand's people nearly always one after the other.
_AT_ONCE = {"WebhookFunction": 2}


def workers(function: str) -> int:
    """How many calls of a function, by its logical id, are let through at a time."""
    return _AT_ONCE.get(function, 1)


class Api:
    """A WSGI application. It answers 503 until `serve` gives it a deployment."""

    def __init__(self, now: Callable[[], datetime], staff: StaffTokens | None = None) -> None:
        self._now = now
        self._staff = staff or StaffTokens()
        self._listener: Listener | None = None
        self._slots: Mapping[str, threading.BoundedSemaphore] = {}
        self._open = 0
        self._counting = threading.Lock()
        self._target: Future[tuple[LambdaClient, list[Route], Mapping[str, str]]] = Future()

    def serve(
        self, functions: "LambdaClient", routes: list[Route], names: Mapping[str, str]
    ) -> None:
        """Begin to answer. `names` maps logical ids to the deployed functions' names."""
        behind = {route.function for route in routes}
        self._slots = {one: threading.BoundedSemaphore(workers(one)) for one in behind}
        self._target.set_result((functions, routes, names))

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        self._count(1)
        try:
            answer = self.answer(environ)
        finally:
            self._count(-1)
        response = HttpResponse(answer.body, answer.status, HttpHeaders(list(answer.headers)))
        return response(environ, start_response)

    def overheard_by(self, listener: Listener) -> None:
        """Let the platforms' simulators know of webhooks that other programs sign and post here."""
        self._listener = listener

    def _overhear(self, request: Request) -> None:
        if self._listener:
            self._listener(request.path, request.headers, request.body)

    def busy(self) -> bool:
        """Whether a request is being answered now."""
        return self._open > 0

    def _count(self, change: int) -> None:
        with self._counting:
            self._open += change

    def answer(self, environ: "WSGIEnvironment") -> Answer:
        if not self._target.done():
            return gateway.refuse(503, "Service Unavailable")
        http = HttpRequest(environ)
        http.max_content_length = gateway.MAX_REQUEST_BYTES
        try:
            request = _request(http)
        except RequestEntityTooLarge:
            return gateway.refuse(413, "Request Entity Too Large")
        self._overhear(request)
        for route in self._target.result()[1]:
            parameters = route.match(request.method, request.path)
            if parameters is not None:
                return self._ask(request, route, parameters)
        return gateway.refuse(404, "Not Found")

    def _ask(self, request: Request, route: Route, parameters: Mapping[str, str]) -> Answer:
        request_id = secrets.token_urlsafe(11) + "="
        event = gateway.event_of(request, route, parameters, request_id, self._now())
        if route.asks_token:
            claims = self._staff.claims(request.header("authorization"), self._now())
            if claims is None:
                return gateway.refuse(401, "Unauthorized")
            event = gateway.with_claims(event, claims)
        payload = json.dumps(event, ensure_ascii=False).encode()
        if len(payload) > gateway.MAX_INVOCATION_BYTES:
            return gateway.refuse(413, "Request Entity Too Large")
        functions, _, names = self._target.result()
        try:
            with self._slots[route.function]:
                result = functions.invoke(FunctionName=names[route.function], Payload=payload)
                returned: Any = json.loads(result["Payload"].read())
        except (BotoCoreError, ClientError):
            return gateway.refuse(503, "Service Unavailable")
        if result.get("FunctionError"):
            return gateway.refuse(500, "Internal Server Error")
        return gateway.answer_of(returned, request_id)


def _request(http: HttpRequest) -> Request:
    path, _, query = str(http.environ.get("REQUEST_URI") or http.path).partition("?")
    return Request(
        method=http.method,
        path=path,
        query=query,
        headers=list(http.headers.items()),
        body=http.get_data(cache=False),
        source_ip=http.remote_addr or "",
        protocol=str(http.environ.get("SERVER_PROTOCOL", "HTTP/1.1")),
    )
