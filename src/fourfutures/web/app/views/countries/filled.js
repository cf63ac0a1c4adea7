// Economies as shapes: hue of the likeliest side in three steps of strength, dots where none is likely.

import { unique } from "../../charts/scale.js";
import { svg } from "../../dom.js";

const STEPS = [[0.8, 1], [0.6, 0.72], [0, 0.46]]; // from which odds, how strong
const SMALL = 5; // radius of an economy too small for a shape at this scale

/** What the filled map is made of: `below` lies under the economies, `shape(row)` is the mark of one. */
export function filled(borders, land) {
  const dots = unique("mixed");
  const below = svg("g", null,
    svg("defs", null, svg("pattern", { id: dots, width: 5, height: 5, patternUnits: "userSpaceOnUse" },
      svg("rect", { width: 5, height: 5, class: "f-mixed" }), svg("circle", { cx: 1.3, cy: 1.3, r: 0.9, class: "f-paper" }), svg("circle", { cx: 3.8, cy: 3.8, r: 0.9, class: "f-paper" }))),
    svg("path", { d: borders.others, class: "unknown" }),
    svg("path", { d: borders.economies.USA, class: "f-us spot" }), svg("path", { d: borders.economies.CHN, class: "f-cn spot" }));

  function shape(row) {
    const side = row.likeliest;
    const look = side === "mixed" ? { fill: `url(#${dots})`, class: "spot" } : { class: `f-${side} spot`, "fill-opacity": STEPS.find(([from]) => row.p >= from)[1] };
    const drawing = borders.economies[row.entity];
    if (drawing) return svg("path", { d: drawing, ...look });
    const [cx, cy] = land.places[row.entity];
    return svg("circle", { cx, cy, r: SMALL, ...look });
  }

  return { below, shape };
}
