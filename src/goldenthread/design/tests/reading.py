"""Read rendered HTML back: what is said, which elements there are, and what no page may hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from goldenthread.design.environment import environment

EVIL = "<script>alert('Amelia')</script>\" onfocus=\"alert(1)"
EMPTY_ELEMENTS = {"meta", "link", "input", "br", "hr", "img"}


@dataclass
class Element:
    """One element with its attributes and the words inside it."""

    tag: str
    attributes: dict[str, str | None]
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words, with single spaces."""
        return " ".join(" ".join(self.words).split())

    def __getitem__(self, name: str) -> str | None:
        return self.attributes.get(name)

    @property
    def classes(self) -> list[str]:
        """The names in its class attribute."""
        return (self["class"] or "").split()


class Screen(HTMLParser):
    """A rendered page or part of one."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        assert not self._open, f"never closed: {[element.tag for element in self._open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        if tag not in EMPTY_ELEMENTS:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open.pop().tag == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.words.append(data)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """The elements of a tag, optionally with these attributes; `class_` finds one name among several."""
        wanted = attributes.pop("class_", None)
        return [
            element
            for element in self.elements
            if element.tag == tag
            and (wanted is None or wanted in element.classes)
            and all(element[name.replace("_", "-")] == value for name, value in attributes.items())
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        """The only element that fits."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of <{tag} {attributes}> in {self.html}"
        return found[0]

    @property
    def ids(self) -> list[str]:
        """Every id."""
        return [value for element in self.elements if (value := element["id"])]


def read(template: str, **context: Any) -> Screen:
    """Render a template given as text, its components imported as `ui`, and read it back safely."""
    imported = '{% import "design/components/all.jinja" as ui %}' + template
    return safe(Screen(environment().from_string(imported).render(context)))


def safe(screen: Screen) -> Screen:
    """What holds for all we render: ids are unique, references lead somewhere, a strict policy is kept."""
    assert len(screen.ids) == len(set(screen.ids)), f"an id appears twice in {screen.html}"
    for element in screen.elements:
        for name in ("for", "aria-describedby", "aria-labelledby"):
            missing = set((element[name] or "").split()) - set(screen.ids)
            assert not missing, f"{name} of <{element.tag}> leads nowhere: {missing}"
        assert "style" not in element.attributes, f"inline style on <{element.tag}>"
        assert not [name for name in element.attributes if name.startswith("on")], (
            f"inline script on <{element.tag}>"
        )
        assert element.tag != "style" and (element.tag != "script" or element["src"]), (
            "inline script or style"
        )
    return screen
