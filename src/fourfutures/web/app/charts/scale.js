// Scales, paths and words on charts.

import { svg } from "../dom.js";

/** A linear scale from [a, b] to [from, to]. */
export function linear(a, b, from, to) {
  const scale = (x) => from + ((x - a) / (b - a)) * (to - from);
  scale.invert = (y) => a + ((y - from) / (to - from)) * (b - a);
  return scale;
}

export function line(points) {
  return points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}

/** A closed band between two rows of points. */
export function band(lower, upper) {
  return `${line(upper)}${line([...lower].reverse()).replace("M", "L")}Z`;
}

/** Text in as many lines as it needs for a width in px, at most `most`. */
export function wrapped(text, width, size = 13, most = 3) {
  const wide = (s) => [...s].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e00 ? 1 : 0.53), 0) * size;
  const lines = [""];
  for (const part of text.split(/(?<=\s)|(?<=[\u3000-\u9fff])(?=[\u3400-\u9fff])/)) {
    if (wide(lines.at(-1) + part.trimEnd()) > width && lines.at(-1) !== "" && lines.length < most) lines.push("");
    lines[lines.length - 1] += part;
  }
  return lines.map((s) => s.trim());
}

/** Lines of text one under another. */
export function texts(lines, x, y, leading, attrs = {}) {
  return lines.map((words, i) => svg("text", { x, y: y + i * leading, ...attrs }, words));
}

/** The patterns that tell futures apart without colour; `id` keeps those of two charts apart. */
export function patterns(id) {
  const stripe = (name) =>
    svg("pattern", { id: `${id}-${name}`, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("rect", { width: 5, height: 5, class: `fill-${name}` }), svg("rect", { width: 1.6, height: 5, class: "fill-paper" }));
  return svg("defs", null, stripe("us_standard"), stripe("ai_plus_world"),
    svg("pattern", { id: `${id}-contested`, width: 4, height: 4, patternUnits: "userSpaceOnUse" },
      svg("rect", { width: 4, height: 4, class: "fill-contested" }), svg("circle", { cx: 1, cy: 1, r: 0.7, class: "fill-paper" }), svg("circle", { cx: 3, cy: 3, r: 0.7, class: "fill-paper" })),
    svg("pattern", { id: `${id}-hatch`, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("rect", { width: 0.8, height: 6, class: "fill-rule" })));
}

const STRIPED = new Set(["us_standard", "ai_plus_world", "contested"]);

/** What a mark of a future is filled with. */
export function fillOf(id, future) {
  return STRIPED.has(future) ? { fill: `url(#${id}-${future})` } : { class: `fill-${future}` };
}

/** The four cells with the one of a future filled: it stands wherever a future is named. */
export function glyph(future, x = 0, y = 0, size = 14) {
  const half = size / 2;
  const at = { americas_century: [1, 0], us_standard: [0, 0], ai_plus_world: [1, 1], chinese_characteristics: [0, 1] }[future];
  const cells = [[0, 0], [1, 0], [0, 1], [1, 1]].map(([i, j]) =>
    svg("rect", { x: x + i * half + 0.5, y: y + j * half + 0.5, width: half - 1, height: half - 1, class: at && at[0] === i && at[1] === j ? `fill-${future}` : "cell" }));
  const cross = future === "contested" ? [svg("rect", { x: x + half - 2.5, y, width: 5, height: size, class: "fill-contested" }), svg("rect", { x, y: y + half - 2.5, width: size, height: 5, class: "fill-contested" })] : [];
  return svg("g", { "aria-hidden": "true" }, cells, cross);
}

let made = 0;
export function unique(stem) {
  made += 1;
  return `${stem}${made}`;
}
