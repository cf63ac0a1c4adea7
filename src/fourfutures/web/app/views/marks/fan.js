// Fans over months, side by side on one scale: bands that hold 50 and 90 in 100, the median, published points, today.

import { svg } from "../../dom.js";
import { doorway } from "../../door.js";
import { frame } from "./fitted.js";
import { area, line, linear, monthNumber, ticks } from "./scale.js";

/**
 * `panels`: [{title, hue, rows: [{month, q05, q25, q50, q75, q95}], points: [{month, value, outside, words}], about}]; values
 * are shares, `about` is what is known of the last median. `ends`: the words under the first and last month. Returns an SVG element.
 */
export function fans({ width, height = 190, panels, domain = [0, 1], today, ends, label, read = (v) => String(Math.round(v * 100)) }) {
  const top = panels.some((p) => p.title) ? 24 : 8;
  const left = 30;
  const gap = 46;
  const each = (width - left - gap * panels.length + 12) / panels.length;
  const y = linear(domain, [height - 22, top + 2]);
  const marks = ticks(domain[0], domain[1], 4);
  const drawn = panels.map((panel, i) => {
    const from = left + i * (each + gap);
    const months = panel.rows.map((row) => monthNumber(row.month));
    const span = [months[0], months.at(-1)];
    const x = linear(span, [from, from + each]);
    const xs = months.map(x);
    const at = (name) => panel.rows.map((row) => y(clamp(row[name], domain)));
    const last = panel.rows.at(-1);
    const now = today ? monthNumber(today) : null;
    return svg("g", { class: `fan h-${panel.hue}` },
      panel.title ? svg("text", { x: from, y: 13, class: `label t-${panel.hue}` }, panel.title) : null,
      marks.map((mark) => svg("line", { x1: from, x2: from + each, y1: y(mark), y2: y(mark), class: "grid" })),
      svg("path", { d: area(xs, at("q05"), at("q95")), class: `f-${panel.hue}`, "fill-opacity": 0.2 }),
      svg("path", { d: area(xs, at("q25"), at("q75")), class: `f-${panel.hue}`, "fill-opacity": 0.34 }),
      svg("path", { d: line(xs.map((px, k) => [px, at("q50")[k]])), class: `line s-${panel.hue}` }),
      now !== null && now > span[0] && now < span[1] ? svg("line", { x1: x(now), x2: x(now), y1: top, y2: height - 22, class: "today" }) : null,
      (panel.points ?? []).map((p) => svg("circle", { cx: x(Math.max(span[0], monthNumber(p.month))), cy: y(clamp(p.value, domain)), r: 3.4, class: p.outside ? "point out" : "point" }, svg("title", null, p.words))),
      doorway(svg("text", { x: from + each + 4, y: y(clamp(last.q50, domain)) + 4, class: `label t-${panel.hue}` }, read(last.q50)), panel.about, { label: `${panel.title ?? label}: ${read(last.q50)}` }),
      svg("text", { x: from, y: height - 6, class: "tick" }, ends[0]),
      svg("text", { x: from + each, y: height - 6, class: "tick end" }, ends[1]),
    );
  });
  return frame(svg, width, height, { label, pressed: true }, marks.map((mark) => svg("text", { x: left - 5, y: y(mark) + 4, class: "tick end" }, read(mark))), drawn);
}

function clamp(value, [low, high]) {
  return Math.min(high, Math.max(low, value));
}
