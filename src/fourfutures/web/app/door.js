// Every number is a door: written through here, it opens the drawer that says what it is, how sure, and from where.

import { h } from "./dom.js";
import { get } from "./state.js";

const behind = new WeakMap(); // element -> what is known of its number

/**
 * A number in a sentence or a table that opens the drawer on a click, Enter or the space bar. `about`: what is known of it
 * (drawer.js names the parts), or what gives that when it is asked for. With `second` it is no stop of the Tab key: a range,
 * say, beside the number it belongs to.
 */
export function door(text, about, { second = false } = {}) {
  return doorway(h("span", null, text), about, { second });
}

/** Make an element of a page or of a drawing a door. A figure that stands alone on another page has nothing to press. */
export function doorway(element, about, { second = false, label = null } = {}) {
  if (get().embed) return element;
  element.classList.add("number-door");
  if (!second) {
    for (const [name, value] of [["role", "button"], ["tabindex", "0"], ["aria-haspopup", "dialog"]]) element.setAttribute(name, value);
    if (label) element.setAttribute("aria-label", label);
  }
  behind.set(element, about);
  return element;
}

/** Open doors from here on, wherever in the page they stand. */
export function openDoors() {
  addEventListener("click", (event) => pass(event.target));
  addEventListener("keydown", (event) => {
    if ((event.key === "Enter" || event.key === " ") && event.target.classList?.contains("number-door")) {
      event.preventDefault();
      pass(event.target);
    }
  });
}

async function pass(target) {
  const element = target.closest?.(".number-door");
  if (!element || !behind.has(element)) return;
  const about = behind.get(element);
  const { open } = await import("./drawer.js");
  await open(element, about);
}
