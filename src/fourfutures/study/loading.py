"""From a folder of files to a Study, or to the list of what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from fourfutures.errors import Both, Problem, reason
from fourfutures.study.check import disagreements, wording_faults
from fourfutures.study.condition import Conditions
from fourfutures.study.connector import Connector
from fourfutures.study.covariate import Covariate, CovariateRow, WorldRow
from fourfutures.study.deal import DealRow
from fourfutures.study.entry import Entry, Named
from fourfutures.study.errors import StudyError
from fourfutures.study.evidence import EvidenceIndicator
from fourfutures.study.exposure import Exposure
from fourfutures.study.folder import MAIN_FILE, find_folder, study_hash
from fourfutures.study.frame import Drivers, Frame
from fourfutures.study.group import Groups
from fourfutures.study.hindcast import Hindcast
from fourfutures.study.indicator import Indicator
from fourfutures.study.lens import Lens
from fourfutures.study.lever import Lever
from fourfutures.study.meta import FILES, REQUIRED, StudyMeta
from fourfutures.study.offer import Offers
from fourfutures.study.other_frame import OtherFrame, named
from fourfutures.study.prior import Correlation, Uncertainty, UncertaintyTable
from fourfutures.study.reading import R, Reading
from fourfutures.study.release import Release
from fourfutures.study.row import Entity, EventRow, OutcomeRow, RegimeMonth, ShareRow, SourceCard
from fourfutures.study.study import Study, Unit

# What each TOML file holds, as pydantic types; uncertainties.toml has [[correlation]] beside its tables.
LeversFile = Annotated[dict[str, Lever], Named]
LensesFile = Annotated[dict[str, Lens], Named]
IndicatorsFile = Annotated[dict[str, Indicator], Named]
ReleasesFile = Annotated[dict[str, Release], Named]
ConnectorsFile = Annotated[dict[str, Connector], Named]
EvidenceFile = Annotated[dict[str, EvidenceIndicator], Named]
CovariatesFile = Annotated[dict[str, Covariate], Named]
UnitsFile = Annotated[dict[str, Unit], Named]
TOML_FILES: dict[str, Any] = {
    "drivers": Drivers,
    "levers": LeversFile,
    "futures": Frame,
    "lenses": LensesFile,
    "indicators": IndicatorsFile,
    "releases": ReleasesFile,
    "connectors": ConnectorsFile,
    "evidence": EvidenceFile,
    "hindcast": Hindcast,
    "offers": Offers,
    "exposure": Exposure,
    "groups": Groups,
    "covariates": CovariatesFile,
    "conditions": Conditions,
    "units": UnitsFile,
}
CSV_FILES: dict[str, tuple[type[Any], str]] = {
    "entities": (Entity, "code"),
    "shares": (ShareRow, "entity"),
    "deals": (DealRow, "deal_id"),
    "events": (EventRow, "event_id"),
    "regime_history": (RegimeMonth, "month"),
    "covariate_values": (CovariateRow, "row_id"),
    "world": (WorldRow, "iso3"),
    "outcomes": (OutcomeRow, "reading"),
    "sources": (SourceCard, "source_id"),
}


class CorrelationsPart(Entry):
    """The [[correlation]] entries of uncertainties.toml."""

    correlation: tuple[Correlation, ...] = ()


def load_study(id_or_path: str | Path, *, strict: bool = True) -> Study:
    """Load and check a study by id or folder.

    With `strict=False` only files that cannot be read are refused, not parts that disagree. Raises StudyError, whose
    `problems` holds all that was found.
    """
    root = find_folder(id_or_path)
    reading = Reading(root)
    study = _read(reading)
    problems = list(reading.problems)
    if study is not None and strict and not problems:
        problems += disagreements(study, reading)
    if problems or study is None:
        raise StudyError.of(problems)
    return study


def check_study(study_or_path: Study | str | Path) -> list[Problem]:
    """All problems of a study: unreadable entries, parts that disagree, texts missing in a language.

    A folder that does not exist is a problem too, not an exception.
    """
    if isinstance(study_or_path, Study):
        reading, study = Reading(study_or_path.root), study_or_path
        _read(reading)  # only for the lines of its files
        return [*disagreements(study, reading), *wording_faults(study, reading)]
    try:
        root = find_folder(study_or_path)
    except StudyError as error:
        return [error.problem]
    reading = Reading(root)
    found = _read(reading)
    if found is None:
        return reading.problems
    # Rows left out for a fault of their own would be reported again as missing; only entries that are there are judged.
    whole = not reading.problems
    return [
        *reading.problems,
        *(disagreements(found, reading) if whole else ()),
        *wording_faults(found, reading),
    ]


def _read(reading: Reading) -> Study | None:
    """All files of a study; None where a part without which there is no study could not be read."""
    meta: StudyMeta | None = None
    content = reading.toml(MAIN_FILE)
    if content is not None:
        meta = reading.entry(MAIN_FILE, content, StudyMeta)
    if meta is None:
        return None
    parts: dict[str, Any] = {}
    for kind, shape in TOML_FILES.items():
        file = getattr(meta.files, kind)
        if _expected(kind, meta, reading.root):
            table = reading.toml(file)
            parts[kind] = None if table is None else reading.entry(file, table, shape)
        else:
            parts[kind] = {}
    uncertainties, correlations = _uncertainties(reading, meta.files.uncertainties)
    frames = _frames(reading, meta.files.frames)
    rows = {kind: _rows(reading, meta, kind, *CSV_FILES[kind]) for kind in CSV_FILES}
    if uncertainties is None or any(part is None for part in parts.values()):
        return None
    try:
        digest = study_hash(reading.root)
    except OSError as error:
        why = reason(error)
        reading.note(
            str(error.filename or reading.root),
            Both(f"cannot be read ({why})", f"无法读取（{why.zh}）"),
            Both("check the file and its permissions", "请检查文件及其权限"),
        )
        return None
    return Study(
        root=reading.root,
        hash=digest,
        meta=meta,
        drivers=parts["drivers"],
        uncertainties=uncertainties,
        correlations=correlations,
        levers=parts["levers"],
        frame=parts["futures"],
        lenses=parts["lenses"],
        indicators=parts["indicators"],
        releases=parts["releases"],
        connectors=parts["connectors"],
        evidence=parts["evidence"],
        hindcast=parts["hindcast"] or Hindcast(),
        offers=parts["offers"] or Offers(),
        exposure=parts["exposure"] or Exposure(),
        groups=parts["groups"] or Groups(),
        covariates=parts["covariates"],
        conditions=parts["conditions"] or Conditions(),
        frames=frames,
        units=parts["units"],
        entities=rows["entities"],
        shares=rows["shares"],
        deals=rows["deals"],
        events=rows["events"],
        regime_history=rows["regime_history"],
        covariate_values=rows["covariate_values"],
        world=rows["world"],
        outcomes=rows["outcomes"],
        sources={card.source_id: card for card in rows["sources"]},
    )


def _expected(kind: str, meta: StudyMeta, root: Path) -> bool:
    """Whether a file must be read: it is required, named in [files], or simply there."""
    named = kind in meta.files.model_fields_set
    return kind in REQUIRED or named or (root / FILES[kind]).exists()


def _frames(reading: Reading, folder: str) -> dict[str, OtherFrame]:
    """Other frames by the names of their files; none where there is no such folder."""
    found = {}
    for path in sorted((reading.root / folder).glob("*.toml")):
        file = f"{folder}/{path.name}"
        table = reading.toml(file)
        frame = None if table is None else reading.entry(file, named(path.stem, table), OtherFrame)
        if frame is not None:
            found[frame.id] = frame
    return found


def _rows(reading: Reading, meta: StudyMeta, kind: str, row: type[R], key: str) -> tuple[R, ...]:
    if not _expected(kind, meta, reading.root):
        return ()
    return tuple(reading.rows(getattr(meta.files, kind), row, key))


def _uncertainties(
    reading: Reading, file: str
) -> tuple[dict[str, Uncertainty] | None, tuple[Correlation, ...]]:
    content = reading.toml(file)
    if content is None:
        return None, ()
    pairs = content.pop("correlation", ())
    part = reading.entry(file, {"correlation": pairs}, CorrelationsPart)
    tables = reading.entry(file, content, dict[str, UncertaintyTable])
    if tables is None or part is None:
        return None, ()
    flat: dict[str, Uncertainty] = {}
    for table, entry in tables.items():
        for uncertainty in entry.flattened(table):
            if uncertainty.id in flat:
                reading.note(
                    reading.place(file, (table,)),
                    Both(
                        f"{uncertainty.id} is also what table {flat[uncertainty.id].table} declares",
                        f"{uncertainty.id} 已由表 {flat[uncertainty.id].table} 声明",
                    ),
                    Both("rename one of the two", "请将其中一个改名"),
                )
            flat[uncertainty.id] = uncertainty
    return flat, part.correlation
