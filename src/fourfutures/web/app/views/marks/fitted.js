// Drawings as wide as their place, so that letters keep their size on a phone.

import { h, put } from "../../dom.js";

/** A box that holds `draw(width)` and draws it anew when its width changes. `box.draw()` draws at once. */
export function fitted(draw) {
  const box = h("div", { class: "fitted" });
  let width = 0;
  box.draw = () => width && put(box, draw(width));
  new ResizeObserver(([entry]) => {
    const now = Math.round(entry.contentRect.width);
    if (now > 0 && Math.abs(now - width) > 1) {
      width = now;
      box.draw();
    }
  }).observe(box);
  return box;
}

/** The frame of a drawing of some size, named for readers who hear it. `label`: the name, or {label, pressed: true} where some of it can be pressed. */
export function frame(svg, width, height, label, ...children) {
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: label.pressed ? "group" : "img", "aria-label": label.label ?? label }, children);
}
