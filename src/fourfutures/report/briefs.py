"""Briefs and charts of a run folder, written into it or to somewhere else, as Markdown, HTML, PDF and pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from fourfutures.errors import Both, Problem
from fourfutures.files import write_whole
from fourfutures.report.catalogue import LANGUAGES, Catalogue, catalogue
from fourfutures.report.charts import as_png, chart_file, chart_names, draw_all
from fourfutures.report.editions import SUFFIX, EditionRecord
from fourfutures.report.errors import ReportError
from fourfutures.report.html import html_page
from fourfutures.report.leaf import is_html, language
from fourfutures.report.page import pages
from fourfutures.report.pdf import pdf_page, print_problems, read_pdf
from fourfutures.report.proof import proof
from fourfutures.report.record import EDITION, RunRecord

FORMATS = ("md", "html", "pdf", "png")


def write_pages(folder: Path) -> list[str]:
    """Write the briefs in both languages and their charts into a run folder; returns relative names.

    Everything comes from the folder; no number is computed. Raises ReportError where the record lacks what a page needs,
    FileError where a file cannot be written.
    """
    record = RunRecord.read(folder)
    written = draw_all(record, folder)
    for lang, text in pages(record).items():
        name = f"brief.{lang}.md"
        write_whole(folder / name, text.encode())
        written.append(name)
    return written


def write_briefs(
    run: Path,
    out: Path,
    formats: Sequence[str] = ("md",),
    langs: Sequence[str] = LANGUAGES,
    bundle: bool = False,
    edition: Mapping[str, Any] | None = None,
) -> list[Path]:
    """Write the briefs of a run folder, or an edition of it, into another folder or beside the run; returns the paths.

    Markdown takes its charts along; HTML and PDF hold them; "png" is the charts as dots, for slides. A `bundle` is a folder
    of its own in `out`, as static-site generators read it, with `index` for the name of a page. `edition` is the record
    that an edition is written from; it comes to lie beside the page. Files of the run itself are never changed: Markdown
    that would differ from the sealed page raises ReportError.
    """
    record = RunRecord.read(run) if edition is None else EditionRecord(RunRecord.read(run), edition)
    made = pages(record)
    stem = "index" if bundle else record.name
    if bundle:
        out = out / bundle_name(record)
    contents: dict[Path, bytes] = {}
    for form in (form for form in formats if form != "png"):
        for lang in langs:
            texts = catalogue(lang)
            contents[out / f"{stem}.{lang}.{form}"] = FORM[form](made[lang], record, texts)
    if isinstance(record, EditionRecord):
        contents[out / (EDITION if bundle else stem + SUFFIX)] = record.as_text().encode()
        if "md" in formats:
            contents |= {out / name: text.encode() for name, text in record.files.items() if _of(name, langs)}
    elif "md" in formats and out.resolve() != run.resolve():
        contents |= {
            out / name: chart_file(record, name) for lang in langs for name in chart_names(record, lang)
        }
    for path, content in contents.items():
        if (
            path.parent.resolve() == run.resolve()
            and path.suffix == ".md"
            and _held(path) not in (None, content)
        ):
            raise ReportError(
                where=str(path),
                what=Both(
                    "is sealed with its run, and this version of the program words it differently",
                    "已随运行记录封存，而本版本程序的写法不同",
                ),
                remedy=Both("write to another folder with --out", "请用 --out 写到别的目录"),
            )
    for path, content in contents.items():
        if _held(path) != content:
            write_whole(path, content)
    return list(contents)


FORM: dict[str, Callable[[str, RunRecord, Catalogue], bytes]] = {
    "md": lambda page, record, texts: page.encode(),
    "html": lambda page, record, texts: html_page(page, record, texts).encode(),
    "pdf": pdf_page,
}


def _pictures(record: RunRecord, out: Path, langs: Sequence[str]) -> dict[Path, bytes]:
    """The charts as PNG. Raises ReportError where no font of this machine has a language's letters."""
    found = {}
    for lang in langs:
        names = record.files if isinstance(record, EditionRecord) else chart_names(record, lang)
        for name in (name for name in names if name.endswith(f".{lang}.svg")):
            path = out / Path(name).with_suffix(".png")
            found[path] = as_png(record.picture(name), lang, path)
    return found


def bundle_name(record: RunRecord) -> str:
    """The folder of a bundle: day, study and lens, and which edition it is."""
    own = [] if record.kind == "brief" else [record.name]
    return "-".join([*(str(record.summary[key]) for key in ("as_of", "study", "lens")), *own])


def _of(name: str, langs: Sequence[str]) -> bool:
    """Whether a chart is of one of the languages."""
    return any(f".{lang}." in name for lang in langs)


def page_problems(
    page: str, name: str, record: RunRecord, same_code: bool, sealed: bool = True
) -> list[Problem]:
    """What is wrong with a page of a run, Markdown or HTML, in the order of its lines; `name` is what a message calls it.

    `same_code` says that the run, and so the page, comes from this version of the program; `sealed`, that the folder's
    own page in that language is as the run wrote it, so that a page of another version can be compared with it.
    """
    lang = language(page)
    texts = catalogue(lang)
    made = [pages(record)[lang]]
    own = None
    if sealed and not same_code and record.kind == "brief":
        own = _held((record.folder or Path()) / f"brief.{lang}.md")
    if own is not None:
        made.append(own.decode("utf-8", "replace"))
    if is_html(page):
        made = [html_page(text, record, texts) for text in made]
    return proof(page, name, record, made, same_code)


def pdf_problems(
    content: bytes, name: str, record: RunRecord, same_code: bool, sealed: bool = True
) -> list[Problem]:
    """What is wrong with a PDF of a run: first with the page attached to it, then where the printed pages differ from that.

    `same_code` and `sealed` are those of `page_problems`. Raises ReportError where the file is no such PDF, Lacking where pypdf is not installed.
    """
    printed = read_pdf(content, name)
    found = page_problems(printed.page, f"{name} ({printed.file})", record, same_code, sealed)
    texts = catalogue(language(printed.page))
    return found or print_problems(content, printed, name, record, texts, same_code)


def _held(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
