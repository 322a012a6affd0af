"""A mail that is a web page, as its words alone: nothing of it is ever shown to a browser (C06)."""

from __future__ import annotations

import re
from html.parser import HTMLParser

LEFT_OUT = {"script", "style", "head", "title", "template", "noscript", "svg", "object", "iframe"}
LINES = {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol", "blockquote", "hr"}
_LINES = re.compile(r"\n\s*\n\s*")


def words(page: str) -> str:
    """The words of a page, a line for each block; what is hidden in scripts and styles is left out."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return _LINES.sub("\n\n", "".join(reader.parts)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LEFT_OUT:
            self.hidden += 1
        elif tag in LINES:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in LEFT_OUT:
            self.hidden = max(0, self.hidden - 1)
        elif tag in LINES:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)
