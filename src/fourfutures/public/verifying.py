"""Whether a page or a run folder still says what the run found."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from fourfutures.analysis import MANIFEST, SUMMARY, AnalysisError, code_version, damaged
from fourfutures.errors import Both, Problem, reason
from fourfutures.public.editions import digest
from fourfutures.public.folder import Run
from fourfutures.public.places import run_folder
from fourfutures.public.resimulating import differences
from fourfutures.public.running import DEFAULT_OUT
from fourfutures.public.working import Progress
from fourfutures.report import (
    EDITION,
    KINDS,
    LANGUAGES,
    SUFFIX,
    EditionRecord,
    Lacking,
    ReportError,
    RunRecord,
    page_problems,
    pdf_problems,
)
from fourfutures.study import Study

ENDINGS = (".md", ".html", ".pdf")
NAMES = ("brief", "index", *(f"{kind}-*" for kind in KINDS))
_AGAIN = Both("write the brief again with `fourfutures brief`", "请用 fourfutures brief 重写简报")
PAGES = tuple(f"{name}.{lang}{ending}" for name in NAMES for lang in LANGUAGES for ending in ENDINGS)


class Verdict(NamedTuple):
    """What was looked at, and everything that is wrong with it, the run's own files first."""

    problems: list[Problem]
    run: Run
    pages: list[Path]
    files: int  # that the run's manifest lists
    same_code: (
        bool  # whether the run comes from this version of the program, so that every line could be compared
    )
    simulated: bool = False  # whether the run was made again

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
            "simulated": self.simulated,
        }


def verify(
    path: str | Path,
    *,
    run: Run | str | Path | None = None,
    simulate: bool = False,
    study: Study | str | Path | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Verdict:
    """Re-derive every number of a brief, or of all briefs of a folder, from its run, and check the run's digests.

    `path` is a run folder, a folder of pages, or one page, Markdown, HTML or PDF. The run is `run`, else the folder that the
    page lies in or its parent. Digits, words of odds, dates, footnotes, counts and the list of claims are all checked; a
    run whose own numbers were altered is named, and its pages are then not read against it. An edition is read against
    the record beside it, too.

    With `simulate` the run is made again from its manifest, from the first draw on, and so is the record of each
    edition; the first number that differs is named, and where the run comes from this version of the program, the first
    file whose bytes do. `study` is the run's study where it is not one that comes with the program.

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
        path_of = _edition(page)
        read, wrong = (record, []) if path_of is None else _record(path_of, record)
        detailed += [problem for problem in wrong if problem not in detailed]
        found = [] if read is None else _page(page, read, same, not own)
        if found and page.resolve().parent == folder.resolve():
            altered.pop(page.name, None)  # told line by line instead
        detailed += found
        if page.resolve().parent != folder.resolve():
            detailed += [problem for problem in _charts(page, read or record) if problem not in detailed]
    files = 0 if MANIFEST in altered else len(held.manifest["files"])
    if simulate and MANIFEST not in altered:
        records = [kept for page in pages if (kept := _edition(page)) is not None]
        detailed += differences(held, dict.fromkeys(records), study, workers, progress)
    return Verdict([*altered.values(), *detailed], held, pages, files, same, simulate)


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


def _edition(page: Path) -> Path | None:
    """Where the record of a page lies, for pages that are editions; None for a brief."""
    stem = page.name.rsplit(".", 2)[0]
    beside = page.parent / (EDITION if stem == "index" else stem + SUFFIX)
    return beside if beside.exists() or stem.partition("-")[0] in KINDS else None


def _record(path: Path, run: RunRecord | None) -> tuple[EditionRecord | None, list[Problem]]:
    """The record of an edition, and what is wrong with it."""
    assert run is not None
    try:
        found = EditionRecord.beside(path, run)
    except ReportError as error:
        return None, [error.problem]
    if found.content.get("digest") != digest(found.content):
        what = Both("is not as it was written: its digest differs", "与写入时不同：校验值不符")
        return None, [Problem(str(path), what, _AGAIN)]
    return found, []


def _charts(page: Path, record: RunRecord | None) -> list[Problem]:
    """Charts that a page of its own folder has taken along and that are not those of its record."""
    assert record is not None
    found = []
    for chart in sorted((page.parent / "charts").glob("*")):
        own = _own_chart(f"charts/{chart.name}", record)
        if own is not None and chart.is_file() and own != chart.read_bytes():
            what = Both("is not the chart of the run", "与运行记录中的图不同")
            found.append(Problem(str(chart), what, _AGAIN))
    return found


def _own_chart(name: str, record: RunRecord) -> bytes | None:
    """A chart as the record gives it; None where it has none of that name."""
    if isinstance(record, EditionRecord) and name in record.files:
        return record.files[name].encode()
    path = (record.folder or Path()) / name
    return path.read_bytes() if path.is_file() else None
