// The first minute: four short lines beside the real thing, then three questions to start from. Shown once, kept under `?`.

import { h } from "./dom.js";
import { keep, kept } from "./kept.js";
import * as state from "./state.js";
import { language, load, t } from "./words.js";

const BESIDE = [".head", ".map-card", ".odds-card", ".levers"]; // where each line stands
const QUESTIONS = [["exports", { view: "futures", levers: { export_control: 1 } }], ["country", { view: "countries" }], ["watch", { view: "watch" }]];
let there = [];

/** Show the lines on a first visit, as soon as the first numbers stand. */
export async function greet() {
  if (kept("first") !== null) return;
  await load(`first.${language()}`);
  const watching = new MutationObserver(() => {
    if (contested() === null) return;
    if (there.length) return refresh();
    if (kept("first") !== null) return;
    keep("first", "seen");
    lines();
  });
  watching.observe(document.getElementById("main"), { childList: true, subtree: true });
  const end = state.subscribe((now, old) => {
    if (now.view === old.view && now.lang === old.lang) return;
    end();
    watching.disconnect();
    clear();
  });
}

/** The odds of the last row, contested, as the page shows them; null before there are any. */
function contested() {
  return [...document.querySelectorAll("#odds svg text.number")].at(-1)?.textContent ?? null;
}

function texts() {
  const p = contested();
  return [t("first.1"), p === null ? t("first.2_plain") : t("first.2", { p }), t("first.3"), t("first.4")];
}

/** The number in a line follows that of the page, which is first quick and then exact. */
function refresh() {
  const words = texts();
  for (const note of there) {
    const said = note.querySelector("b");
    if (said.textContent !== words[Number(note.dataset.line)]) said.textContent = words[Number(note.dataset.line)];
  }
}

function lines() {
  there = texts().map((words, i) => {
    const note = h("p", { class: "minute", role: "note", "data-line": i }, h("span", null, `${i + 1}/${BESIDE.length} `), h("b", null, words), " ",
      h("button", { type: "button", "aria-label": t("first.done", { n: i + 1 }), onclick: () => dismiss(note) }, "✕"));
    document.querySelector(`.view-futures ${BESIDE[i]}`)?.prepend(note);
    return note;
  });
  addEventListener("keydown", escape);
}

function escape(event) {
  if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
  for (const note of there) note.remove();
  there = [];
  asked();
}

function dismiss(note) {
  const next = there[there.indexOf(note) + 1] ?? there[0];
  note.remove();
  there = there.filter((one) => one !== note);
  if (there.length === 0) asked();
  else (next === note ? there[0] : next).querySelector("button").focus({ preventScroll: true });
}

function clear() {
  for (const note of there) note.remove();
  there = [];
  removeEventListener("keydown", escape);
  document.getElementById("minute-questions")?.remove();
}

/** After the lines: where to go from here. */
function asked() {
  removeEventListener("keydown", escape);
  const box = h("nav", { id: "minute-questions", class: "minute", "aria-label": t("first.start") }, questions(), " ", h("button", { type: "button", "aria-label": t("shell.close"), onclick: () => box.remove() }, "✕"));
  document.querySelector(".view-futures .head")?.prepend(box);
  box.querySelector("a").focus({ preventScroll: true });
}

function questions(then = () => {}) {
  return [h("b", null, t("first.start")), QUESTIONS.map(([name, to]) => {
    const full = { ...state.get(), iso3: null, q: {}, bad: [], ...to };
    return [" ", h("a", { href: state.address(full), onclick: (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      then();
      clear();
      state.set({ iso3: null, ...to });
    } }, t(`first.${name}`))];
  })];
}

/** The same lines and questions for the list under `?`. `leave` closes that list. */
export async function again(leave) {
  await load(`first.${language()}`);
  return h("section", { class: "minute-again" }, h("h3", null, t("first.title")), h("ol", { class: "marks" }, texts().map((words) => h("li", null, words))), h("p", null, questions(leave)));
}
