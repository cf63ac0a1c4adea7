"""Method and limits, and the run's own viewpoint."""

from __future__ import annotations

from fourfutures.report.levers_section import changes, joint
from fourfutures.report.pen import Pen
from fourfutures.report.standing import WEAK_K

# Warnings whose content the page says in its own sentences; any other is quoted.
SAID = ("prior", "rows.none", "rows.stale", "ess.weak", "start.vintage", "evidence.used")


def limits_section(pen: Pen) -> list[str]:
    """Paragraphs of the section."""
    return [
        pen.join(_weights(pen)),
        pen.join(_rows(pen)),
        pen.join([pen.text("limits.skill"), pen.text("limits.scope")]),
    ]


def _weights(pen: Pen) -> list[str]:
    record, standing = pen.record.summary, pen.standing
    found = record["diagnostics"]
    size = {"members": pen.value("count", "members"), "pool": pen.value("count", "diagnostics", "pool")}
    text = []
    if standing.updated:
        text.append(pen.text("limits.members", ess=pen.value("count", "diagnostics", "ess"), **size))
        if found.get("pareto_k") is not None:
            verdict = pen.text("limits.k_weak" if found["pareto_k"] > WEAK_K else "limits.k_fine")
            text.append(
                pen.text("limits.weights", k=pen.value("decimal", "diagnostics", "pareto_k"), verdict=verdict)
            )
    else:
        text.append(pen.text("limits.members_prior", **size))
    for at, note in enumerate(record.get("notes") or []):
        if note["code"] not in SAID:
            text.append(pen.quoted("notes", at))
    if found["failed_members"]:
        text.append(pen.text("limits.failed", n=pen.value("count", "diagnostics", "failed_members")))
    text += _unexplained(pen)
    focus = standing.focus
    error = pen.value("error", "futures", pen.record.reading, focus, "mc_se", unit="share")
    text.append(pen.text("limits.sampling", future=pen.future(focus), error=error))
    return text


def _unexplained(pen: Pen) -> list[str]:
    """What the model cannot explain of the build-out at the last month that observations see."""
    entries = pen.record.summary.get("discrepancies") or []
    at = {entry["bloc"]: number for number, entry in reversed(list(enumerate(entries)))}
    if (
        not pen.standing.updated
        or set(at) != {"US", "CN"}
        or not (pen.record.summary["rows"] or {}).get("in_force")
    ):
        return []
    return [
        pen.text(
            "limits.discrepancy",
            month=pen.date(entries[at["US"]]["month"]),
            us=pen.value("setting", "discrepancies", at["US"], "mean", unit="log"),
            cn=pen.value("setting", "discrepancies", at["CN"], "mean", unit="log"),
            us_sd=pen.value("decimal", "discrepancies", at["US"], "prior_sd", unit="log"),
            cn_sd=pen.value("decimal", "discrepancies", at["CN"], "prior_sd", unit="log"),
        )
    ]


def _rows(pen: Pen) -> list[str]:
    record = pen.record.summary
    rows = record.get("rows") or {}
    if not record.get("assimilated", True):
        text = [pen.text("limits.unused_rows")]
    elif not rows.get("in_force"):
        text = [pen.text("limits.no_rows", date=pen.date(record["origin"]))]
    else:
        text = [
            pen.text(
                "limits.rows",
                n=pen.value("count", "rows", "in_force"),
                known=pen.date(rows["latest_known_on"]),
                period=pen.date(rows["latest_period_end"]),
            )
        ]
    if record.get("start") == "vintage":
        text.append(pen.text("limits.start", date=pen.date(record["as_of"])))
    return text


def views_section(pen: Pen) -> list[str]:
    """The lens of the run beside the neutral one; other lenses need runs of their own."""
    record = pen.record.summary
    text = [pen.text("views.label")]
    if record["lens"] == "neutral":
        return [*text, pen.text("views.none")]
    lens = pen.text(f"lens.{record['lens']}")
    parts = [pen.text("views.lens", lens=lens, note=pen.quoted("lens_note"))]
    if not record.get("difference"):
        parts.append(pen.text("views.unpaired"))
    elif joint(pen):
        parts.append(pen.text("views.joint"))
    else:
        parts.append(changes(pen, "views.own"))
    return [*text, pen.join(parts)]
