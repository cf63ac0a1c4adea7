// Service lost by week, 0 to 52, with the band from the 10th to the 90th percentile and a line at week 4.

import { svg } from "../../dom.js";
import { frame } from "./fitted.js";
import { area, line, linear, ticks } from "./scale.js";

const WEEKS = [0, 4, 13, 26, 39, 52];

/** `curves`: [{name, hue, loss, low, high, dashed}], losses as shares by week. Returns an SVG element. */
export function lossCurves({ width, height = 190, curves, label, least = 0.04 }) {
  const [left, right, top, bottom] = [30, 10, 10, 22];
  const most = Math.max(least, ...curves.flatMap((c) => c.high));
  const ceiling = [0.05, 0.1, 0.25, 0.5, 0.75, 1].find((v) => v >= most - 1e-9) ?? 1;
  const x = linear([0, 52], [left, width - right]);
  const y = linear([0, ceiling], [height - bottom, top]);
  const marks = ticks(0, ceiling, 4);
  const weeks = [...curves[0].loss.keys()];
  const highest = curves.reduce((a, b) => (b.loss[20] > a.loss[20] ? b : a));
  const names = curves.map((curve) => {
    // The name of the highest stands over its line, that of another under its own, unless the axis is there.
    const at = y(curve.loss[20]);
    const under = curve !== highest && at + 20 < height - bottom;
    return svg("text", { x: x(20), y: under ? at + 18 : Math.max(top + 8, at - 9), class: `label halo t-${curve.hue}` }, curve.name);
  });
  return frame(svg, width, height, label,
    marks.map((v) => [
      svg("line", { x1: left, x2: width - right, y1: y(v), y2: y(v), class: "grid" }),
      svg("text", { x: left - 5, y: y(v) + 4, class: "tick end" }, String(Number((v * 100).toFixed(1)))),
    ]),
    WEEKS.map((week) => svg("text", { x: x(week), y: height - 6, class: "tick mid" }, String(week))),
    svg("line", { x1: x(4), x2: x(4), y1: top, y2: height - bottom, class: "today" }),
    curves.map((c) => svg("path", { d: area(weeks.map(x), c.low.map(y), c.high.map(y)), class: `f-${c.hue}`, "fill-opacity": 0.16 })),
    curves.map((c) => svg("path", { d: line(weeks.map((w) => [x(w), y(c.loss[w])])), class: `line s-${c.hue}${c.dashed ? " dashed" : ""}` })),
    names,
  );
}
