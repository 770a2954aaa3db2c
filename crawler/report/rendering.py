"""Renders templates: escapes everything, and sets a policy that allows only the report's own script.

A statement's text is not trusted: its markup is shown as text. Pages are opened from disk, where 'self' has
no meaning, so style and script are inline and allowed by their digests.
"""

import base64
import functools
import hashlib
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from crawler.grammar import count

FOLDER = Path(__file__).parent / "templates"


def render(template: str, **values: Any) -> str:
    """A page from a template of this folder."""
    return _environment().get_template(template).render(**values)


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters |= {"count": count, "commands": commands}
    style, script = ((FOLDER / name).read_text(encoding="utf-8") for name in ("style.css", "script.js"))
    policy = f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}"
    # The project's own files, unescaped because the digests are of their exact bytes.
    environment.globals.update(style=Markup(style), script=Markup(script), policy=policy)  # noqa: S704
    return environment


def commands(text: str) -> Markup:
    """A sentence with its commands, which stand between backticks, as code."""
    code = Markup("<code>{}</code>")
    parts = [code.format(part) if place % 2 else escape(part) for place, part in enumerate(text.split("`"))]
    return Markup("").join(parts)


def _digest(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


@functools.cache
def makers_digest() -> str:
    """The digest of templates and code: pages are rewritten if it changes."""
    files = sorted([*FOLDER.iterdir(), *FOLDER.parent.glob("*.py")])
    parts = (path.read_bytes() for path in files if path.is_file())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
