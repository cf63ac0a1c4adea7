// Marks of the five futures on one line: shape tells them apart as colour does.

import { svg } from "../../dom.js";
import { FUTURES } from "./glyph.js";

const SHAPES = {
  americas_century: (x, y) => svg("circle", { cx: x, cy: y, r: 4.2, class: "f-americas_century" }),
  us_standard: (x, y) => svg("circle", { cx: x, cy: y, r: 3.6, class: "open us_standard" }),
  ai_plus_world: (x, y) => svg("rect", { x: x - 3.4, y: y - 3.4, width: 6.8, height: 6.8, class: "open ai_plus_world" }),
  chinese_characteristics: (x, y) => svg("rect", { x: x - 4, y: y - 4, width: 8, height: 8, class: "f-chinese_characteristics" }),
  contested: (x, y) => svg("path", { d: `M${x} ${y - 5.2}l5.2 5.2l-5.2 5.2l-5.2-5.2z`, class: "f-contested" }),
};

export function mark(future, x, y) {
  return SHAPES[future](x, y);
}

/** A mark by itself, for keys. */
export function sign(future) {
  return svg("svg", { viewBox: "0 0 12 12", width: 12, height: 12, class: "sign", "aria-hidden": "true", focusable: "false" }, mark(future, 6, 6));
}

/** Five probabilities on a line from 0 to 100; the rarer futures lie on top. */
export function strip(values, width = 180) {
  const x = (p) => 8 + p * (width - 16);
  return svg("svg", { viewBox: `0 0 ${width} 18`, width, height: 18, class: "strip", "aria-hidden": "true", focusable: "false" },
    svg("line", { x1: 8, x2: width - 8, y1: 9, y2: 9, class: "axis" }), [0, 0.5, 1].map((p) => svg("line", { x1: x(p), x2: x(p), y1: 6, y2: 12, class: "axis" })),
    [...FUTURES].reverse().map((future) => mark(future, x(values[future]), 9)));
}

/** Names of the futures by id, from the study. */
export function futureNames(study) {
  return Object.fromEntries([...study.frame.futures, study.frame.contested].map((f) => [f.id, f.name]));
}
