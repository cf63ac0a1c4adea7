// Odds of each future: solid bar for the reading at hand, hollow bar for the strict one, on one scale.

import { svg } from "../dom.js";
import { doorway } from "../door.js";
import { differences, percent, range, signedWhole } from "../numbers.js";
import { fillOf, glyph, linear, patterns, texts, unique, wrapped } from "./scale.js";

const ROW = 50;
const TOP = 26;

/**
 * The chart, `width` px. `rows`: [{future, name, words, p, low, high, se, strict: {p, low, high}, before, strict_before}] in
 * their order, contested last; low, high, se may be null while they are worked out. `comparing`: `before` are odds of A, the
 * rows those of B.
 */
export function odds(width, rows, { say, comparing }) {
  const id = unique("o");
  const narrow = width < 400;
  const names = narrow ? 132 : Math.min(204, width * 0.43);
  const end = width - (narrow ? 84 : 104);
  const x = linear(0, 1, names + 14, end - 14);
  const told = rows.map((row) => {
    const lines = wrapped(row.name, names - 24, 13.5, 3);
    const words = wrapped(row.words, names - 24, 12, 4);
    return { lines, words, tall: Math.max(ROW, 8 + 16 * lines.length + 14 * words.length) };
  });
  const tops = told.map((_, i) => TOP + told.slice(0, i).reduce((sum, one) => sum + one.tall, 0));
  const whole = tops.at(-1) + told.at(-1).tall;
  const moves = comparing ? differences(rows.map((r) => r.p - r.before)) : [];
  const strictMoves = comparing ? differences(rows.map((r) => r.strict.p - r.strict_before)) : [];
  const grid = [0, 0.25, 0.5, 0.75, 1].map((v) => svg("path", { d: `M${x(v)} ${TOP - 4}V${whole - 2}`, class: "grid" }));
  const heads = [0, 0.25, 0.5, 0.75].map((v) => svg("text", { x: x(v), y: 13, "text-anchor": "middle", class: "tick" }, String(v * 100)));
  const drawn = rows.map((row, i) => drawRow(row, tops[i], i));
  return svg("svg", { viewBox: `0 0 ${width} ${whole}`, role: rows.some((row) => row.about) ? "group" : "img" }, patterns(id), grid, heads,
    svg("text", { x: end, y: 13, class: "tick" }, comparing ? say.change_head : say.head), drawn);

  function drawRow(row, top, i) {
    const { lines, words } = told[i];
    return svg("g", null,
      i ? svg("path", { d: `M0 ${top - 1.5}H${width}`, class: row.future === "contested" ? "rule-heavy" : "grid" }) : null,
      glyph(row.future, 0, top + 5),
      texts(lines, 22, top + 15, 16, { class: "row-name" }),
      texts(words, 22, top + 15 + 16 * lines.length, 14, { class: "row-words" }),
      bar(row, top + 4, false), bar({ ...row, ...row.strict, before: row.strict_before, se: null }, top + 27, true),
      number(row, top + 17, false, moves[i], row.about), number({ ...row.strict, name: row.name }, top + 38, true, strictMoves[i], row.strict_about));
  }

  function bar(part, top, hollow) {
    const shown = comparing ? part.before : part.p;
    const w = Math.max(0.8, x(shown) - x(0));
    const tall = hollow ? 9 : 16;
    const middle = top + tall / 2;
    const fill = hollow ? { class: `hollow edge-${part.future}` } : fillOf(id, part.future);
    return svg("g", null,
      svg("rect", { x: x(0), y: top, width: w, height: tall, ...fill }),
      !comparing && part.low !== null && part.low !== undefined ? svg("path", { d: `M${x(part.low)} ${middle - 4}v8M${x(part.low)} ${middle}H${x(part.high)}M${x(part.high)} ${middle - 4}v8`, class: "whisker" }) : null,
      !comparing && part.se ? svg("rect", { x: x(Math.max(0, part.p - 2 * part.se)), y: top - 1, width: Math.max(2, x(4 * part.se) - x(0)), height: tall + 2, class: "fill-ink" }) : null,
      comparing && Math.abs(part.p - part.before) > 0.002 ? svg("path", { d: `M${x(part.p) - 5} ${top - 3}h10l-5 11z`, class: "triangle" }) : null);
  }

  function number(part, base, small, move, about) {
    const second = comparing ? signedWhole(move) : part.low === null || part.low === undefined ? "" : range(part.low, part.high);
    const found = [
      svg("text", { x: end, y: base, class: small ? "number-small" : "number" }, percent(part.p)),
      svg("text", { x: end + (narrow ? 32 : 36), y: base, class: comparing && !small ? "number-move" : "number-range" }, second)];
    if (!about) return found;
    const label = `${part.name}${small ? `, ${say.strict}` : ""}: ${percent(part.p)} ${second}`;
    return [doorway(found[0], about, { label }), doorway(found[1], about, { second: true })];
  }
}
