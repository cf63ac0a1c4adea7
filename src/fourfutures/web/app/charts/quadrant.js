// The map of futures: compute to the right, adoption up; dots, contours, the median path, a number in each corner.

import { svg, put } from "../dom.js";
import { doorway } from "../door.js";
import { percent } from "../numbers.js";
import { contours } from "./contours.js";
import { line, linear, patterns, texts, unique, wrapped } from "./scale.js";

const FUTURES = ["americas_century", "us_standard", "ai_plus_world", "chinese_characteristics", "contested"];
const TICKS = [2.5, 8, 25];
const LEFT = 52;
const BOTTOM = 38;

/**
 * A map `width` x `height` px. `say`: words {name: {future}, even, times(n), x_left, x_right, y_up, y_down, month(text)};
 * `band`: half width of the contested band, log units. Returns {element, update(view)}; a view is
 * {cloud, path, odds, today, base: {cloud, path, odds} | null, about: {future}}, what is known of each number. `x`, `y` are its scales, `over` is a layer
 * for marks of whoever looks closer, `cloud()` gives the dots that are drawn.
 */
export function quadrant(width, height, { say, band, reach }) {
  const id = unique("q");
  const [xr, yr] = reach;
  const x = linear(-xr, xr, LEFT, width - 2);
  const y = linear(-yr, yr, height - BOTTOM, 2);
  const area = { x: LEFT, y: 2, width: width - 2 - LEFT, height: height - BOTTOM - 2 };
  const clip = svg("clipPath", { id: `${id}-clip` }, svg("rect", area));
  const ground = svg("g", null,
    svg("rect", { ...area, height: y(0) - 2, class: "wash-us" }),
    svg("rect", { ...area, y: y(0), height: height - BOTTOM - y(0), class: "wash-cn" }),
    [[x(-band), 2, x(band) - x(-band), area.height], [LEFT, y(band), area.width, y(-band) - y(band)]].map(([left, top, w, h]) => [
      svg("rect", { x: left, y: top, width: w, height: h, class: "fill-paper", "fill-opacity": 0.75 }),
      svg("rect", { x: left, y: top, width: w, height: h, fill: `url(#${id}-hatch)`, class: "edge-rule" })]),
    svg("path", { d: `M${x(0)} 2V${height - BOTTOM}M${LEFT} ${y(0)}H${width - 2}`, class: "axis" }));
  const ticks = svg("g", null,
    [...TICKS, ...TICKS.map((t) => 1 / t), 1].filter((t) => Math.abs(Math.log(t)) < xr * 0.95).map((t) =>
      svg("text", { x: x(Math.log(t)), y: height - BOTTOM + 15, "text-anchor": "middle", class: "tick" }, t === 1 ? say.even : say.times(t > 1 ? t : 1 / t))),
    [...TICKS, ...TICKS.map((t) => 1 / t), 1].filter((t) => Math.abs(Math.log(t)) < yr * 0.95).map((t) =>
      svg("text", { x: LEFT - 6, y: y(Math.log(t)) + 4, "text-anchor": "end", class: "tick" }, t === 1 ? say.even : say.times(t > 1 ? t : 1 / t))),
    svg("text", { x: LEFT, y: height - 6, class: "axis-word" }, say.x_left),
    svg("text", { x: width - 2, y: height - 6, "text-anchor": "end", class: "axis-word" }, say.x_right),
    svg("text", { transform: `translate(11 ${y(0) - 18}) rotate(-90)`, class: "axis-word" }, say.y_up),
    svg("text", { transform: `translate(11 ${y(0) + 18}) rotate(-90)`, "text-anchor": "end", class: "axis-word" }, say.y_down));
  const dots = Object.fromEntries(FUTURES.map((future) => [future, svg("path", { class: `dot dot-${future}` })]));
  const rings = [0.95, 0.8, 0.5].map((share) => svg("path", { class: `ring ring-${share * 100}` }));
  const other = svg("path", { class: "ring ring-b" });
  const way = svg("g", null);
  const corners = svg("g", null);
  const over = svg("g", { "clip-path": `url(#${id}-clip)` });
  const element = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" },
    patterns(id), svg("defs", null, clip), ground,
    svg("g", { "clip-path": `url(#${id}-clip)` }, FUTURES.map((f) => dots[f]), rings, other), way, ticks, corners, over);

  let dotted = null; // what is drawn: while a lever moves the dots of today stay
  const rung = new WeakMap();

  function drawDots(cloud) {
    if (cloud === dotted) return;
    dotted = cloud;
    const paths = FUTURES.map(() => []);
    const { compute, adoption, future, step } = cloud;
    const [x0, kx, y0, ky] = [x(0), (x(1) - x(0)) * step, y(0), (y(1) - y(0)) * step];
    for (let k = 0; k < future.length; k += 1) paths[future[k]].push(`M${(x0 + compute[k] * kx).toFixed(1)} ${(y0 + adoption[k] * ky).toFixed(1)}h0`);
    FUTURES.forEach((name, i) => dots[name].setAttribute("d", paths[i].join("")));
  }

  function ring(cloud, shares) {
    const found = contours(cloud.compute.map((c) => c * cloud.step), cloud.adoption.map((c) => c * cloud.step), xr, yr, shares);
    return shares.map((share) => found[share].map((path) => `${line(path.map(([a, b]) => [x(a), y(b)]))}Z`).join(""));
  }

  /** The line around half of the dots; that of a setting which stays is worked out once. */
  function half(cloud) {
    if (!rung.has(cloud)) rung.set(cloud, ring(cloud, [0.5])[0]);
    return rung.get(cloud);
  }

  function places(path) {
    return path.map((p) => [x(Math.max(-xr, Math.min(xr, p.compute.q50))), y(Math.max(-yr, Math.min(yr, p.adoption.q50)))]);
  }

  function drawWay(view) {
    const own = places(view.path);
    const at = Math.max(0, view.path.findIndex((p) => p.month === view.today.slice(0, 7)));
    const [first, now, last] = [own[0], own[at], own.at(-1)];
    const mark = ([a, b], r, hollow) => svg("circle", { cx: a, cy: b, r, class: hollow ? "stop hollow" : "stop" });
    const word = ([a, b], words, dx, dy, anchor) => svg("text", { x: a + dx, y: b + dy, "text-anchor": anchor, class: "stop-word halo" }, words);
    const right = last[0] > now[0];
    if (view.base) {
      const before = places(view.base.path);
      const end = before.at(-1);
      put(way,
        svg("path", { d: line(before), class: "way" }), svg("path", { d: line(own), class: "way way-b" }),
        mark(end, 6, false), mark(last, 5, true),
        word(end, "A", 0, 19, "middle"), word(last, "B", 0, -9, "middle"));
      return;
    }
    put(way, svg("path", { d: line(own), class: "way" }),
      mark(first, 4, true), at > 0 && at < own.length - 1 ? mark(now, 4.5, false) : null, mark(last, 6, false),
      word(first, say.month(view.path[0].month), 0, -9, first[0] > width - 90 ? "end" : "middle"),
      at > 0 && at < own.length - 1 ? word(now, say.today(view.path[at].month), now[0] > width - 130 ? 6 : right ? -8 : 8, 22, now[0] > width - 130 ? "end" : right ? "end" : "start") : null,
      word(last, say.month(view.path.at(-1).month), right ? 10 : -10, 4, right ? "start" : "end"));
  }

  function drawCorners(view) {
    const number = (future) => (view.base ? `${percent(view.base.odds[future])} → ${percent(view.odds[future])}` : percent(view.odds[future]));
    // The same numbers are stops of the Tab key in the odds; here they take a click.
    const big = (future, attrs) => doorway(svg("text", { class: `big text-${future} halo`, ...attrs }, number(future)), view.about[future], { second: true });
    const lines = (future) => wrapped(say.name[future], area.width * 0.4, 12.5, 3);
    const top = (future, left, anchor) => [texts(lines(future), left, 20, 16, { class: `corner text-${future} halo`, "text-anchor": anchor }), big(future, { x: left, y: 24 + 16 * lines(future).length + 4, "text-anchor": anchor })];
    const foot = (future, left, anchor) => {
      const rows = lines(future);
      const base = height - BOTTOM - 10 - 16 * (rows.length - 1);
      return [big(future, { x: left, y: base - 17, "text-anchor": anchor }), texts(rows, left, base, 16, { class: `corner text-${future} halo`, "text-anchor": anchor })];
    };
    const [l, r] = [LEFT + 8, width - 10];
    put(corners, top("us_standard", l, "start"), top("americas_century", r, "end"), foot("chinese_characteristics", l, "start"), foot("ai_plus_world", r, "end"),
      svg("text", { x: l, y: y(0) - 6, class: "corner text-contested halo" }, say.name.contested), big("contested", { x: l, y: y(0) + 19 }));
  }

  function update(view) {
    drawDots(view.base ? view.base.cloud : view.cloud);
    if (view.base) {
      rings.forEach((path, i) => path.setAttribute("d", i === 2 ? half(view.base.cloud) : ""));
      other.setAttribute("d", half(view.cloud));
    } else {
      const found = ring(view.cloud, [0.95, 0.8, 0.5]);
      rings.forEach((path, i) => path.setAttribute("d", found[i]));
      other.setAttribute("d", "");
    }
    drawWay(view);
    drawCorners(view);
  }
  return { element, update, x, y, over, cloud: () => dotted };
}
