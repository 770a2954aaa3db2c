"""The faults that the replica can inject: a table of their effects on an answer or its delivery."""

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from crawler.replica import error_pages
from crawler.replica.http_messages import Delivery, Message, with_body
from crawler.replica.routes import ReplicaResponse, access_denied, no_such_key

Settings = dict[str, Any]


@dataclass(frozen=True)
class Moment:
    """The facts about the affected request."""

    path: str
    wall: float


# --- Other answers from the server -------------------------------------------------------------------------


def _status(_: ReplicaResponse, settings: Settings, __: Moment) -> ReplicaResponse:
    body = settings.get("body", "").encode()
    content_type = settings.get("content_type", "text/html")
    return ReplicaResponse(
        settings["status"], f"status {settings['status']}", content_type, body, settings.get("headers", {})
    )


def _undeclared(_: ReplicaResponse, settings: Settings, moment: Moment) -> ReplicaResponse:
    return undeclared_page(moment.wall, settings.get("status", 403))


def _rate_page(_: ReplicaResponse, settings: Settings, moment: Moment) -> ReplicaResponse:
    page = rate_page(moment.wall, settings.get("status", 403))
    return replace(page, always_gzip=settings.get("gzip", False))


def _unavailable(_: ReplicaResponse, settings: Settings, __: Moment) -> ReplicaResponse:
    headers = {
        "Server": "AkamaiNetStorage",
        "Accept-Ranges": "bytes",
        "Cache-Control": "max-age=0, no-cache, no-store",
        "Connection": "close",
        **settings.get("headers", {}),
    }
    return ReplicaResponse(
        settings.get("status", 503), "unavailable", "text/html", error_pages.file_unavailable(), headers
    )


def _access_denied(_: ReplicaResponse, __: Settings, moment: Moment) -> ReplicaResponse:
    return access_denied(moment.path)


def _no_such_key(_: ReplicaResponse, __: Settings, moment: Moment) -> ReplicaResponse:
    return no_such_key(moment.path, {})


def _redirect(_: ReplicaResponse, settings: Settings, __: Moment) -> ReplicaResponse:
    return ReplicaResponse(settings.get("status", 302), "redirect", headers={"Location": settings["to"]})


def _wrong_etag(answer: ReplicaResponse, _: Settings, __: Moment) -> ReplicaResponse:
    return replace(answer, etag=hashlib.md5(b"other bytes", usedforsecurity=False).hexdigest())


def _wrong_body(answer: ReplicaResponse, settings: Settings, _: Moment) -> ReplicaResponse:
    return replace(answer, body=settings["body"].encode("latin-1"), etag="")


def _cut_text(answer: ReplicaResponse, settings: Settings, _: Moment) -> ReplicaResponse:
    return replace(answer, body=answer.body[: _place(settings["at"], answer.body)])


# --- Changes to its bytes ----------------------------------------------------------------------------------


def _cut_wire(message: Message, settings: Settings) -> Message:
    return with_body(message, message.body[: _place(settings["at"], message.body)])


def _wrong_length(message: Message, settings: Settings) -> Message:
    headers = {**message.headers, "Connection": "close"}
    return replace(message, headers=headers, length=max(0, len(message.body) + settings["by"]))


def _bad_gzip(message: Message, _: Settings) -> Message:
    if not message.body.startswith(b"\x1f\x8b"):
        return replace(message, headers={**message.headers, "Content-Encoding": "gzip"})
    middle = len(message.body) // 2
    garbage = bytes(byte ^ 0xFF for byte in message.body[middle : middle + 8])
    return with_body(message, message.body[:middle] + garbage + message.body[middle + 8 :])


def _bomb(message: Message, settings: Settings) -> Message:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    chunk = bytes(1_000_000)
    body = b"".join(packer.compress(chunk) for _ in range(settings["megabytes"])) + packer.flush()
    is_file = message.headers.get("Content-Type") == "binary/octet-stream"
    encoding = {} if is_file else {"Content-Encoding": "gzip"}
    return with_body(replace(message, headers={**message.headers, **encoding}), body)


# --- Its delivery ------------------------------------------------------------------------------------------


def _truncate(message: Message, settings: Settings) -> Delivery:
    return Delivery(body_bytes=_place(settings["at"], message.body), ending="close")


def _reset(message: Message, settings: Settings) -> Delivery:
    at = _place(settings["at"], message.body) if "at" in settings else -1
    return Delivery(body_bytes=at, ending="reset")


def _close(_: Message, __: Settings) -> Delivery:
    return Delivery(body_bytes=-1, ending="close")


def _delay(_: Message, settings: Settings) -> Delivery:
    return Delivery(delay=settings["seconds"])


def _stall(message: Message, settings: Settings) -> Delivery:
    at = _place(settings["at"], message.body) if "at" in settings else -1
    return Delivery(body_bytes=at, ending="stall", stall=settings["seconds"])


def _drip(_: Message, settings: Settings) -> Delivery:
    return Delivery(pace=settings["bytes_per_second"])


@dataclass(frozen=True)
class FaultKind:
    """A kind of fault: its required settings, its optional ones, and its effect."""

    needs: frozenset[str]
    may_have: frozenset[str]
    answer: Callable[[ReplicaResponse, Settings, Moment], ReplicaResponse] | None = None
    message: Callable[[Message, Settings], Message] | None = None
    delivery: Callable[[Message, Settings], Delivery] | None = None


def _kind(needs: str = "", may_have: str = "", **does: Any) -> FaultKind:
    return FaultKind(frozenset(needs.split()), frozenset(may_have.split()), **does)


KINDS: dict[str, FaultKind] = {
    # Instead of the answer
    "status": _kind("status", "body content_type headers", answer=_status),
    "undeclared": _kind(may_have="status", answer=_undeclared),
    # With `block`, every request is refused for that many seconds, as after too many requests; with `gzip`
    # the page is compressed although the client did not ask for that.
    "rate-page": _kind(may_have="status block gzip", answer=_rate_page),
    "unavailable": _kind(may_have="status headers", answer=_unavailable),
    "access-denied": _kind(answer=_access_denied),
    "no-such-key": _kind(answer=_no_such_key),
    "redirect": _kind("to", "status", answer=_redirect),
    # The right answer to another question: `serve` is the other path.
    "swap": _kind("serve"),
    # The archive changes before the answer: submissions in its folder 'later' appear.
    "publish": _kind(),
    # `at` is a number of bytes, from the end where negative, or a share where a fraction.
    "cut-text": _kind("at", answer=_cut_text),
    "wrong-etag": _kind(answer=_wrong_etag),
    "wrong-body": _kind("body", answer=_wrong_body),
    # The bytes on the wire
    "cut-wire": _kind("at", message=_cut_wire),
    "wrong-length": _kind("by", message=_wrong_length),
    "bad-gzip": _kind(message=_bad_gzip),
    "bomb": _kind("megabytes", message=_bomb),
    # The connection
    "truncate": _kind("at", delivery=_truncate),
    "reset": _kind(may_have="at", delivery=_reset),
    "close": _kind(delivery=_close),
    "delay": _kind("seconds", delivery=_delay),
    "stall": _kind("seconds", "at", delivery=_stall),
    "drip": _kind("bytes_per_second", delivery=_drip),
}


def undeclared_page(now: float, status: int = 403) -> ReplicaResponse:
    """The answer to a client without a contact."""
    return ReplicaResponse(status, "undeclared", "text/html", error_pages.undeclared_tool(now))


def rate_page(now: float, status: int = 403) -> ReplicaResponse:
    """The answer to a client that exceeds the rate; it has no Retry-After."""
    return ReplicaResponse(status, "rate page", "text/html", error_pages.rate_threshold(now))


def _place(at: Any, body: bytes) -> int:
    if isinstance(at, float):
        return int(at * len(body))
    return max(0, len(body) + at) if at < 0 else int(at)
