"""Blocks of an account's figures, in rows or run together into a paragraph."""

from collections.abc import Mapping, Sequence

from parsers.blocks.paragraph import Paragraph
from parsers.certificates.certificate import Block, Certificate, Opener
from parsers.labels import close, may_be_left_of, plain
from parsers.page import Line
from parsers.targets import targets


class Account(Block):
    """The lines below an account's heading; what their words stand for is told when all are there."""

    greedy = True

    def __init__(self, certificate: Certificate, labels: Mapping[str, str]) -> None:
        self.builder = certificate.builder
        self.labels = labels
        self.lines: list[Line] = []

    def take(self, line: Line, label: str) -> bool:
        """Every line belongs to the account until a row or heading that the page knows elsewhere."""
        self.lines.append(line)
        return True

    def may_know(self, label: str) -> bool:
        """Whether the words can be what is left of a label of this account."""
        letters = close(plain(label))
        return any(may_be_left_of(letters, close(plain(own))) for own in self.labels)

    def hear(self, line: Line) -> None:
        """Words without a number are a piece of the paragraph."""
        self.lines.append(line)

    def close(self) -> None:
        """Place what can be told apart."""
        Paragraph(targets("amount", dict(self.labels))).read(self.builder, self.lines)


def account_opener(accounts: Mapping[str, Mapping[str, str]]) -> Opener:
    """What opens an account's block: its heading, with the labels of its figures."""
    folded = {plain(heading): labels for heading, labels in accounts.items()}

    def open_account(certificate: Certificate, heading: Sequence[Line]) -> Block | None:
        words = plain(heading[-1].text)
        labels = next((labels for start, labels in folded.items() if words.startswith(start)), None)
        return Account(certificate, labels) if labels is not None else None

    return open_account
