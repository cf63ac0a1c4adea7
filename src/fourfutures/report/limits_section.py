"""Method and limits, and the run's own viewpoint."""

from __future__ import annotations

from fourfutures.report.pen import Pen
from fourfutures.report.standing import WEAK_K


def limits_section(pen: Pen) -> list[str]:
    """Paragraphs of the section."""
    record, standing = pen.record.summary, pen.standing
    found = record["diagnostics"]
    size = {"members": pen.value("count", "members"), "pool": pen.value("count", "diagnostics", "pool")}
    first = []
    if standing.updated:
        first.append(pen.text("limits.members", ess=pen.value("count", "diagnostics", "ess"), **size))
        if found.get("pareto_k") is not None:
            verdict = "limits.k_weak" if found["pareto_k"] > WEAK_K else "limits.k_fine"
            first.append(
                pen.text(
                    "limits.weights",
                    k=pen.value("decimal", "diagnostics", "pareto_k"),
                    verdict=pen.text(verdict),
                )
            )
    else:
        first.append(pen.text("limits.members_prior", **size))
    if found.get("failed_members"):
        first.append(pen.text("limits.failed", n=pen.value("count", "diagnostics", "failed_members")))
    reading, focus = pen.record.reading, standing.focus
    error = pen.value("error", "futures", reading, focus, "mc_se", unit="share")
    first.append(pen.text("limits.sampling", future=pen.future(focus), error=error))
    second = [_rows(pen)]
    if record.get("start") == "vintage":
        second.append(pen.text("limits.start", date=pen.date(record["as_of"])))
    third = [pen.text(f"limits.{name}") for name in ("skill", "scope")]
    text = [pen.join(first), pen.join(second), pen.join(third)]
    if record.get("notes"):
        warnings = [f"- {pen.quoted_note(at)}" for at in range(len(record["notes"]))]
        text.append("\n".join([pen.text("limits.notes"), "", *warnings]))
    return text


def _rows(pen: Pen) -> str:
    rows = pen.record.summary.get("rows") or {}
    if not rows.get("in_force"):
        return pen.text("limits.no_rows")
    return pen.text(
        "limits.rows",
        n=pen.value("count", "rows", "in_force"),
        known=pen.date(rows["latest_known_on"]),
        period=pen.date(rows["latest_period_end"]),
    )


def views_section(pen: Pen) -> list[str]:
    """The lens of the run beside the neutral one; other lenses need runs of their own."""
    record = pen.record.summary
    text = [pen.text("views.label")]
    if record["lens"] == "neutral":
        return [*text, pen.text("views.none")]
    lens = pen.text(f"lens.{record['lens']}")
    if not record.get("difference"):
        return [*text, pen.text("views.own_unpaired", lens=lens)]
    future = pen.standing.focus
    return [
        *text,
        pen.text(
            "views.own",
            lens=lens,
            future=pen.future(future),
            change=pen.value("points", "difference", future, "p", kind="change", unit="share"),
            range=pen.pair("points.range", "difference", future),
        ),
    ]
