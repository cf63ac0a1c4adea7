"""Write docs/reference/model.md: every equation as it runs, every number as the study gives it.

From the sources of the model room and the files of the shipped study. `--check` writes nothing and fails if the page is
out of date.
"""

from __future__ import annotations

import ast
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from fourfutures.study import Indicator, Lever, Names, Prior, Study, Uncertainty, load_study

ROOT = Path(__file__).resolve().parents[1]
MODEL = ROOT / "src" / "fourfutures" / "model"
PAGE = ROOT / "docs" / "reference" / "model.md"
STUDY = "ai-2027"
# The order in which a month is worked out; a module that is not named here follows at the end.
READING_ORDER = (
    "arithmetic", "regime", "investment", "chips", "trade", "power", "capability", "availability", "trust",
    "programme/deals", "programme/sheet", "programme/capacity", "programme/site", "programme/elements", "programme/ledger",
    "programme/present_value", "programme/division", "diffusion", "choice", "openness", "home", "step", "origin", "observables", "state",
    "parameters", "levers",
)  # fmt: skip
DRAWN = ("id", "name", "prior", "unit", "grounds", "sources", "note")  # columns of a table of priors
SERIES = ("id", "name", "unit", "observable", "read as", "error sd", "bias sd", "lag", "sources", "note")
PARAMETERS = {"BlocParameters": ("_us", "_cn"), "WorldParameters": ("",), "Constants": ("",)}
INTRODUCTION = """\
# Model reference

<!-- Written by tools/write_reference.py. Edit the code or the study instead, then run: make reference -->

First every equation as it runs, then every number of the study `{study}`: *{name}*. For the model in plain words see
[the explanation](../explanation/model.md); for what a reading or a dial means, [readings](../explanation/readings.md).

Units: H100e is one H100 equivalent on the 8-bit operations basis; log and logit units are natural; rates are per year.
In a prior, *normal* gives mean and standard deviation, *lognormal* median and standard deviation of the log,
*logit-normal* mean and standard deviation of the logit, *chance* the probability of 1, *fixed* the value; bounds in
brackets truncate. *Judgement* marks a number that nobody has measured, or that measurement carries only in part.
"""


# ---------------------------------------------------------------- Markdown


def cell(text: object) -> str:
    """A text as a table cell, on one line."""
    return " ".join(str(text).split()).replace("|", "\\|")


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Lines of a table, and the blank line after it."""
    yield "| " + " | ".join(header) + " |"
    yield "|" + "---|" * len(header)
    for row in rows:
        yield "| " + " | ".join(cell(entry) for entry in row) + " |"
    yield ""


def code(ids: Iterable[str]) -> str:
    """Ids in code type, separated by commas."""
    return ", ".join(f"`{name}`" for name in ids)


def both(names: Names) -> str:
    """A name in English and Chinese."""
    return f"{names.en} · {names.zh}"


def number(value: float) -> str:
    """A number as short as it is exact enough to be found again in the study file."""
    return f"{value:g}" if abs(value) < 1e6 else f"{value:.6g}"


# ---------------------------------------------------------------- the code


def modules() -> list[Path]:
    """Modules of the model with something to show, in reading order."""
    there = {path.relative_to(MODEL).with_suffix("").as_posix(): path for path in MODEL.rglob("*.py")}
    rest = sorted(name for name in there if name not in READING_ORDER and not name.endswith("__init__"))
    return [there[name] for name in (*READING_ORDER, *rest) if name in there]


def module_lines(path: Path, study: Study) -> Iterator[str]:
    """One module: its docstring, then its tuples and functions in the order of the file."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    name = path.relative_to(MODEL).with_suffix("").as_posix()
    yield from (f"### {name}", "")
    yield from (f"[`src/fourfutures/model/{name}.py`](../../src/fourfutures/model/{name}.py)", "")
    yield from docstring(tree)
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from tuple_lines(node, text.splitlines(), study)
        elif isinstance(node, ast.FunctionDef):
            yield from function_lines(node, text.splitlines())


def docstring(node: ast.Module | ast.ClassDef | ast.FunctionDef) -> Iterator[str]:
    """The docstring as a paragraph of the page; a first sentence without a full stop gets one."""
    text = ast.get_docstring(node)
    if text:
        yield from (text if text.endswith(".") else text + ".").splitlines()
        yield ""


def function_lines(node: ast.FunctionDef, source: list[str]) -> Iterator[str]:
    """One function: docstring as text, signature and body as code."""
    yield from (f"#### `{node.name}`", "")
    yield from docstring(node)
    first = node.body[1] if ast.get_docstring(node) is not None else node.body[0]
    docs_end = node.body[0].end_lineno if ast.get_docstring(node) is not None else None
    head = source[node.lineno - 1 : node.body[0].lineno - 1]
    body = source[(docs_end or first.lineno - 1) : node.end_lineno]
    yield "```python"
    yield from textwrap.dedent("\n".join([*head, *body])).splitlines()
    yield from ("```", "")


def tuple_lines(node: ast.ClassDef, source: list[str], study: Study) -> Iterator[str]:
    """One named tuple: its fields with the remark beside each, or with the study's words where it fills them."""
    yield from (f"#### `{node.name}`", "")
    yield from docstring(node)
    fields = [entry for entry in node.body if isinstance(entry, ast.AnnAssign)]
    names = [entry.target.id for entry in fields if isinstance(entry.target, ast.Name)]
    remarks = [remark(source[(entry.end_lineno or entry.lineno) - 1]) for entry in fields]
    if node.name in PARAMETERS:
        remarks = [
            given or study_words(name, PARAMETERS[node.name], study)
            for name, given in zip(names, remarks, strict=True)
        ]
    if any(remarks):
        yield from table(("field", "what it is"), zip((f"`{name}`" for name in names), remarks, strict=True))
    else:
        yield from (f"Fields: {code(names)}.", "")


def remark(line: str) -> str:
    """The comment at the end of a line."""
    return line.partition("#")[2].strip()


def study_words(name: str, ends: Sequence[str], study: Study) -> str:
    """What the study calls a parameter, and its unit."""
    for end in (*ends, ""):
        entry = study.uncertainties.get(name + end)
        if entry is not None:
            return f"{entry.name.en}, {entry.unit}"
    return "worked out from other entries when the study is bound"


# ---------------------------------------------------------------- the study


def prior_text(prior: Prior) -> str:
    """A prior in words and numbers."""
    if prior.family == "fixed":
        return f"fixed {number(prior.centre)}"
    if prior.family == "bernoulli":
        return f"chance {number(prior.centre)}"
    spread = prior.sigma if prior.family == "lognormal" else prior.sd
    text = f"{prior.family.replace('_', '-')} {number(prior.centre)}, {number(spread or 0.0)}"
    if prior.low is None and prior.high is None:
        return text
    low = "-∞" if prior.low is None else number(prior.low)
    high = "∞" if prior.high is None else number(prior.high)
    return f"{text} [{low}, {high}]"


def grounds(judgement: bool) -> str:
    """Whether a number is a judgement."""
    return "judgement" if judgement else "sourced"


def uncertainty_lines(study: Study) -> Iterator[str]:
    """Every uncertainty, by monitoring area, then the pairs that are drawn together."""
    yield from ("## Uncertainties", "")
    yield (
        f"{len(study.uncertainties)} numbers that nobody in the study chooses. One marked *each partner* is drawn anew "
        "for each partner economy; the others once a member."
    )
    yield ""
    areas = dict.fromkeys(entry.area for entry in study.uncertainties.values())
    for area in areas:
        known = study.drivers.areas.get(area)
        yield from (f"### {known.name.en if known else area}", "")
        if known:
            yield from (known.what.en, "")
        rows = (uncertainty_row(entry) for entry in study.uncertainties.values() if entry.area == area)
        yield from table(DRAWN, rows)
    if study.correlations:
        yield "### Drawn together"
        yield ""
        pairs = (
            (f"`{pair.a}`", f"`{pair.b}`", number(pair.rho), grounds(pair.judgement), pair.note)
            for pair in study.correlations
        )
        yield from table(("one", "other", "correlation of the normals", "grounds", "note"), pairs)


def uncertainty_row(entry: Uncertainty) -> tuple[str, ...]:
    """One line of the table of uncertainties."""
    drawn = prior_text(entry.prior) + (", each partner" if entry.per else "")
    return (
        f"`{entry.id}`", both(entry.name), drawn, entry.unit, grounds(entry.judgement), code(entry.source), entry.note,
    )  # fmt: skip


def ledger_lines(study: Study) -> Iterator[str]:
    """What the accounts of a deal assume beside its terms."""
    entries = [one for table, entry in study.offers.ledger.items() for one in entry.flattened(table)]
    what = f"{len(entries)} numbers that `programme/ledger` takes beside the terms of an offer. They are drawn once a member"
    what += " and move nothing but [the accounts](../explanation/deals.md)."
    yield from ("## Accounts of a deal", "", what, "")
    yield from table(DRAWN, map(uncertainty_row, entries))


def lever_lines(study: Study) -> Iterator[str]:
    """Every lever, and what it acts on."""
    yield from ("## Levers", "")
    yield (
        "Value 0 is policy as announced at the origin. Sizes are medians at value 1, multiplied by the drawn "
        "`lever_strength_<id>`. A *level* holds while the lever is pulled, a *rate* adds up over time, a *window* is a "
        "level for its first months."
    )
    yield ""
    for lever in study.levers.values():
        yield from one_lever(lever)


def one_lever(lever: Lever) -> Iterator[str]:
    """A lever: what it is, its range, its effects."""
    yield from (f"### `{lever.id}`: {both(lever.name)}", "")
    yield cell(lever.what.en)
    yield ""
    low, high = lever.range
    where = "; may be set for one economy" if lever.country else ""
    yield (
        f"Actor: {lever.actor}{where}. From {number(low)} ({lever.direction.low.en}) to {number(high)} "
        f"({lever.direction.high.en}). Grounds: {grounds(lever.judgement)}"
        + (f", {code(lever.source)}." if lever.source else ".")
    )
    yield ""
    rows = (
        (
            f"`{e.channel}`",
            number(e.size),
            e.unit,
            e.kind + (f", {e.months} months" if e.months else ""),
            e.note,
        )
        for e in lever.effects
    )
    yield from table(("channel", "size", "unit", "kind", "note"), rows)


def frame_lines(study: Study) -> Iterator[str]:
    """Futures, band, dials and readings."""
    frame = study.frame
    yield from ("## Futures, dials and readings", "")
    futures = [
        (f"`{f.id}`", both(f.name), f.compute or "either", f.adoption or "either") for f in frame.futures
    ]
    other = (f"`{frame.contested.id}`", both(frame.contested.name), "any other pair", "")
    yield from table(("future", "name", "leads compute", "leads adoption"), [*futures, other])
    yield (
        f"A side leads an axis when its index lies outside ±ln {number(frame.band_ratio)}. "
        f"Contested counts as multipolar from an own-and-open share of {number(frame.own_share_multipolar)} of partner use."
    )
    yield ""
    dials = (
        (f"`{d.id}`", d.symbol, both(d.name), number(d.default), interval(d.range),
         interval(d.moves) if d.moves else "kept", d.why.en)
        for d in frame.dials.values()
    )  # fmt: skip
    yield from table(("dial", "symbol", "name", "default", "from, to", "moved for the range", "why"), dials)
    presets = (
        (f"`{p.id}`", both(p.name), number(p.tau), number(p.rho_c), p.why.en) for p in frame.presets.values()
    )
    yield from table(("reading", "name", "tau", "rho_c", "why"), presets)


def interval(ends: tuple[float, float]) -> str:
    """Two ends."""
    return f"{number(ends[0])}, {number(ends[1])}"


def lens_lines(study: Study) -> Iterator[str]:
    """Every change that a lens makes."""
    if not study.lenses:
        return
    yield from ("## Lenses", "")
    rows = []
    for lens in study.lenses.values():
        rows += [
            (f"`{lens.id}`", f"`{o.target}`", o.op, number(o.value), o.reason.en) for o in lens.overrides
        ]
        rows += [(f"`{lens.id}`", f"dial `{name}`", "set", number(v), "") for name, v in lens.dials.items()]
    yield from table(("lens", "changes", "how", "by", "reason"), rows)


def indicator_lines(study: Study) -> Iterator[str]:
    """Every published series, and how it is read."""
    if not study.indicators:
        return
    yield from ("## Indicators", "")
    yield (
        "A published value, transformed, is slope × observable + bias + error. The observables are computed in the module "
        "`observables` above. *Change* compares with the last value before the origin, so that a constant bias cancels."
    )
    yield ""
    for use, heading in (
        ("weights", "Rows after the origin move the odds"),
        ("start", "Shaped the state at the origin"),
        ("display", "Shown only"),
    ):
        rows = [indicator_row(entry) for entry in study.indicators.values() if entry.used == use]
        if rows:
            yield f"### {heading}"
            yield ""
            yield from table(SERIES, rows)


def indicator_row(entry: Indicator) -> tuple[str, ...]:
    """One line of the table of indicators."""
    seen = [entry.observable] if entry.observable else []
    seen += [f"{name} ({where})" for where, name in entry.observables.items()]
    slope = "" if entry.slope == 1.0 else f", slope {number(entry.slope)}"
    slope += f" ± {number(entry.slope_sd)}" if entry.slope_sd else ""
    transform = "" if entry.transform == "none" else f"{entry.transform.replace('_', ' ')}, "
    read = transform + entry.mode + slope
    spread = [("" if sd is None else number(sd)) for sd in (entry.error_sd, entry.bias_sd)]
    return (
        f"`{entry.id}`", both(entry.name), entry.unit, code(seen), read, *spread, f"{number(entry.lag_months)} months",
        code(entry.source), entry.note,
    )  # fmt: skip


def source_lines(study: Study) -> Iterator[str]:
    """Cards of the sources that the tables above cite."""
    tables = (study.uncertainties, study.offers.ledger, study.levers, study.indicators)
    parts = (study.correlations, *(table.values() for table in tables))
    cited = {name for part in parts for entry in part for name in entry.source}
    yield from ("## Sources", "")
    yield from ("Those cited above; `sources.csv` of the study has all, with licence and grade.", "")
    rows = []
    for name in sorted(cited):
        card = study.sources[name]
        title = f"[{card.title}]({card.url})" if card.url else card.title
        rows.append((f"`{name}`", title, card.publisher, card.published or ""))
    yield from table(("id", "title", "publisher", "published"), rows)


def page() -> str:
    """The whole page."""
    study = load_study(STUDY)
    lines = [INTRODUCTION.format(study=study.meta.id, name=study.meta.name.en), "## Equations", ""]
    lines += [
        "Blocs move first, on last month's sums over economies; then each partner economy, on this month's blocs. "
        "`step` calls the equations in that order. Names with a leading underscore are steps inside their module.",
        "",
    ]
    for path in modules():
        lines += module_lines(path, study)
    parts = (
        uncertainty_lines,
        ledger_lines,
        lever_lines,
        frame_lines,
        lens_lines,
        indicator_lines,
        source_lines,
    )
    for part in parts:
        lines += part(study)
    return "\n".join(lines).rstrip() + "\n"


def main(arguments: list[str]) -> int:
    """Write or check; 1 if the check failed."""
    text = page()
    fresh = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text
    if "--check" in arguments:
        if not fresh:
            print("out of date: docs/reference/model.md; run: make reference")
        return 0 if fresh else 1
    if not fresh:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")
        print("written: docs/reference/model.md")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
