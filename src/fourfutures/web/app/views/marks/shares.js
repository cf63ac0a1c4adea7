// Shares of use as one bar: US, own and open, Chinese, with the half mark.

import { h, svg } from "../../dom.js";

export const STACKS = ["us", "own", "cn"];

/** The bar alone, decorative: the numbers stand beside it. */
export function shareBar(shares, { width = 200, height = 13 } = {}) {
  let x = 0;
  const parts = STACKS.map((stack) => {
    const size = Math.max(0, (shares[stack] ?? 0) * width);
    const bar = svg("rect", { x: x + 0.5, y: 0, width: Math.max(0, size - 1), height, class: `f-${stack}` });
    x += size;
    return bar;
  });
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "bar", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
    parts, svg("rect", { x: width / 2 - 1.2, y: 0, width: 2.4, height, class: "half" }));
}

/** A swatch of a side, for keys. */
export function swatch(side) {
  return svg("svg", { viewBox: "0 0 10 10", width: 10, height: 10, class: "swatch", "aria-hidden": "true", focusable: "false" },
    svg("rect", { width: 10, height: 10, class: `f-${side}` }), side === "mixed" ? svg("path", { d: "M2.5 2.5h0M7.5 2.5h0M5 5h0M2.5 7.5h0M7.5 7.5h0", class: "dotted" }) : null);
}

export function key(entries) {
  return h("ul", { class: "key" }, entries.map(([mark, words]) => h("li", null, typeof mark === "string" ? swatch(mark) : mark, words)));
}
