// On a phone a bar at the foot holds the settings that matter there; levers, or terms of a deal, stand in a sheet over the lower
// part of the page, so that the odds are seen while one is pulled.

import { dayField } from "./days.js";
import { h, put } from "./dom.js";
import * as state from "./state.js";
import { t } from "./words.js";

const SHEETS = { futures: ".levers", deal: ".sheet" }; // what stands in the sheet, by place
const bar = h("section", { id: "sheet-bar" });
let known = null;

/** Draw the bar, in the language of the page. Style sheets show it where it has a use. `study`: {assembled, origin}. */
export function drawSheet(study = known) {
  if (!study) return;
  known = study;
  const now = state.get();
  const open = document.body.classList.contains("lifted");
  const held = bar.contains(document.activeElement) ? document.activeElement.id : null;
  bar.setAttribute("aria-label", t("setting.label"));
  put(bar,
    h("button", { type: "button", id: "sheet-open", "aria-expanded": now.view in SHEETS ? String(open) : null, onclick: raise },
      h("b", null, t(open ? "shell.close" : now.view === "deal" ? "sheet.terms" : "sheet.open")), h("span", null, now.view === "deal" ? edited(now) : pulled(now))),
    h("label", null, h("b", null, t("setting.as_of")), dayField({
      id: "bar-as-of", value: now.as_of ?? study.assembled, min: study.origin, max: study.assembled,
      onchange: (event) => event.target.validity.valid && event.target.value && state.set({ as_of: event.target.value === study.assembled ? null : event.target.value }),
    })),
    h("label", null, h("b", null, t("setting.lens")), h("select", { id: "bar-lens", value: now.lens, onchange: (event) => state.set({ lens: event.target.value }) },
      ["neutral", "us", "china", "partner", "multilateral"].map((id) => h("option", { value: id }, t(`lens.${id}`))))));
  if (!bar.isConnected) document.getElementById("main").after(bar);
  if (held) document.getElementById(held)?.focus({ preventScroll: true });
}

function pulled({ levers }) {
  const n = Object.keys(levers).length;
  return n === 0 ? t("sheet.as_announced") : t(n === 1 ? "setting.lever" : "setting.levers", { n });
}

function edited({ q }) {
  const n = Object.keys(q).filter((name) => name.startsWith("t.")).length;
  return t(n === 0 ? "sheet.as_offered" : "sheet.edited", { n });
}

/** Open the sheet of this place or close it; a place without one goes to the levers. */
function raise() {
  if (!(state.get().view in SHEETS)) {
    document.body.classList.add("lifted");
    state.set({ view: "futures", iso3: null, q: Object.fromEntries(Object.keys(state.get().q).map((key) => [key, null])) });
  } else lift(!document.body.classList.contains("lifted"));
}

/** Whether the sheet is open, on a page that has one. */
export function lifted() {
  return document.body.classList.contains("lifted") && getComputedStyle(bar).display !== "none";
}

/** Open the sheet, or close it; a `lift` at the window tells whoever draws otherwise over it. */
export function lift(open = true) {
  document.body.classList.toggle("lifted", open);
  drawSheet();
  dispatchEvent(new Event("lift"));
  if (getComputedStyle(bar).display === "none") return;
  if (open) document.querySelector(SHEETS[state.get().view])?.querySelector("input, button, select")?.focus({ preventScroll: true });
  else document.getElementById("sheet-open").focus({ preventScroll: true });
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.classList.contains("lifted") && !document.querySelector("dialog[open]")) lift(false);
});
