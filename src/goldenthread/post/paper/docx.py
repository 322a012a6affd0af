"""A letter as a Word document, for whoever goes on working with it: real headings, the language, a title."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from goldenthread.post.paper.letter import Block, Heading, Paper, Part

FONT = "Arial"
BLUE, BLACK, GREY = RGBColor(0x00, 0x5E, 0xB8), RGBColor(0, 0, 0), RGBColor(0x4C, 0x62, 0x72)
LANGUAGE = "en-GB"


def docx_of(paper: Paper) -> bytes:
    """The letter as Word opens it."""
    made = docx.Document()
    _set_up(made, paper)
    _head(made, paper.heading)
    _say(made, paper.to, before=12)
    if paper.mark:
        _say(made, (paper.mark,), before=12).runs[0].bold = True
    _say(made, (paper.dated, f"Reference: {paper.reference}"), before=12)
    made.add_heading(paper.subject, level=1)
    for block in paper.body:
        _say(made, block)
    for part in paper.parts:
        _tell(made, part)
    for place, block in enumerate(paper.closing):
        closing = _say(made, block, before=0 if place else 18)
        closing.paragraph_format.keep_together = True
        closing.paragraph_format.keep_with_next = place + 1 < len(paper.closing)
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def _set_up(made: Any, paper: Paper) -> None:
    """A4, a plain font of 12 points, the language of every word, and what the file says of itself."""
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(16), Mm(22)
    styles, ink = made.styles, BLUE if paper.heading.style == "nhs" else BLACK
    for name, size, colour in (("Normal", 12, None), ("Heading 1", 13, BLACK), ("Heading 2", 12, ink)):
        style = styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
        if colour is not None:
            style.font.color.rgb = colour
            for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                style.element.rPr.rFonts.attrib.pop(qn(theme), None)
    styles["Footer"].font.size, styles["Footer"].font.color.rgb = Pt(9), GREY
    styles["Heading 1"].paragraph_format.space_before = Pt(14)
    styles["Heading 1"].paragraph_format.space_after = Pt(10)
    styles["Heading 2"].paragraph_format.space_before = Pt(14)
    styles["Heading 2"].paragraph_format.space_after = Pt(6)
    styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").set(qn("w:val"), LANGUAGE)
    told = made.core_properties
    told.title, told.author, told.language, told.comments = paper.subject, paper.heading.name, LANGUAGE, ""
    told.created = told.modified = paper.written_at.replace(tzinfo=None)
    package = made.part.package.rels  # the library's own empty document comes with a picture of itself
    for key in [key for key, each in package.items() if each.reltype.endswith("/thumbnail")]:
        package.pop(key)
    _number(section.footer.paragraphs[0], paper.reference)


def _head(made: Any, heading: Heading) -> None:
    """Whose letter it is: the NHS's stands to the right and in its blue."""
    align = WD_ALIGN_PARAGRAPH.RIGHT if heading.style == "nhs" else WD_ALIGN_PARAGRAPH.LEFT
    name = _say(made, (heading.name,), after=2)
    name.runs[0].bold, name.runs[0].font.size = True, Pt(15)
    name.runs[0].font.color.rgb = BLUE if heading.style == "nhs" else BLACK
    name.alignment = align
    for block in filter(None, (heading.address, (heading.text,) if heading.text else ())):
        told = _say(made, block, after=4)
        told.alignment = align
        for run in told.runs:
            run.font.size = Pt(10)


def _say(made: Any, lines: Block, *, before: int = 0, after: int = 10) -> Any:
    """A paragraph, each of its lines on a line of its own."""
    said = made.add_paragraph()
    said.paragraph_format.space_before, said.paragraph_format.space_after = Pt(before), Pt(after)
    for place, line in enumerate(lines):
        run = said.add_run(line)
        if place + 1 < len(lines):
            run.add_break()
    return said


def _tell(made: Any, part: Part) -> None:
    """A part of a longer paper: its heading, its lines each with a bold name, its paragraphs."""
    made.add_heading(part.title, level=2)
    for label, said in part.rows:
        row = made.add_paragraph()
        row.paragraph_format.space_after = Pt(6)
        row.add_run(f"{label}: ").bold = True
        row.add_run(said)
    for block in part.body:
        _say(made, block)


def _number(footer: Any, reference: str) -> None:
    """The reference and the page on each page's foot; Word counts the pages itself."""
    footer.add_run(f"{reference}, page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)
