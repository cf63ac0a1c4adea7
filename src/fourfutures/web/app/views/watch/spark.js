// A series in little: its published values by time, the last one as a dot.

import { svg } from "../../dom.js";
import { linear, line, monthNumber } from "../marks/scale.js";

const WIDE = 76;
const TALL = 20;

/** `figures`: [{period_end, value}] in time. Null where fewer than two are published: a dot alone says nothing. */
export function spark(figures) {
  if (figures.length < 2) return null;
  const values = figures.map((one) => one.value);
  const months = figures.map((one) => monthNumber(one.period_end) + Number(one.period_end.slice(8)) / 31);
  const x = linear([months[0], months.at(-1)], [3, WIDE - 4]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const y = low === high ? () => TALL / 2 : linear([low, high], [TALL - 4, 4]);
  const points = figures.map((one, i) => [x(months[i]), y(one.value)]);
  const [left, top] = points.at(-1);
  return svg("svg", { viewBox: `0 0 ${WIDE} ${TALL}`, width: WIDE, height: TALL, class: "spark", "aria-hidden": "true", focusable: "false" },
    svg("path", { d: line(points) }), svg("circle", { cx: left, cy: top, r: 2.4 }));
}
