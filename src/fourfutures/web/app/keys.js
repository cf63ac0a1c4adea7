// Single keys: places by number, the as-of date by brackets, and the rest of the list under `?`.

import { h } from "./dom.js";
import { keep, kept } from "./kept.js";
import { seek } from "./seeking.js";
import * as state from "./state.js";
import { t } from "./words.js";
import { PLACES } from "./views/index.js";

const own = new Map();

/** Give a key a meaning while a view is there; returns what takes it back. */
export function key(sign, words, action) {
  own.set(sign, { words, action });
  return () => own.delete(sign);
}

export function keysOff() {
  return kept("keys") === "off";
}

export function hear() {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "?") return help();
    if (keysOff() || document.querySelector("dialog:modal")) return;
    if (event.key === "/") {
      event.preventDefault();
      seek();
      return;
    }
    const number = Number(event.key);
    if (number >= 1 && number <= PLACES.length) state.set({ view: PLACES[number - 1], iso3: null });
    else if (own.has(event.key)) {
      event.preventDefault();
      own.get(event.key).action(event);
    }
  });
}

function typing(element) {
  return element?.closest?.("input:not([type=range]):not([type=checkbox]), select, textarea, [contenteditable]") !== null;
}

function help() {
  const rows = [[`1–${PLACES.length}`, t("keys.places")], ...[...own].map(([sign, { words }]) => [sign, words]), ["/", t("keys.find")], ["?", t("keys.help")]];
  const dialog = h("dialog", { "aria-labelledby": "keys-title", onclose: () => dialog.remove() },
    h("h2", { id: "keys-title" }, t("keys.title")),
    h("table", { class: "table" }, h("tbody", null, rows.map(([sign, words]) => h("tr", null, h("th", { scope: "row" }, h("kbd", null, sign)), h("td", null, words))))),
    h("p", null, h("label", null, h("input", { type: "checkbox", checked: !keysOff(), onchange: (event) => keep("keys", event.target.checked ? "on" : "off") }), " ", t("keys.on"))),
    h("div", { class: "toolbar" }, h("button", { type: "button", onclick: () => dialog.close() }, t("shell.close"))),
  );
  document.body.append(dialog);
  dialog.showModal();
  import("./first.js").then(({ again }) => again(() => dialog.close())).then((lines) => dialog.lastElementChild.before(lines));
}
