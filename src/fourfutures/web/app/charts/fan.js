// A fan over months: bands, median, today, observed points.

import { svg } from "../dom.js";
import { doorway } from "../door.js";
import { band, line, linear } from "./scale.js";

/**
 * `months`: [{month, q05, q25, q50, q75, q95}]; `base`: the same of the setting compared with, or null; `ticks`: [[value, words]];
 * `points`: [{month, value, words, surprise}] published, those outside their band named; `today`: a month; `say`:
 * {end, surprise}; `lit`: the way of one member, a value for each month, or null; `end`: {words, label, about} of the last
 * median, written at the right edge, or null.
 */
export function fan(width, height, { months, base = null, ticks, points = [], today, say, line_at = null, lit = null, end = null }) {
  const left = 44;
  const right = width - (end ? 44 : 6);
  const values = months.flatMap((m) => [m.q05, m.q95]).concat(points.map((p) => p.value), ticks.map(([v]) => v), lit ?? []);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = linear(0, months.length - 1, left, right);
  const y = linear(low, high, height - 22, 6);
  const row = (name, of = months) => of.map((m, i) => [x(i), y(m[name])]);
  const now = months.findIndex((m) => m.month === today.slice(0, 7));
  const years = months.map((m, i) => [m.month, i]).filter(([m, i]) => m.endsWith("-01") || (i === 0 && Number(m.slice(5)) < 10)).map(([m, i]) => [m.slice(0, 4), i, "start"]);
  const labels = [...years, [say.end, months.length - 1, "end"]];
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, role: end ? "group" : "img" },
    ticks.map(([v, words]) => [svg("path", { d: `M${left} ${y(v)}H${right}`, class: v === line_at ? "axis" : "grid" }), svg("text", { x: left - 5, y: y(v) + 4, "text-anchor": "end", class: "tick" }, words)]),
    svg("path", { d: band(row("q05"), row("q95")), class: "band band-90" }),
    svg("path", { d: band(row("q25"), row("q75")), class: "band band-50" }),
    svg("path", { d: line(row("q50")), class: base ? "median way-b" : "median" }),
    base ? svg("path", { d: line(row("q50", base)), class: "median" }) : null,
    lit ? svg("path", { d: line(lit.map((v, i) => [x(i), y(v)])), class: "lit" }) : null,
    now >= 0 ? svg("path", { d: `M${x(now)} 2V${height - 22}`, class: "today" }) : null,
    points.map((p) => [p, x(months.findIndex((m) => m.month === p.month)), y(p.value)]).map(([p, left, top]) => [
      svg("circle", { cx: left, cy: top, r: 3.2, class: p.surprise ? "point surprise" : "point" }, svg("title", null, p.words)),
      p.surprise && points.findLast((other) => other.surprise && other.month === p.month) === p ? svg("text", { x: left + 6, y: top + 4, class: "tick" }, say.surprise) : null]),
    end ? doorway(svg("text", { x: right + 4, y: y(months.at(-1).q50) + 4, class: "move-number" }, end.words), end.about, { label: end.label }) : null,
    labels.map(([words, i, anchor]) => svg("text", { x: x(i), y: height - 6, "text-anchor": anchor, class: "tick" }, words)));
}
