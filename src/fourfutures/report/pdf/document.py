"""The PDF of a brief: set by Typst in fonts that come with the program, tagged, with the page and its claims attached."""

from __future__ import annotations

import json
import re
from datetime import datetime
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from fourfutures.errors import Both
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.errors import Lacking, ReportError
from fourfutures.report.pdf.content import Content, content
from fourfutures.report.record import RunRecord

ROOM = "fourfutures.report.pdf"
STANDARDS = ["a-3a", "ua-1"]  # kept for long, and read aloud
FAMILY = re.compile(r'font-family="[^"]*"')
FAMILIES = {"en": "Fourfutures Sans, Fourfutures Sans Han", "zh": "Fourfutures Sans Han"}


def pdf_page(page: str, record: RunRecord, texts: Catalogue) -> bytes:
    """A brief's Markdown as a PDF with the charts of the run folder in it and the Markdown attached.

    The same page and charts give the same bytes, whatever fonts the machine has. Raises ReportError where a chart is
    missing or a sign has no glyph, Lacking where Typst is not installed.
    """
    return printed(pdf_content(page, record, texts), str(record.summary["as_of"]))


def printed(held: Content, day: str) -> bytes:
    """The PDF of a content, dated on a day. Raises ReportError where it cannot be set, Lacking without Typst."""
    typst = _typst()
    start = datetime.fromisoformat(f"{day}T00:00:00+00:00")
    sheet = (files(ROOM) / "sheet.typ").read_bytes()
    with as_file(files(ROOM) / "fonts") as fonts:
        known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
        try:
            made, warnings = typst.compile_with_warnings(
                sheet,
                format="pdf",
                font_paths=known,
                sys_inputs={"content": json.dumps(held, ensure_ascii=False)},
                pdf_standards=STANDARDS,
                timestamp=int(start.timestamp()),
            )
        except typst.TypstError as error:
            raise _unset(str(error)) from error
    if warnings:
        raise _unset("; ".join(str(warning) for warning in warnings))
    return bytes(made)


def pdf_content(page: str, record: RunRecord, texts: Catalogue) -> Content:
    """What the sheet sets of a page of a run. Raises ReportError where a chart is missing or a sign has no glyph."""
    held = content(
        page,
        f"{record.name}.{texts.lang}.md",
        record,
        texts,
        lambda address: chart(record, address, texts.lang),
    )
    missing = sorted(set(json.dumps({**held, "page": ""}, ensure_ascii=False)) - signs())
    if missing:
        listed = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in missing[:8])
        raise ReportError(
            where=Both("the PDF", "PDF"),
            what=Both(f"the fonts that come with the program lack {listed}", f"随程序附带的字体缺少{listed}"),
            remedy=Both(
                "write those signs another way in the study, or ask for md or html",
                "请在研究中换一种写法，或改用 md、html",
            ),
        )
    return held


def chart(record: RunRecord, address: str, lang: str) -> str:
    """A chart of the record as it stands in the PDF, its letters in the page's fonts."""
    return FAMILY.sub(f'font-family="{FAMILIES[lang]}"', record.picture(address))


@cache
def signs() -> frozenset[str]:
    """The signs that every font of the PDF can draw between them, and those that need no drawing."""
    return frozenset((files(ROOM) / "fonts" / "signs.txt").read_text(encoding="utf-8")) | frozenset(
        "\n\t\u2060"
    )


def _typst() -> Any:
    try:
        import typst
    except ImportError as error:
        raise Lacking(
            where=Both("the PDF", "PDF"),
            what=Both("typst, which sets it, is not installed", "未安装排版所用的 typst"),
            remedy=Both(
                "install it with: pip install typst, or ask for md or html",
                "请运行 pip install typst 安装，或改用 md、html",
            ),
        ) from error
    return typst


def _unset(why: str) -> ReportError:
    return ReportError(
        where=Both("the PDF", "PDF"),
        what=Both(f"Typst could not set the page: {why}", f"Typst 未能排出该页：{why}"),
        remedy=Both("ask for md or html, and report this", "请改用 md、html，并告知我们"),
    )
