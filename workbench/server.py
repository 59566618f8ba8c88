"""One WSGI application on one port of this machine, on threads of its own."""

import errno
import socket
import threading
from typing import TYPE_CHECKING, Any

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_LOOK_EVERY_S = 0.05  # whether to close: who ends a bench waits for it


class _Quiet(WSGIRequestHandler):
    """Writes no access log: the handshake carries the verify token in its query."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:
        return


class Server:
    """Bound when made, so that its URL is known; answers from `start` to `close`."""

    def __init__(self, application: "WSGIApplication", port: int = 0) -> None:
        self._server = _bind(application, port)
        self.url = f"http://127.0.0.1:{self._server.port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(_LOOK_EVERY_S,), daemon=True
        )

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()


def _bind(application: "WSGIApplication", port: int) -> BaseWSGIServer:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise WorkbenchError(_why(port, error)) from error
        listener.listen(128)
        # Handed over bound: werkzeug would print its own advice and end the process.
        return make_server(
            "127.0.0.1",
            port,
            application,
            threaded=True,
            request_handler=_Quiet,
            fd=listener.fileno(),
        )


def _why(port: int, error: Exception) -> str:
    taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
    chinese = "已經有別的程式在用" if taken else f"不能用（{error}）"
    reason = "is in use by another program" if taken else f"cannot be used ({error})"
    return (
        f"連接埠 {port} {chinese}：用 --port 換一個，或不要寫 --port\n"
        f"  Port {port} {reason}. Give another one with --port, or leave --port out."
    )
