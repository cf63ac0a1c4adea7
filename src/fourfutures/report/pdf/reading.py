"""A PDF as its check reads it: the page that is attached, and whether the printed pages say what the attached one says."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from fourfutures.errors import Both, Problem
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.errors import Lacking, ReportError
from fourfutures.report.pdf.content import Content, addresses, visible
from fourfutures.report.pdf.document import pdf_content, pdf_page
from fourfutures.report.record import RunRecord

AROUND = 12  # signs shown on each side of what is wrong
SPACE = re.compile(r"\s+")
NEWLY = Both("write the PDF again with `fourfutures brief`", "请用 fourfutures brief 重写该 PDF")


class Printed(NamedTuple):
    """A PDF taken apart: the attached page and its name, the text of each sheet of paper without blanks, the rest."""

    file: str
    page: str
    sheets: list[str]
    links: set[str]
    titles: dict[str, str]
    made_by: str


def read_pdf(content: bytes, name: str) -> Printed:
    """Take a PDF apart. Raises ReportError where it cannot be read or holds no page, Lacking without pypdf."""
    try:
        import pypdf
    except ImportError as error:
        raise Lacking(
            where=name,
            what=Both("pypdf, which reads it, is not installed", "未安装读取所用的 pypdf"),
            remedy=Both("install it with: pip install pypdf", "请运行 pip install pypdf 安装"),
        ) from error
    try:
        reader = pypdf.PdfReader(BytesIO(content))
        files = {file: parts[0] for file, parts in reader.attachments.items() if file.endswith(".md")}
        sheets = [SPACE.sub("", page.extract_text()) for page in reader.pages]
        links = {str(target) for page in reader.pages for target in _targets(page)}
        said: Any = reader.metadata or {}
        titles = {"title": str(said.get("/Title", "")), "summary": str(said.get("/Subject", ""))}
        file, page = next(((file, held.decode("utf-8")) for file, held in files.items()), ("", ""))
        made_by = str(said.get("/Creator", ""))
    except Exception as error:  # a damaged file can fail in any way, inside the reader
        what = Both("is not a PDF that can be read", "不是可以读取的 PDF")
        raise ReportError(where=name, what=what, remedy=NEWLY) from error
    if len(files) != 1:
        what = Both("holds no page with its claims", "没有附带论断的页面")
        raise ReportError(where=name, what=what, remedy=NEWLY)
    return Printed(file, page, sheets, links, titles, made_by)


def _targets(page: Any) -> Iterator[str]:
    for entry in page.get("/Annots") or ():
        action = entry.get_object().get("/A")
        if action is not None and "/URI" in action.get_object():
            yield action.get_object()["/URI"]


def print_problems(
    content: bytes, printed: Printed, name: str, record: RunRecord, texts: Catalogue, same_code: bool
) -> list[Problem]:
    """Where the printed pages differ from the attached one.

    With `same_code`, by which this version of the program made the run, every sign on the paper is compared, and in the
    end the file itself; without it, each text of the page has to stand on the paper in its order.
    """
    held = pdf_content(printed.page, record, texts)
    found = [
        _first(seen, str(held[place]), Both(f"{name}, {place}", f"{name}，{place}"))
        for place, seen in printed.titles.items()
        if seen != held[place]
    ]
    found += [
        Problem(name, Both(f"the page has no link to {link}", f"页面没有指向 {link} 的链接"), NEWLY)
        for link in sorted(printed.links - addresses(held["notes"]) - addresses(held["sections"]))
    ]
    found += _on_paper(printed.sheets, held, name, same_code)
    if not found and same_code:
        found += _other_file(content, printed, name, record, texts)
    return found


def _on_paper(sheets: list[str], held: Content, name: str, whole: bool) -> Iterator[Problem]:
    """The first place where the paper says something else; figures stand where the sheet had room for them."""
    seen = visible(held)
    text, numbers = "", []
    for number, sheet in enumerate(sheets, 1):
        behind = _squeezed(seen.behind.replace("@pages", str(len(sheets))).replace("@page", str(number)))
        rest = sheet.removesuffix(behind)
        if number > 1:
            rest = rest.removeprefix(_squeezed(seen.before))
            again = (head for head in map(_squeezed, seen.heads) if rest.startswith(head) and head in text)
            rest = rest.removeprefix(next(again, ""))
        text += rest
        numbers += [number] * len(rest)
    for figure in seen.figures:
        words = _squeezed("".join(figure))
        at = text.find(words)
        if at < 0:
            yield _first(text, words, _sheet(text, words, name, numbers))
            return
        text, numbers = text[:at] + text[at + len(words) :], numbers[:at] + numbers[at + len(words) :]
    running = _squeezed("".join(seen.running))
    if text != running and (whole or not _in_order(text, seen.running)):
        yield _first(text, running, _sheet(text, running, name, numbers))


def _in_order(text: str, pieces: list[str]) -> bool:
    """Whether every piece stands in a text, each behind the one before."""
    at = 0
    for piece in map(_squeezed, pieces):
        start = text.find(piece, at)
        if start < 0:
            return False
        at = start + len(piece)
    return True


def _sheet(text: str, wanted: str, name: str, numbers: list[int]) -> Both:
    """The sheet of paper on which two texts first differ."""
    number = numbers[min(_met(text, wanted)[1], len(numbers) - 1)] if numbers else 1
    return Both(f"{name}, page {number}", f"{name}，第{number}页")


def _met(text: str, wanted: str) -> tuple[int, int]:
    """How far a wanted text stands in the text that was found, and where that ends there."""
    known = bisect(range(1, len(wanted) + 1), False, key=lambda length: wanted[:length] not in text)
    return known, text.find(wanted[:known]) + known


def _first(text: str, wanted: str, where: Both) -> Problem:
    """The first place where two texts differ, with a little of what stands around it."""
    known, at = _met(text, wanted)
    first = min(known, AROUND)
    seen, given = text[at - first : at + AROUND], wanted[known - first : known + AROUND]
    what = Both(
        f"the paper says “{seen}”, the run gives “{given}”", f"纸面写作“{seen}”，运行记录给出“{given}”"
    )
    return Problem(where, what, NEWLY)


def _other_file(
    content: bytes, printed: Printed, name: str, record: RunRecord, texts: Catalogue
) -> Iterator[Problem]:
    """Whether a file that reads as it should is also the one that the run gives, if the same Typst can set it again."""
    try:
        again = pdf_page(printed.page, record, texts)
    except ReportError:
        return  # without Typst the texts have been compared, and that is all
    if again != content and read_pdf(again, name).made_by == printed.made_by:
        what = Both(
            "its text reads as the run gives it, but the file is another one",
            "文字与运行记录相符，但文件本身不是该次运行给出的文件",
        )
        yield Problem(name, what, NEWLY)


def _squeezed(text: str) -> str:
    return SPACE.sub("", text)
