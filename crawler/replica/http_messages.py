"""HTTP/1.1 on the wire: reads requests, turns answers into messages, and sends these, also with faults."""

import asyncio
import gzip
import socket
import struct
import time
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from http import HTTPStatus

from crawler.replica.routes import ReplicaResponse, http_date

# With this a close sends RST instead of FIN.
LINGER_NOT = struct.pack("ii", 1, 0)
# Seconds between two pieces of a slow body.
DRIP_PAUSE = 0.05


@dataclass(frozen=True)
class Request:
    """A request: `headers` by lower-case name, `wall` and `monotonic` the time when it was read."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    wall: float
    monotonic: float

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.split("?", 1)[0]

    @property
    def takes_gzip(self) -> bool:
        """Whether the client asks for gzip."""
        return "gzip" in self.headers.get("accept-encoding", "")


@dataclass(frozen=True)
class Message:
    """An encoded answer; `length` is what Content-Length says, None if it is not sent."""

    status: int
    headers: dict[str, str]
    body: bytes
    length: int | None


@dataclass(frozen=True)
class Delivery:
    """The delivery of a message: whole and with the connection kept, unless a fault changes it."""

    # Seconds before the first byte.
    delay: float = 0.0
    # Bytes of the body that are sent; None sends all, -1 not even the head.
    body_bytes: int | None = None
    # After them: 'keep', 'close', 'reset', or 'stall' for `stall` seconds and then close.
    ending: str = "keep"
    stall: float = 0.0
    # Bytes a second; None is without limit.
    pace: float | None = None

    def sent_of(self, message: Message) -> int:
        """The number of bytes of the message's body to send."""
        whole = len(message.body)
        return whole if self.body_bytes is None else max(0, min(self.body_bytes, whole))


WELL = Delivery()


@dataclass
class Connection:
    """One client's connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    open: bool = field(default=True)

    async def read_request(self) -> Request | None:
        """The next request, or None if the client has gone or sends something else."""
        try:
            head = await self.reader.readuntil(b"\r\n\r\n")
            wall, monotonic = time.time(), time.monotonic()
            first, *lines = head.decode("latin-1").split("\r\n")[:-2]
            method, target, _ = first.split(" ", 2)
            headers = {
                name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
            }
            body = await self.reader.readexactly(int(headers.get("content-length", 0)))
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, ValueError):
            return None
        if headers.get("connection", "").lower() == "close":
            self.open = False
        return Request(method, target, headers, body, wall, monotonic)

    async def send(self, message: Message, delivery: Delivery = WELL, *, head_only: bool = False) -> None:
        """Send the message in that way; afterwards `open` says whether the connection stays open."""
        if delivery.delay:
            await asyncio.sleep(delivery.delay)
        if delivery.ending != "keep":
            self.open = False
        if delivery.body_bytes != -1:
            body = b"" if head_only else message.body[: delivery.sent_of(message)]
            await self._write(self._head(message), body, delivery.pace)
        if delivery.ending == "stall":
            await asyncio.sleep(delivery.stall)
        elif delivery.ending == "reset":
            sock = self.writer.get_extra_info("socket")
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NOT)
            self.writer.transport.abort()

    async def _write(self, head: bytes, body: bytes, pace: float | None) -> None:
        if pace is None:
            self.writer.write(head + body)
            await self.writer.drain()
            return
        self.writer.write(head)
        step = max(1, int(pace * DRIP_PAUSE))
        for start in range(0, len(body), step):
            self.writer.write(body[start : start + step])
            await self.writer.drain()
            await asyncio.sleep(step / pace)

    def _head(self, message: Message) -> bytes:
        headers = {"Date": formatdate(time.time(), usegmt=True), **message.headers}
        headers.setdefault("Connection", "keep-alive" if self.open else "close")
        if message.length is not None:
            headers["Content-Length"] = str(message.length)
        lines = [f"HTTP/1.1 {message.status} {_reason(message.status)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")


def encode(answer: ReplicaResponse, takes_gzip: bool) -> Message:
    """The answer in its encoded form, compressed if the client accepts it."""
    headers = dict(answer.headers)
    body = answer.body
    if answer.content_type:
        headers["Content-Type"] = answer.content_type
    suffix = ""
    if answer.status != 304 and answer.compressible:
        headers["Vary"] = "Accept-Encoding"
        if (takes_gzip or answer.always_gzip) and body:
            body = gzip.compress(body, compresslevel=6, mtime=0)
            headers["Content-Encoding"] = "gzip"
            # The MD5 stays that of the body before compression.
            suffix = "-gzip"
    if answer.etag:
        headers["ETag"] = f'"{answer.etag}{suffix}"'
    if answer.last_modified:
        headers["Last-Modified"] = http_date(answer.last_modified)
    return Message(answer.status, headers, body, None if answer.status == 304 else len(body))


def with_body(message: Message, body: bytes) -> Message:
    """The message with another body of matching length."""
    return replace(message, body=body, length=len(body))


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
