// A future's cell in the published two by two: position is identity, colour repeats it.

import { svg } from "../../dom.js";

const CELLS = { us_standard: [0, 0], americas_century: [1, 0], chinese_characteristics: [0, 1], ai_plus_world: [1, 1] };
export const FUTURES = ["americas_century", "us_standard", "ai_plus_world", "chinese_characteristics", "contested"];

/** The four cells with one filled; `contested` fills the cross between them. */
export function glyph(future, size = 14) {
  const cells = Object.entries(CELLS).map(([name, [x, y]]) =>
    svg("rect", { x: x * 8 + 0.5, y: y * 8 + 0.5, width: 6, height: 6, class: name === future ? `cell f-${future}` : "cell" }));
  const cross = future === "contested" ? svg("path", { d: "M7.5 1v13M1 7.5h13", class: "cross" }) : null;
  return svg("svg", { viewBox: "0 0 15 15", width: size, height: size, class: "glyph", "aria-hidden": "true", focusable: "false" }, cells, cross);
}
