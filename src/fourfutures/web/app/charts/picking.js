// Dots of the map one by one: the nearest to a place, the next in a direction, one lit, a box drawn.

import { put, svg } from "../dom.js";

const REACH = 9; // px: how near a pointer must come

/** Over a map as `quadrant` gives it. */
export function picking(map) {
  const { x, y } = map;
  const place = (k) => {
    const { compute, adoption, step } = map.cloud();
    return [x(compute[k] * step), y(adoption[k] * step)];
  };

  /** The dot with the least `cost(dx, dy)` from a place in px, null where none has one. */
  function least([px, py], cost) {
    let [best, found] = [Infinity, null];
    for (let k = 0; k < map.cloud().future.length; k += 1) {
      const [a, b] = place(k);
      const c = cost(a - px, b - py);
      if (c !== null && c < best) [best, found] = [c, k];
    }
    return found;
  }

  return {
    nearest: (at, reach = REACH) => least(at, (dx, dy) => (dx * dx + dy * dy <= reach * reach ? dx * dx + dy * dy : null)),
    /** The next dot from dot `k` in a direction, [1, 0] to the right; dots aside count as farther away. */
    next: (k, [ux, uy]) => least(place(k), (dx, dy) => {
      const along = dx * ux + dy * uy;
      const aside = Math.abs(dx * uy - dy * ux);
      return along > 0.5 ? along + 2 * aside : null;
    }),
    place,
    light(k) {
      const [cx, cy] = place(k);
      put(map.over, svg("circle", { cx, cy, r: 8, class: "picked-halo" }), svg("circle", { cx, cy, r: 4.5, class: "picked" }));
    },
    box([a, b], [c, d]) {
      put(map.over, svg("rect", { x: Math.min(a, c), y: Math.min(b, d), width: Math.abs(c - a), height: Math.abs(d - b), class: "brush" }));
    },
    logs: ([px, py]) => [x.invert(px), y.invert(py)],
    clear: () => put(map.over),
  };
}
