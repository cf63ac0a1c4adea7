// Circles on land without borders: area is people who use AI, hue the likeliest side, strength its odds, a ring who may change.
// On the filled map shapes take the place of the circles; places, rings, names and keys are the same.

import { h, svg } from "../../dom.js";
import { count, percent } from "../../numbers.js";
import { frame } from "../marks/fitted.js";
import { filled } from "./filled.js";

const OPEN = 0.2; // chance of a lasting change from which a circle has a ring
const NAMED = 9; // economies whose names stand on the map, the largest and the least settled

export function ringed() {
  return svg("svg", { viewBox: "0 0 14 14", width: 14, height: 14, "aria-hidden": "true", focusable: "false" }, svg("circle", { cx: 7, cy: 7, r: 5.5, class: "open-ring" }));
}

/** Size of a circle in the units of the land, by measure. */
function radius(economy, measure) {
  if (measure === "deals") return 3 + 2.2 * Math.sqrt(Object.values(economy.deals).reduce((n, d) => n + d.counted, 0));
  if (measure === "dependency") return economy.dependency === undefined ? 2.5 : 2 + 11 * economy.dependency ** 2;
  return Math.max(3.2, 2.05 * Math.sqrt((economy.users ?? 0) / 1e6));
}

export function drawMap({ width, land, borders, rows, measure, both, t, open }) {
  const unit = land.width / width; // of the land, a pixel
  const letter = Math.max(11.5, 11 * unit);
  const grow = Math.min(2, Math.max(1, 0.8 * unit));
  const named = width < 560 ? 4 : NAMED;
  const there = rows.filter((row) => land.places[row.entity]).sort((a, b) => radius(b, measure) - radius(a, measure));
  const height = land.height + 8;
  const ground = borders ? filled(borders, land) : null;
  const size = (row) => (ground ? 5 : radius(row, measure) * grow); // of what a name must not cover
  const home = (code, side, name) => {
    const [x, y] = land.places[code];
    const square = 12 * grow;
    return svg("g", { class: "home" }, ground ? null : svg("rect", { x: x - square / 2, y: y - square / 2, width: square, height: square, class: `f-${side}` }),
      svg("text", { x, y: ground ? y : y + square / 2 + letter + 1, class: "name strong halo", "font-size": letter }, name));
  };
  const circles = there.map(circle);
  function circle(row) {
    const [x, y] = land.places[row.entity];
    const r = size(row);
    const side = row.likeliest;
    return svg("g", { class: "economy", "data-code": row.entity, onclick: () => open(row.entity) },
      ground ? ground.shape(row) : svg("circle", { cx: x, cy: y, r, class: `f-${side} spot`, "fill-opacity": (0.35 + 0.6 * Math.max(0, (row.p - 0.4) / 0.6)).toFixed(2) }),
      side === "mixed" && !ground ? svg("circle", { cx: x, cy: y, r: Math.max(1, r / 3), class: "f-paper" }) : null,
      row.flip.p >= OPEN ? svg("circle", { cx: x, cy: y, r: r + 3.5, class: "open-ring" }) : null,
      svg("circle", { cx: x, cy: y, r: Math.max(r + 3, 12 * Math.max(1, unit)), class: "target" }),
      svg("title", null, said(row)));
  }
  function said(row) {
    return t("world.said", { name: both(row.name), side: t(`side.${row.likeliest}`), p: percent(row.p), users: row.users === null ? t("number.unknown") : count(row.users), flip: percent(row.flip.p) });
  }
  const picture = frame(svg, 960, height, t("world.map_label"), ground ? ground.below : svg("path", { d: land.land, class: "land" }), circles, home("USA", "us", t("home.us")), home("CHN", "cn", t("home.cn")), labels());

  function labels() {
    const wanted = [...there.slice(0, named), ...there.filter((row) => row.flip.p >= OPEN)];
    const taken = [boxOf("USA"), boxOf("CHN")];
    return [...new Set(wanted)].map((row) => {
      const [x, y] = land.places[row.entity];
      const text = both(row.name);
      const wide = [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 255 ? 1 : 0.55), 0) * letter;
      for (const dy of [size(row) + letter + 2, -(size(row) + 5)]) {
        const box = [x - wide / 2, y + dy - letter, x + wide / 2, y + dy + 2];
        if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
        taken.push(box);
        return svg("text", { x, y: y + dy, class: "name halo", "font-size": letter }, text);
      }
      return null;
    });
  }
  function boxOf(code) {
    const [x, y] = land.places[code];
    return [x - 3.6 * letter, y - letter, x + 3.6 * letter, y + 1.9 * letter];
  }

  // One tab stop: arrows move to the nearest circle in their direction and read it, Enter opens it.
  let at = null;
  const live = h("p", { class: "map-said small", role: "status" });
  picture.setAttribute("tabindex", "0");
  picture.setAttribute("role", "application");
  picture.setAttribute("aria-label", t("world.map_keys"));
  picture.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.key === "Enter" && at) return open(at.entity);
    if (!way || there.length === 0) return undefined;
    event.preventDefault();
    at = at ? (nearest(at, way) ?? at) : there[0];
    mark();
    return undefined;
  });
  function nearest(from, [dx, dy]) {
    const [x, y] = land.places[from.entity];
    let best = null;
    for (const row of there) {
      const [px, py] = land.places[row.entity];
      const along = (px - x) * dx + (py - y) * dy;
      const aside = Math.abs((px - x) * dy) + Math.abs((py - y) * dx);
      if (row === from || along <= 0.5) continue;
      const far = along + 2.5 * aside;
      if (best === null || far < best.far) best = { row, far };
    }
    return best?.row;
  }
  function mark() {
    picture.querySelector(".here")?.classList.remove("here");
    picture.querySelector(`[data-code="${at.entity}"]`)?.classList.add("here");
    live.textContent = said(at);
  }
  picture.addEventListener("pointerover", (event) => {
    const code = event.target.closest?.(".economy")?.dataset.code;
    for (const row of document.querySelectorAll(".lit")) row.classList.remove("lit");
    if (code) document.querySelector(`tr[data-code="${code}"]`)?.classList.add("lit");
    if (code) live.textContent = said(there.find((row) => row.entity === code));
  });
  return h("div", null, picture, live);
}
