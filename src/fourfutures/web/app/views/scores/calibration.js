// Were the odds and intervals true to what happened: reliability, coverage, and where outcomes fell in the forecasts.

import { svg } from "../../dom.js";
import { figure } from "../../figure.js";
import { ofAnswer } from "../../specs.js";
import { fitted, frame } from "../marks/fitted.js";
import { linear } from "../marks/scale.js";

const EDGES = [0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1]; // of stated odds, as briefs have them
const SPARSE = 10; // forecasts below which a bin is drawn hollow
const Z = 1.645;

function square(width) {
  return Math.min(width, 300);
}

function axes(width, side, left, t, label) {
  const x = linear([0, 1], [left, side - 12]);
  const y = linear([0, 1], [side - 34, 10]);
  return { x, y, base: [
    [0, 0.25, 0.5, 0.75, 1].map((v) => [svg("line", { x1: x(0), x2: x(1), y1: y(v), y2: y(v), class: "grid" }), svg("text", { x: left - 5, y: y(v) + 4, class: "tick end" }, String(v * 100)), svg("text", { x: x(v), y: side - 19, class: "tick mid" }, String(v * 100))]),
    svg("line", { x1: x(0), y1: y(0), x2: x(1), y2: y(1), class: "axis" }), svg("text", { x: x(0.5), y: side - 3, class: "tick mid" }, label[0]),
  ] };
}

/** Forecasts of classes, sorted into bins of stated probability: [{low, high, n, stated, seen}]. */
export function bins(found) {
  const pairs = found.classes.targets.flatMap((target) => target.forecasts.flatMap((f) => Object.entries(f.p).map(([name, p]) => [p, f.observed === name ? 1 : 0])));
  return EDGES.slice(1).map((high, i) => {
    const low = EDGES[i];
    const inside = pairs.filter(([p]) => p >= low && (p < high || (high === 1 && p === 1)));
    const n = inside.length;
    return { low, high, n, stated: n ? inside.reduce((s, [p]) => s + p, 0) / n : null, seen: n ? inside.reduce((s, [, o]) => s + o, 0) / n : null };
  });
}

/** Wilson's interval of a share at 90 %. */
function wilson(share, n) {
  const middle = (share + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n);
  const half = (Z / (1 + (Z * Z) / n)) * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

export function reliabilityFigure(found, { t }) {
  const there = bins(found).filter((b) => b.n > 0);
  const draw = (width) => {
    const side = square(width);
    const { x, y, base } = axes(width, side, 30, t, [t("scores.stated")]);
    return frame(svg, side, side, t("scores.reliability"), base, there.map((b) => {
      const [low, high] = wilson(b.seen, b.n);
      return [svg("line", { x1: x(b.stated), x2: x(b.stated), y1: y(low), y2: y(high), class: "whisker" }), svg("circle", { cx: x(b.stated), cy: y(b.seen), r: 3 + Math.min(6, Math.sqrt(b.n) / 2), class: b.n < SPARSE ? "point" : "point out" })];
    }));
  };
  return figure({
    title: t("scores.reliability"), caption: t("scores.reliability.caption", { n: found.classes.n }), name: "reliability", source: t("scores.source"), svg: fitted(draw), spec: () => ofAnswer("scores", {}, "reliability"),
    reading: there.map((b) => t("scores.reliability.reading", { stated: Math.round(b.stated * 100), seen: Math.round(b.seen * 100), n: b.n })).join(" "),
    data: () => ({ columns: ["stated_from", "stated_to", "n", "stated_mean", "came_true"], rows: bins(found).map((b) => [b.low, b.high, b.n, b.stated, b.seen]) }),
  });
}

export function coverageFigure(found, { t, both }) {
  const levels = ["50", "80", "90"];
  const draw = (width) => {
    const side = square(width);
    const { x, y, base } = axes(width, side, 30, t, [t("scores.promised")]);
    return frame(svg, side, side, t("scores.coverage"), base, levels.map((level) => {
      const seen = {};
      return found.targets.map((target) => {
        const at = target.coverage[level];
        const place = Math.round(at * 25);
        seen[place] = (seen[place] ?? 0) + 1;
        return svg("circle", { cx: x(Number(level) / 100) + (seen[place] - 1) * 6 - 4, cy: y(at), r: 3.4, class: target.n_effective < 3 ? "point" : "point out" });
      });
    }));
  };
  return figure({
    title: t("scores.coverage"), caption: t("scores.coverage.caption"), name: "coverage", source: t("scores.source"), svg: fitted(draw), spec: () => ofAnswer("scores", {}, "coverage"),
    reading: levels.map((level) => t("scores.coverage.reading", { level, low: Math.round(Math.min(...found.targets.map((x) => x.coverage[level])) * 100), high: Math.round(Math.max(...found.targets.map((x) => x.coverage[level])) * 100), near: found.targets.filter((x) => Math.abs(x.coverage[level] * 100 - Number(level)) <= 10).length, all: found.targets.length })).join(" "),
    data: () => ({ columns: ["target", "name", "n", "n_effective", "50", "80", "90"], rows: found.targets.map((x) => [x.target, both(x.name), x.n, x.n_effective, x.coverage["50"], x.coverage["80"], x.coverage["90"]]) }),
  });
}

export function pitFigure(found, chosen, { t, both }) {
  const of = chosen ? [chosen] : found.targets;
  // Each target counts alike, or the one with a thousand forecasts would speak for all.
  const shares = [...Array(10).keys()].map((i) => of.reduce((sum, target) => sum + (target.pit.filter((p) => p >= i / 10 && (p < (i + 1) / 10 || (i === 9 && p <= 1))).length / Math.max(1, target.pit.length)), 0) / of.length);
  const draw = (width) => {
    const side = square(width);
    const top = Math.max(0.2, ...shares);
    const x = linear([0, 10], [30, side - 12]);
    const y = linear([0, top], [side - 34, 10]);
    return frame(svg, side, side, t("scores.pit"), [0, 0.1, 0.2, 0.3, 0.4, 0.5].filter((v) => v <= top + 1e-9).map((v) => [svg("line", { x1: x(0), x2: x(10), y1: y(v), y2: y(v), class: "grid" }), svg("text", { x: 25, y: y(v) + 4, class: "tick end" }, String(Math.round(v * 100)))]),
      shares.map((share, i) => svg("rect", { x: x(i) + 1, width: x(i + 1) - x(i) - 2, y: y(share), height: Math.max(0, y(0) - y(share)), class: "f-ink-2" })),
      svg("line", { x1: x(0), x2: x(10), y1: y(0.1), y2: y(0.1), class: "today" }),
      [0, 5, 10].map((v) => svg("text", { x: x(v), y: side - 19, class: "tick mid" }, String(v * 10))), svg("text", { x: x(5), y: side - 3, class: "tick mid" }, t("scores.pit.axis")));
  };
  return figure({
    title: t("scores.pit"), caption: chosen ? both(chosen.name) : t("scores.pit.caption"), name: "pit", source: t("scores.source"), svg: fitted(draw),
    reading: t("scores.pit.reading", { low: Math.round(shares[0] * 100), high: Math.round(shares[9] * 100), middle: Math.round((shares[4] + shares[5]) * 100) }),
    data: () => ({ columns: ["from", "to", "share"], rows: shares.map((s, i) => [i / 10, (i + 1) / 10, s]) }),
  });
}
