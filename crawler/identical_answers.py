"""Detects that every address gets the same page, and then stops the requests.

A firewall, a proxy or EDGAR itself may refuse every request with a page that the response policy does not
know. Five equal first answers in a row, each to another address, count as such a refusal. All processes
are then silent as after a block; after it one request checks whether the same page still comes, and if it
does, the run stops. Filings that failed in an earlier run are not enough for it, since the fault may be
theirs: after five of them the others are left for the next run, and what the run itself finds decides.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import urlsplit

from crawler.response_policy import HTML, PAGE, Action, EdgarResponse, Verdict

ENOUGH = 5  # equal answers in a row, each about another address
XML_MARK = re.compile(r"\s*<\?xml[^<>]*\?>")
WORD = re.compile(r"[\w+/=.:-]+")
TEXT = 1 << 16  # bytes of a page without a title that are compared
LONGEST_TITLE = 80  # characters
FINE = (Action.KEEP, Action.UNCHANGED, Action.GONE)
FAILED = (Action.RETRY, Action.REFUSE)
ADVICE = (
    "in a browser on this machine; EDGAR_USER_AGENT; what stands between here and EDGAR (a firewall, a proxy,"
    " EDGAR_BASE_URL)"
)


@dataclass(frozen=True)
class ErrorPage:
    """The properties that two equal answers have in common."""

    status: int
    said: str  # its title, else a digest of its text, both without the parts that differ between answers
    title: str = field(default="", compare=False)  # as printed

    def __str__(self) -> str:
        return f"{self.status} {self.title!r}" if self.title else f"{self.status} without a title"


@dataclass(frozen=True)
class AnsweredRequest:
    """An answered request: whether it is a first attempt, and whether its filing failed in an earlier run."""

    url: str
    is_first: bool = True
    is_new: bool = True


@dataclass
class IdenticalAnswers:
    """The answers of one run since the last good one."""

    page: ErrorPage | None = None
    addresses: set[str] = field(default_factory=set)
    has_new: bool = False  # one of them is not a filing that failed in an earlier run
    is_refusal: bool = False
    advice: str = ""  # what the user should check, if the run was stopped

    def judge(
        self,
        asked: AnsweredRequest,
        answer: EdgarResponse,
        verdict: Verdict,
        is_silent: Callable[[], bool],
    ) -> Verdict:
        """The verdict, but WAIT if all addresses get one page, and STOP if they still do after a silence.

        `is_silent`: whether the silence still lasts, so that the request was under way when it began.
        """
        if verdict.action in FINE and answer.kind != "robots":
            self.forget()
        if verdict.action not in FAILED or not (page := read_page(asked.url, answer)):
            return verdict
        if self.is_refusal and page == self.page and not is_silent():
            self.advice = f"{asked.url} {ADVICE}"
            return Verdict(Action.STOP, f"every address gets the same page, {page}")
        if asked.is_first:
            self._count(page, asked)
        if not (self.is_refusal and page == self.page):
            return verdict
        return Verdict(Action.WAIT, f"{ENOUGH} addresses in a row got the same page, {page}", verdict.pause)

    def _count(self, page: ErrorPage, asked: AnsweredRequest) -> None:
        if page != self.page:
            self.forget()
            self.page = page
        self.addresses.add(asked.url)
        self.has_new |= asked.is_new
        self.is_refusal = self.has_new and len(self.addresses) >= ENOUGH

    def forget(self) -> None:
        """A good answer came."""
        self.page, self.has_new, self.is_refusal = None, False, False
        self.addresses.clear()

    @property
    def leaves_out_failed(self) -> bool:
        """Whether filings that failed in an earlier run are not to be asked for at present."""
        return len(self.addresses) >= ENOUGH


def read_page(url: str, answer: EdgarResponse) -> ErrorPage | None:
    """The page that came in place of the requested file; None if the answer is that file, even if cut."""
    is_html = HTML.match(answer.body) is not None
    if answer.status in (200, 203) and not is_html and answer.body:
        return None
    head = answer.body[:PAGE]
    title = _title(head, is_html=is_html) if is_html or head.lstrip().startswith(b"<?xml") else ""
    if title:
        return ErrorPage(answer.status, lasting(title).lower(), title[:LONGEST_TITLE])
    text = lasting(head[:TEXT].decode("latin-1").replace(urlsplit(url).path, ""))
    return ErrorPage(answer.status, sha256(text.encode()).hexdigest())


def _title(head: bytes, *, is_html: bool) -> str:
    """The title of an HTML page, or the code of an XML answer ('AccessDenied'); '' if it has none."""
    from bs4 import BeautifulSoup  # noqa: PLC0415 - most runs get no error page

    text = head.decode("utf-8", "replace")
    if is_html:
        text = XML_MARK.sub("", text, count=1)  # of XHTML; with it BeautifulSoup warns
    found = BeautifulSoup(text, "lxml" if is_html else "xml").find(["title", "Code"])
    return " ".join(found.get_text().split()) if found else ""


def lasting(text: str) -> str:
    """The words without digits: words with digits are times and numbers of one answer."""
    kept = WORD.sub(lambda word: "" if any(map(str.isdigit, word[0])) else word[0], text)
    return " ".join(kept.split())
