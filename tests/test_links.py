"""Every link of the documents leads to a file or heading; the README leads to every file of docs/."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
DOCUMENTS = [*(ROOT / name for name in NAMES), *sorted((ROOT / "docs").rglob("*.md"))]

FENCE = re.compile(r"^ {0,3}(```+|~~~+).*?^ {0,3}\1[ \t]*$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
# [text](target "title"), [name]: target, href="target", src="target".
LINK = re.compile(
    r"""\]\(\s*<?([^\s)>]+)>?(?:\s+["'][^)]*)?\)"""
    r"""|^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?\s*$|(?:href|src)=["']([^"']+)["']""",
    re.MULTILINE,
)
HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$", re.MULTILINE)
PLACE = re.compile(r"""<[^>]*\b(?:id|name)=["']([^"']+)["']""")


def links(text: str) -> list[str]:
    """The targets of a document's links, without those of examples in code."""
    prose = CODE.sub("", FENCE.sub("", text))
    return [next(filter(None, found)) for found in LINK.findall(prose)]


def anchors(text: str) -> Iterator[str]:
    """The anchors of a document: its headings by GitHub's rule, and places named in HTML."""
    prose = FENCE.sub("", text)
    yield from PLACE.findall(prose)
    seen: Counter[str] = Counter()
    for heading in HEADING.findall(prose):
        words = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        name = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        yield f"{name}-{seen[name]}" if seen[name] else name
        seen[name] += 1


def dead_links(document: Path, root: Path) -> list[str]:
    """The links of a document that lead to no file of the project or to no heading."""
    named = links(document.read_text(encoding="utf-8"))
    own = [target for target in named if not re.match(r"[a-z][a-z+.-]*:", target)]  # else another site's
    return [target for target in own if not is_there(target, document, root)]


def is_there(target: str, document: Path, root: Path) -> bool:
    """Whether a link leads to a file of the project and, where it names one, to a heading of it."""
    name, _, place = unquote(target).partition("#")
    file = (document.parent / name).resolve() if name else document
    if not file.is_relative_to(root) or not file.exists():
        return False
    return not place or (file.suffix == ".md" and place in anchors(file.read_text(encoding="utf-8")))


def reached(start: Path) -> set[Path]:
    """The files that links lead to from a document, from page to page."""
    found, waiting = {start}, [start]
    while waiting:
        document = waiting.pop()
        for target in links(document.read_text(encoding="utf-8")):
            file = (document.parent / unquote(target).partition("#")[0]).resolve()
            if file.is_file() and file not in found:
                found.add(file)
                waiting += [file] if file.suffix == ".md" else []
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_of_a_document_leads_to_a_file_and_heading(document: Path) -> None:
    assert dead_links(document, ROOT) == []


def test_every_file_of_docs_is_reached_from_the_readme() -> None:
    there = {path for path in (ROOT / "docs").rglob("*") if path.is_file()}
    assert len(there) > 15
    lost = {*there, *DOCUMENTS} - reached(ROOT / "README.md")
    assert sorted(path.relative_to(ROOT).as_posix() for path in lost) == []


def test_links_to_nowhere_and_pages_without_a_link_are_found(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(
        "# The `zone`, twice\n## Use it\n## Use it\n"
        "[a](pages/a.md) [b](pages/a.md#part-two) [c](#the-zone-twice) [d](#use-it-1) [e](https://a.example/#x)\n"
        "[f](pages/lost.md) [g](pages/a.md#part-three) [h](#use-it-2) ![i](pages/a.png) [j](../out.md)\n"
        "[k]: lost-reference.md\n<img src='lost.png'>\n"
        "`[l](code.md)`\n```\n# No heading\n[m](code.md)\n```\n[n](#no-heading)\n"
    )
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/a.md").write_text("# A\n## Part *two*\n")
    (tmp_path / "pages/alone.md").write_text("[back](../README.md)\n")
    (tmp_path.parent / "out.md").touch()
    assert dead_links(tmp_path / "README.md", tmp_path) == [
        "pages/lost.md",
        "pages/a.md#part-three",
        "#use-it-2",
        "pages/a.png",
        "../out.md",
        "lost-reference.md",
        "lost.png",
        "#no-heading",
    ]
    assert dead_links(tmp_path / "pages/alone.md", tmp_path) == []
    assert tmp_path / "pages/alone.md" not in reached(tmp_path / "README.md")
    assert tmp_path / "pages/a.md" in reached(tmp_path / "README.md")
