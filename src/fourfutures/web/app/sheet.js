// On a phone the levers stand in a sheet over the lower part of the page, so that the odds are seen while one is pulled.

import { h, put } from "./dom.js";
import { t } from "./words.js";

const bar = h("div", { id: "sheet-bar" });

/** Draw the bar that opens the sheet, in the language of the page. Style sheets show it where there is a sheet. */
export function drawSheet() {
  const open = document.body.classList.contains("lifted");
  put(bar, h("button", { type: "button", "aria-expanded": String(open), onclick: () => lift(!document.body.classList.contains("lifted")) }, t(open ? "sheet.close" : "sheet.open")));
  if (!bar.isConnected) document.getElementById("main").after(bar);
}

/** Whether the sheet is open, on a page that has one. */
export function lifted() {
  return document.body.classList.contains("lifted") && getComputedStyle(bar).display !== "none";
}

/** Open the sheet, or close it. */
export function lift(open = true) {
  document.body.classList.toggle("lifted", open);
  drawSheet();
  if (getComputedStyle(bar).display === "none") return;
  const levers = document.querySelector(".levers");
  if (open) {
    levers?.querySelector("input, button, select")?.focus({ preventScroll: true });
  } else bar.firstChild.focus({ preventScroll: true });
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.classList.contains("lifted") && !document.querySelector("dialog[open]")) lift(false);
});
