"""The server: times a request, applies the guard, the routes and the fault rules, logs it and answers."""

import asyncio
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from crawler.replica.fault_rules import BadRule, Fault, Rules
from crawler.replica.faults import KINDS, Moment, rate_page, undeclared_page
from crawler.replica.guard import RateWatch, is_declared
from crawler.replica.http_messages import WELL, Connection, Delivery, Message, Request, encode
from crawler.replica.routes import ReplicaResponse, Site, is_unchanged, kind_of, not_modified

# Requests below this path control the replica; they are neither counted nor logged.
CONTROL = "/_replica/"


@dataclass(frozen=True)
class Logged:
    """One request in the log: `time` since 1970, `bytes` of body sent, `answer` is the answer's kind."""

    time: float
    monotonic: float
    method: str
    path: str
    kind: str
    status: int
    headers: dict[str, str]
    bytes: int
    answer: str
    fault: str | None


class Server:
    """EDGAR's replica as an asyncio server."""

    def __init__(self, site: Site, watch: RateWatch, rules: Rules, log: Path, rate_status: int = 403) -> None:
        self._site = site
        self._watch = watch
        self._rules = rules
        self._rate_status = rate_status
        self._log: BinaryIO = log.open("ab", buffering=0)

    async def serve(self, port: int, stop: asyncio.Event) -> None:
        """Serve on loopback until `stop` is set; prints the address on stdout when it listens."""
        server = await asyncio.start_server(self._talk, "127.0.0.1", port)
        print(f"replica of EDGAR at http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)  # noqa: T201 - the starting process reads it
        await stop.wait()
        server.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = Connection(reader, writer)
        try:
            while connection.open and (request := await connection.read_request()):
                if request.path.startswith(CONTROL):
                    await connection.send(encode(self._control(request), takes_gzip=False))
                else:
                    await self._respond(connection, request)
        except (ConnectionError, asyncio.CancelledError):
            # The client has gone, or the replica stops: no answer can be sent.
            return
        finally:
            writer.close()

    async def _respond(self, connection: Connection, request: Request) -> None:
        answer = self._refusal(request)
        fault = None if answer else self._rules.choose(request.target)
        answer = answer or self._answer(request, fault)
        message, delivery = _spoil(encode(answer, request.takes_gzip), fault)
        head_only = request.method == "HEAD"
        # Logged before it is sent, so that a client that has its answer finds its request in the log.
        self._record(request, answer, 0 if head_only else delivery.sent_of(message), fault)
        if message.headers.get("Connection") == "close":
            connection.open = False
        await connection.send(message, delivery, head_only=head_only)

    def _refusal(self, request: Request) -> ReplicaResponse | None:
        if self._watch.refuses(request.monotonic):
            return rate_page(request.wall, self._rate_status)
        if not is_declared(request.headers.get("user-agent", "")):
            return undeclared_page(request.wall)
        if request.method not in {"GET", "HEAD"}:
            return ReplicaResponse(405, "method not allowed", "text/html", headers={"Allow": "GET, HEAD"})
        return None

    def _answer(self, request: Request, fault: Fault | None) -> ReplicaResponse:
        if fault and fault.name == "publish":
            self._site.publish()
        target = fault.settings["serve"] if fault and fault.name == "swap" else request.target
        answer = self._site.answer(target)
        validators = request.headers.get("if-none-match", ""), request.headers.get("if-modified-since", "")
        if is_unchanged(answer, *validators):
            answer = not_modified(answer)
        if fault and (spoil := KINDS[fault.name].answer):
            answer = spoil(answer, fault.settings, Moment(request.path, request.wall))
            self._watch.block(request.monotonic, fault.settings.get("block", 0))
        return answer

    def _record(self, request: Request, answer: ReplicaResponse, sent: int, fault: Fault | None) -> None:
        logged = Logged(
            time=request.wall,
            monotonic=request.monotonic,
            method=request.method,
            path=request.target,
            kind=kind_of(request.path),
            status=answer.status,
            headers=request.headers,
            bytes=sent,
            answer=answer.name,
            fault=fault.name if fault else None,
        )
        self._log.write(json.dumps(asdict(logged)).encode() + b"\n")

    def _control(self, request: Request) -> ReplicaResponse:
        command = request.path.removeprefix(CONTROL)
        if request.method != "POST" or command not in {"faults", "rebuild"}:
            return ReplicaResponse(
                404, "control", "text/plain", b"POST /_replica/faults or /_replica/rebuild"
            )
        if command == "rebuild":
            self._site.rebuild()
            return ReplicaResponse(200, "control", "text/plain", b"rebuilt")
        try:
            self._rules = Rules(json.loads(request.body))
        except (BadRule, json.JSONDecodeError) as error:
            return ReplicaResponse(400, "control", "text/plain", str(error).encode())
        return ReplicaResponse(200, "control", "text/plain", b"set")


def _spoil(message: Message, fault: Fault | None) -> tuple[Message, Delivery]:
    if fault is None:
        return message, WELL
    kind = KINDS[fault.name]
    if kind.message:
        message = kind.message(message, fault.settings)
    return message, kind.delivery(message, fault.settings) if kind.delivery else WELL
