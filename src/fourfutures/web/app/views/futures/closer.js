// A closer look at the map: the member behind a dot, the odds of a region. By pointer, or by keys once inside.

import { behind, region } from "../../answers.js";
import { superseded } from "../../api.js";
import { picking } from "../../charts/picking.js";
import { h } from "../../dom.js";
import { percent } from "../../numbers.js";
import { both, t } from "../../words.js";

const PAUSE = 120; // ms on a dot before it is asked about
const DRAG = 6; // px before a press is a box
const STEP = 14; // px by which a key widens the box
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * Listen to the plot of the map. `asked()` gives [state, levers, members] of the dots that are drawn, null before the first
 * answer; `lit(path)` hears the way of the member in the light, null for none. Returns {note, over(map), clear()}.
 */
export function closer(plot, { asked, lit }) {
  const hint = t("map.hint");
  const note = h("p", { class: "map-note closer", "aria-live": "polite" }, hint);
  let pick = null;
  let dot = null; // in the light
  let box = null; // [[x, y], [x, y]] in px
  let pressed = null;
  let inside = false; // explored by keys
  let timer = null;
  let turn = 0;

  plot.tabIndex = 0;
  plot.setAttribute("role", "group");
  plot.setAttribute("aria-label", t("map.explore"));
  const at = (event) => {
    const drawn = plot.querySelector("svg");
    const frame = drawn.getBoundingClientRect();
    return [((event.clientX - frame.left) / frame.width) * drawn.viewBox.baseVal.width, ((event.clientY - frame.top) / frame.height) * drawn.viewBox.baseVal.height];
  };

  async function tell(ask, words) {
    const mine = ++turn;
    const setting = asked();
    if (!setting) return;
    try {
      const found = await ask(...setting);
      if (mine !== turn) return;
      say(words(found));
      lit(found.path ?? null);
    } catch (error) {
      if (mine === turn && !superseded(error)) say(t("map.closer_failed"));
    }
  }

  function say(words, found = true) {
    note.textContent = words;
    note.classList.toggle("found", found);
  }

  function look(k) {
    if (k === dot) return;
    if (k === null) return clear();
    [dot, box] = [k, null];
    pick.light(k);
    clearTimeout(timer);
    timer = setTimeout(() => tell((state, levers, members) => behind(state, levers, members, k), (found) => both(found.sentence)), PAUSE);
  }

  function frame(from, to, done) {
    [dot, box] = [null, [from, to]];
    pick.box(from, to);
    clearTimeout(timer);
    if (!done) return;
    const [[x0, y0], [x1, y1]] = [pick.logs(from), pick.logs(to)];
    timer = setTimeout(() => tell((state, levers, members) => region(state, levers, members, { compute: [x0, x1], adoption: [y0, y1] }), told), PAUSE);
  }

  function told({ p, drivers, sentence }) {
    return t("map.region", { p: percent(p), sentence: drivers.length ? both(sentence) : "" }).trim();
  }

  function clear() {
    clearTimeout(timer);
    turn += 1;
    [dot, box, pressed] = [null, null, null];
    pick?.clear();
    say(hint, false);
    lit(null);
  }

  plot.addEventListener("pointermove", (event) => {
    if (!pick) return;
    const here = at(event);
    if (pressed && Math.hypot(here[0] - pressed[0], here[1] - pressed[1]) > DRAG) frame(pressed, here, false);
    else if (!pressed && !box && !inside) look(pick.nearest(here));
  });
  plot.addEventListener("pointerdown", (event) => {
    if (!pick || event.button !== 0 || event.target.closest(".number-door")) return;
    if (event.pointerType === "touch") return look(pick.nearest(at(event), 20)); // a finger that moves scrolls the page
    event.preventDefault();
    plot.setPointerCapture(event.pointerId);
    if (box) clear();
    pressed = at(event);
  });
  plot.addEventListener("pointerup", () => {
    pressed = null;
    if (box) frame(...box, true);
  });
  plot.addEventListener("pointerleave", () => { if (dot !== null && !inside) clear(); });
  plot.addEventListener("blur", () => { inside = false; });
  plot.addEventListener("keydown", (event) => {
    if (!pick) return;
    if (event.key === "Enter" && !inside) {
      inside = true;
      const view = plot.querySelector("svg").viewBox.baseVal;
      look(pick.nearest([view.width / 2, view.height / 2], Infinity));
    } else if (event.key === "Escape" && (inside || box)) {
      inside = false;
      clear();
    } else if (inside && event.key in WAYS) {
      if (event.shiftKey) widen(WAYS[event.key]);
      else look(dot === null ? pick.nearest(box[1], Infinity) : pick.next(dot, WAYS[event.key]) ?? dot);
    } else return;
    event.preventDefault();
  });

  function widen([ux, uy]) {
    const [from, to] = box ?? [pick.place(dot), pick.place(dot)];
    frame(from, [to[0] + STEP * ux, to[1] + STEP * uy], true);
  }

  return {
    note, clear,
    /** Look at another map, or at other dots. */
    over(map) {
      pick = picking(map);
      if (dot !== null || box) clear();
    },
  };
}
