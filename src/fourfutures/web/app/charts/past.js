// The odds as they looked on past days: five lines, named where they end.

import { svg } from "../dom.js";
import { doorway } from "../door.js";
import { percent } from "../numbers.js";
import { line, linear } from "./scale.js";

const LEFT = 30;

/** `days`: [{as_of, odds: {future: p}}]; `at`: index of the day looked from; `names`: short names; `futures` in their order; `about(future)`: what is known of a number. */
export function past(width, height, { days, at, names, futures, say, about }) {
  const right = 156;
  const top = Math.max(...days.flatMap((d) => futures.map((f) => d.odds[f])));
  const x = linear(0, Math.max(1, days.length - 1), LEFT, width - right);
  const y = linear(0, Math.max(0.6, Math.ceil(top * 10) / 10), height - 22, 8);
  const labels = spread(futures.map((f) => ({ future: f, y: y(days[at].odds[f]) + 4 })), 14, height - 18);
  const every = Math.max(1, Math.ceil(days.length / Math.max(2, Math.floor((width - right - LEFT) / 78))));
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "group" },
    [0, 0.25, 0.5].map((v) => [svg("path", { d: `M${LEFT} ${y(v)}H${width - right}`, class: "grid" }), svg("text", { x: LEFT - 6, y: y(v) + 4, "text-anchor": "end", class: "tick" }, String(v * 100))]),
    futures.map((f) => svg("path", { d: line(days.map((d, i) => [x(i), y(d.odds[f])])), class: `past past-${f}` })),
    svg("path", { d: `M${x(at)} 4V${height - 22}`, class: "now" }),
    labels.map(({ future, y: base }) => doorway(svg("text", { x: width - right + 10, y: base, class: `past-word text-${future} halo` }, `${percent(days[at].odds[future])} ${names[future]}`), about(future))),
    days.map((d, i) => (i % every === 0 && days.length - 1 - i >= every) || i === days.length - 1
      ? svg("text", { x: x(i), y: height - 5, "text-anchor": i === 0 ? "start" : "middle", class: "tick" }, say.month(d.as_of.slice(0, 7))) : null));
}

/** Labels moved apart, so that none lies on another. */
function spread(labels, gap, low) {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  for (let i = 1; i < sorted.length; i += 1) sorted[i].y = Math.max(sorted[i].y, sorted[i - 1].y + gap);
  const over = sorted.at(-1).y - low;
  if (over > 0) {
    sorted.at(-1).y = low;
    for (let i = sorted.length - 2; i >= 0; i -= 1) sorted[i].y = Math.min(sorted[i].y, sorted[i + 1].y - gap);
  }
  return sorted;
}
