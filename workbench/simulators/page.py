"""The playground as one self-contained page: its style and script are put into the HTML."""

import html
from pathlib import Path

_FOLDER = Path(__file__).with_name("playground")


def build_page(title: str) -> str:
    """The whole page; it asks for nothing from anywhere but the simulators."""
    page = _read("page.html").replace("{{title}}", html.escape(title))
    for name in ("style.css", "drawing.js", "bubbles.js", "script.js"):
        page = page.replace(f"/*{{{{{name}}}}}*/", _read(name))
    return page


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
