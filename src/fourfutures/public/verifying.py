"""Whether a page or a run folder still says what the run found."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from fourfutures.analysis import MANIFEST, SUMMARY, AnalysisError, code_version, damaged
from fourfutures.errors import Both, Problem, reason
from fourfutures.public.folder import Run
from fourfutures.public.places import run_folder
from fourfutures.public.running import DEFAULT_OUT
from fourfutures.report import LANGUAGES, Lacking, ReportError, RunRecord, page_problems, pdf_problems

ENDINGS = (".md", ".html", ".pdf")
PAGES = tuple(f"{name}.*{ending}" for name in ("brief", "index") for ending in ENDINGS)


class Verdict(NamedTuple):
    """What was looked at, and everything that is wrong with it, the run's own files first."""

    problems: list[Problem]
    run: Run
    pages: list[Path]
    files: int  # that the run's manifest lists
    same_code: (
        bool  # whether the run comes from this version of the program, so that every line could be compared
    )

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    @property
    def head(self) -> dict[str, Any]:
        """What the verdict is about, as documents of the command line have it."""
        named = {
            key: self.run.manifest.get(key) for key in ("run_id", "study", "study_hash", "seed", "as_of")
        }
        return {
            "schema": "fourfutures/verify/1",
            **named,
            "pages": [str(page) for page in self.pages],
            "files": self.files,
            "same_code": self.same_code,
        }


def verify(path: str | Path, *, run: Run | str | Path | None = None) -> Verdict:
    """Re-derive every number of a brief, or of all briefs of a folder, from its run, and check the run's digests.

    `path` is a run folder, a folder of pages, or one page, Markdown, HTML or PDF. The run is `run`, else the folder that the
    page lies in or its parent. Digits, words of odds, dates, footnotes, counts and the list of claims are all checked; a
    run whose own numbers were altered is named, and its pages are then not read against it.

    Raises FourFuturesError where there is no such page or run.
    """
    place = Path(path)
    pages = _pages(place)
    folder = _run(place, run)
    altered = damaged(folder)
    held = Run(folder)
    record = None if {SUMMARY, MANIFEST} & set(altered) else RunRecord.read(folder)
    same = record is not None and record.summary["code_version"] == code_version()
    own = {f"brief.{lang}.md" for lang in LANGUAGES}
    detailed: list[Problem] = []
    own &= altered.keys()
    for page in pages if record is not None else []:
        found = _page(page, record, same, not own)
        if found and page.resolve().parent == folder.resolve():
            altered.pop(page.name, None)  # told line by line instead
        detailed += found
        if page.resolve().parent != folder.resolve():
            detailed += [problem for problem in _charts(page, folder) if problem not in detailed]
    files = 0 if MANIFEST in altered else len(held.manifest["files"])
    return Verdict([*altered.values(), *detailed], held, pages, files, same)


def _pages(place: Path) -> list[Path]:
    """The pages that a path names. Raises AnalysisError where there are none."""
    try:
        if place.is_dir():
            found = sorted({page for pattern in PAGES for page in place.glob(pattern)})
            if found or (place / MANIFEST).is_file():
                return found
            what = Both("holds no brief and no run", "其中没有简报，也没有运行记录")
        elif place.is_file() and place.suffix in ENDINGS:
            return [place]
        elif place.is_file():
            what = Both("is neither Markdown nor HTML nor PDF", "不是 Markdown、HTML 或 PDF")
        else:
            what = Both("is not there", "不存在")
    except OSError as error:
        what = Both(f"cannot be read ({reason(error)})", f"无法读取（{reason(error).zh}）")
    raise AnalysisError(
        where=str(place),
        what=what,
        remedy=Both(
            "name a run folder, or a brief in Markdown, HTML or PDF",
            "请给出运行目录，或 Markdown、HTML、PDF 格式的简报",
        ),
    )


def _run(place: Path, named: Run | str | Path | None) -> Path:
    """The run folder to read against."""
    if isinstance(named, Run):
        return named.folder
    if named is not None:
        return run_folder(named, Path(DEFAULT_OUT))
    start = place if place.is_dir() else place.parent
    for folder in (start, start.parent):
        if (folder / MANIFEST).is_file():
            return folder
    raise AnalysisError(
        where=str(place),
        what=Both("lies beside no run folder", "旁边没有运行目录"),
        remedy=Both("name the run with --run FOLDER", "请用 --run 指明运行目录"),
    )


def _page(page: Path, record: RunRecord | None, same_code: bool, sealed: bool) -> list[Problem]:
    assert record is not None
    again = Both("write the page again with `fourfutures brief`", "请用 fourfutures brief 重写该页")
    try:
        content = page.read_bytes()
        text = "" if page.suffix == ".pdf" else content.decode("utf-8")
    except OSError as error:
        what = Both(f"cannot be read ({reason(error)})", f"无法读取（{reason(error).zh}）")
        return [Problem(str(page), what, again)]
    except UnicodeDecodeError:
        return [Problem(str(page), Both("is not UTF-8 text", "不是 UTF-8 文本"), again)]
    try:
        if page.suffix == ".pdf":
            return pdf_problems(content, str(page), record, same_code, sealed)
        return page_problems(text, str(page), record, same_code, sealed)
    except Lacking:
        raise
    except ReportError as error:  # the run lacks what a page needs, so nothing can be said of the page
        return [error.problem]


def _charts(page: Path, folder: Path) -> list[Problem]:
    """Charts that a page of its own folder has taken along and that are no longer the run's."""
    found = []
    for chart in sorted((page.parent / "charts").glob("*")):
        own = folder / "charts" / chart.name
        if own.is_file() and chart.is_file() and own.read_bytes() != chart.read_bytes():
            what = Both("is not the chart of the run", "与运行记录中的图不同")
            remedy = Both("write the brief again with `fourfutures brief`", "请用 fourfutures brief 重写简报")
            found.append(Problem(str(chart), what, remedy))
    return found
