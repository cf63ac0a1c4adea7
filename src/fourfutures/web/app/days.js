// A field for a day that reads as the page writes days: a browser alone writes them in its own language, not in the reader's.

import { h } from "./dom.js";
import { day } from "./numbers.js";

/** The field; `attrs` as of an input, with `value` as `2026-11-22`. Where it is being changed the browser's own form shows. */
export function dayField(attrs) {
  const said = h("span", { class: "day-said", "aria-hidden": "true" }, attrs.value ? day(attrs.value) : "");
  const input = h("input", { type: "date", ...attrs });
  input.addEventListener("input", () => { said.textContent = input.value ? day(input.value) : ""; });
  return h("span", { class: "day-field" }, input, said);
}
