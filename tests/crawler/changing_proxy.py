"""A server between a crawl and the replica that changes answers on their way, as proxies and mirrors do."""

import http.client
import http.server
import socket
import socketserver
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Reply:
    """An answer; without `has_length` its end is the end of the connection alone."""

    status: int
    headers: dict[str, str]
    body: bytes
    has_length: bool = True

    def but(self, *, without: str = "", **changes: Any) -> "Reply":
        """The same with other parts, and without a header."""
        kept = {name: value for name, value in self.headers.items() if name.lower() != without}
        more = changes.pop("headers", {})
        return replace(self, headers={**kept, **more}, **changes)


def unchanged(_path: str, reply: Reply) -> Reply:
    return reply


@dataclass
class Front:
    """`with Front(edgar.url, change) as front: front.url`; `seen` are the paths and headers asked for."""

    upstream: str
    change: Callable[[str, Reply], Reply] = unchanged
    host: str = "127.0.0.1"
    seen: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    url: str = ""

    def __enter__(self) -> Self:
        front = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                front.seen.append((self.path, dict(self.headers)))
                front.send(self, front.change(self.path, front.ask(self.path, dict(self.headers))))

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
            daemon_threads = True
            address_family = socket.AF_INET6 if ":" in self.host else socket.AF_INET

        self.server = Server((self.host, 0), Handler)
        host = f"[{self.host}]" if ":" in self.host else self.host
        self.url = f"http://{host}:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.shutdown()
        self.server.server_close()

    def ask(self, path: str, headers: dict[str, str]) -> Reply:
        """The replica's own answer, not packed on the way."""
        up = urlsplit(self.upstream)
        connection = http.client.HTTPConnection(str(up.hostname), up.port)
        own = {"Accept-Encoding": "identity"}
        own |= {name: headers[name] for name in headers if name.startswith(("User-Agent", "If-"))}
        connection.request("GET", path, headers=own)
        answer = connection.getresponse()
        drop = ("transfer-encoding", "connection", "content-length")
        kept = {name: value for name, value in answer.getheaders() if name.lower() not in drop}
        return Reply(answer.status, kept, answer.read())

    @staticmethod
    def send(handler: http.server.BaseHTTPRequestHandler, reply: Reply) -> None:
        handler.send_response(reply.status)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        if reply.has_length:
            handler.send_header("Content-Length", str(len(reply.body)))
        else:
            handler.send_header("Connection", "close")
            handler.close_connection = True
        handler.end_headers()
        handler.wfile.write(reply.body)
