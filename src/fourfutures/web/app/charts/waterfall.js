// From one level to another, item by item: each bar starts where the last ended.

import { svg } from "../dom.js";
import { doorway } from "../door.js";
import { percent, signed } from "../numbers.js";
import { fillOf, linear, patterns, unique, wrapped } from "./scale.js";

const ROW = 26;

/**
 * `items`: [{words, delta, about}] between the levels `from` and `to`; `future` gives the fill; `ends`: [words, about] of both
 * levels. The tables beneath hold the same numbers as stops of the Tab key; here they take a click.
 */
export function waterfall(width, { items, from, to, future, ends }) {
  const id = unique("w");
  const names = Math.min(300, Math.round(width * (width < 480 ? 0.46 : 0.42)));
  const levels = [from];
  for (const item of items) levels.push(levels.at(-1) + item.delta);
  const [low, high] = [Math.min(...levels, to), Math.max(...levels, to)];
  const pad = Math.max(0.01, (high - low) * 0.18);
  const x = linear(Math.max(0, low - pad), Math.min(1, high + pad), names + 8, width - 52);
  const y = (i) => 4 + i * ROW;
  const tall = y(items.length + 2) + 4;
  const bars = items.map((item, i) => {
    const [a, b] = [x(levels[i]), x(levels[i + 1])];
    const lines = wrapped(item.words, names, 12.5, 1);
    const fits = lines.join("");
    return svg("g", null,
      svg("text", { x: 0, y: y(i + 1) + 16, class: "row-words" }, clipped(fits, names)),
      svg("path", { d: `M${b} ${y(i + 1) + 4}V${y(i + 2) + 4}`, class: "axis" }),
      svg("rect", { x: Math.min(a, b), y: y(i + 1) + 4, width: Math.max(1, Math.abs(b - a)), height: 15, ...fillOf(id, future) }),
      written(svg("text", { x: Math.max(a, b) + 6, y: y(i + 1) + 16, class: "move-number" }, signed(item.delta, 1)), item.about));
  });
  const end = (i, level, [words, about]) => svg("g", null,
    svg("text", { x: 0, y: y(i) + 16, class: "row-name" }, words),
    svg("rect", { x: x(level) - 1.5, y: y(i) + 2, width: 3, height: 19, class: "fill-ink" }),
    written(svg("text", { x: x(level) + 8, y: y(i) + 17, class: "number" }, percent(level)), about));
  return svg("svg", { viewBox: `0 0 ${width} ${tall}`, role: "img" }, patterns(id),
    svg("path", { d: `M${x(from)} ${y(0) + 4}V${y(1) + 4}`, class: "axis" }), bars, end(0, from, ends[0]), end(items.length + 1, to, ends[1]));
}

function written(number, about) {
  return about ? doorway(number, about, { second: true }) : number;
}

function clipped(words, width) {
  const wide = (s) => [...s].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e00 ? 1 : 0.53), 0) * 12;
  if (wide(words) <= width) return words;
  let cut = words;
  while (wide(`${cut}…`) > width) cut = cut.slice(0, -1);
  return `${cut.trimEnd()}…`;
}
