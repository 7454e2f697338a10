"""A real HTTP server on loopback that remembers what it is sent, and answers as the Images API does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple


class Sent(NamedTuple):
    """One request as it came."""

    path: str
    content_type: str
    body: bytes

    def same(self) -> tuple[Any, ...]:
        """What two requests have in common that differ in nothing but the boundary of their form."""
        kind, _, boundary = self.content_type.partition("boundary=")
        if boundary:
            return self.path, kind, self.body.replace(boundary.strip('"').encode(), b"boundary")
        return self.path, kind, json.loads(self.body) if self.body else None


class Server:
    """The address of a server, what it was sent, and the statuses it answers with before it answers 200."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.sent: list[Sent] = []
        self.statuses: list[int] = []

    def taken(self) -> list[Sent]:
        """What came since the last time."""
        sent, self.sent = self.sent, []
        return sent


@contextmanager
def serving() -> Iterator[Server]:
    """A server, as long as it is needed."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            self.server_sent(self._body())
            status = server.statuses.pop(0) if server.statuses else 200
            answer = b'{"created": 1, "data": [{"b64_json": "AAAA"}], "id": "x", "object": "file"}'
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.send_header("retry-after-ms", "1")
            self.end_headers()
            self.wfile.write(answer)

        def _body(self) -> bytes:
            if self.headers.get("Transfer-Encoding") != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length", 0)))
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return body

        def server_sent(self, body: bytes) -> None:
            server.sent.append(Sent(self.path, self.headers.get("Content-Type", ""), body))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    server = Server(f"http://127.0.0.1:{listening.server_address[1]}")
    thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()
