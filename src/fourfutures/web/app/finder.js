// Find anything: a place, economy, group, lever, indicator or document by its name in either language, and go there.

import * as api from "./api.js";
import { h, put } from "./dom.js";
import { lift } from "./sheet.js";
import * as state from "./state.js";
import { inBoth, language, load, t } from "./words.js";
import { PLACES } from "./views/index.js";

const SHOWN = 12;
const TERMS = ["security_standard", "reciprocal_ratio"]; // levers that are terms of deals
const PATIENCE = 20_000; // ms that a place may take to draw what was looked for
const KINDS = ["place", "economy", "group", "lever", "indicator", "document", "source"]; // of two that fit alike, in this order
let entries = null;
let redraw = () => {}; // of the list that is open

/**
 * The dialog. What there is to find is asked for once, when somebody first looks, and stands in the list as it comes. `typed`
 * gives what was typed before it could open, null where it need not open any more.
 */
export async function find(typed) {
  await Promise.all([load(`finder.${language()}`), load("en"), load("zh")]);
  const text = await typed();
  if (text === null || document.getElementById("finder")) return;
  const list = h("ul", { id: "finder-list", role: "listbox", "aria-label": t("finder.found") });
  const count = h("p", { class: "small muted", role: "status" }, t("state.loading"));
  const field = h("input", {
    type: "text", id: "finder-field", role: "combobox", "aria-expanded": "true", "aria-controls": "finder-list", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
    "aria-label": t("finder.title"), placeholder: t("finder.hint"), oninput: () => draw(), onkeydown: pressed,
  });
  let found = [];
  let at = 0;
  const dialog = h("dialog", { id: "finder", class: "wide", "aria-label": t("finder.title"), onclose: () => dialog.remove() }, field, count, list);
  document.body.append(dialog);
  dialog.showModal();
  field.value = text;
  field.focus();
  draw();
  redraw = () => dialog.open && draw(found[at]);
  if (entries) return;
  entries = PLACES.map((view) => entry("place", view, inBoth(`place.${view}`), { view }));
  draw();
  for (const [path, params, made] of ASKED) {
    api.get(path, params).then((answer) => {
      entries.push(...made(answer));
      redraw();
    }, (error) => console.warn(path, error)); // what could not be had is left out; the rest can be found
  }

  /** The list for what is typed; what was chosen stays so while more comes in. */
  function draw(chosen = null) {
    found = matches(entries ?? [], field.value);
    at = Math.max(0, found.indexOf(chosen));
    count.textContent = found.length ? t("finder.count", { n: found.length }) : t("finder.none");
    field.setAttribute("aria-expanded", String(found.length > 0));
    put(list, found.map((one, i) => h("li", { role: "option", id: `found-${i}`, "aria-selected": "false", onclick: () => go(one), onpointermove: () => i !== at && mark(i) },
      h("span", { lang: one.lang ?? null }, one.name[language()] || one.name.en), " ", h("span", { class: "small muted" }, t(`finder.kind.${one.kind}`)))));
    mark(at);
  }

  function mark(i) {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = i;
    const now = list.children[at];
    now?.setAttribute("aria-selected", "true");
    now?.scrollIntoView({ block: "nearest" });
    if (now) field.setAttribute("aria-activedescendant", now.id);
    else field.removeAttribute("aria-activedescendant");
  }

  function pressed(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      event.preventDefault();
      mark((at + step + found.length) % found.length);
    } else if (event.key === "Enter" && found[at] && !event.isComposing) {
      event.preventDefault();
      go(found[at]);
    }
  }

  function go(one) {
    dialog.close();
    const kept = Object.fromEntries(Object.keys(state.get().q).map((key) => [key, null]));
    state.set({ iso3: null, ...one.to, q: { ...kept, ...one.to.q } });
    if (one.focus) reach(one.focus);
  }
}

/** Entries that hold every word of what was typed, in either language; names that begin with it come first. */
export function matches(all, typed) {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  const rank = (one) => KINDS.indexOf(one.kind) + KINDS.length * (wanted.length && one.text.startsWith(wanted[0]) ? 0 : wanted.length && one.names.some((name) => name.split(" ").some((word) => word.startsWith(wanted[0]))) ? 1 : 2);
  return all.filter((one) => wanted.every((word) => one.text.includes(word))).map((one) => [rank(one), one]).sort((a, b) => a[0] - b[0]).slice(0, SHOWN).map(([, one]) => one);
}

/** Letters as they are compared: small, without accents. */
function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function entry(kind, id, name, to, rest = {}) {
  const names = [name.en, name.zh].filter(Boolean).map(plain);
  return { kind, name, to, names, text: [...names, plain(id)].join(" "), ...rest };
}

// What is asked, and the entries that an answer makes.
const ASKED = [
  ["study", {}, (study) => [
    ...study.economies.filter((one) => one.kind !== "bloc").map((one) => entry("economy", one.code, { en: one.name_en, zh: one.name_zh }, { view: "countries", iso3: one.code.toUpperCase() })),
    ...Object.values(study.groups.group).map((one) => entry("group", one.id, one.name, { view: "countries", iso3: one.id.toUpperCase() })),
  ]],
  ["levers", {}, ({ levers }) => levers.map((one) => (TERMS.includes(one.id) ? entry("lever", one.id, one.name, { view: "deal" }) : entry("lever", one.id, one.name, { view: "futures" }, { focus: `#lever-${one.id}` })))],
  ["evidence", { status: "all" }, ({ rows }) => [...new Map(rows.filter((row) => row.document).map((row) => [row.document.title || row.id, row]))].map(([title, row]) => entry("document", row.id, { en: title, zh: title }, { view: "evidence", q: { item: row.id } }))],
  ["method", {}, ({ indicators, sources }) => [
    ...Object.values(indicators).map((one) => entry("indicator", one.id, one.name, { view: "method", q: { at: `indicator-${one.id}` } })),
    ...Object.values(sources).map((one) => entry("source", `${one.source_id} ${one.publisher ?? ""}`, { en: one.title, zh: one.title }, { view: "method", q: { at: `source-${one.source_id}` } })),
  ]],
];

/** Give the focus to what a place will have drawn in a while. */
function reach(selector) {
  const there = () => {
    const element = document.querySelector(selector);
    if (element?.closest(".levers")) lift();
    element?.scrollIntoView({ block: "center" });
    element?.focus({ preventScroll: true });
    return document.activeElement === element && element !== null;
  };
  const watching = new MutationObserver(() => there() && watching.disconnect());
  watching.observe(document.getElementById("main"), { childList: true, subtree: true });
  setTimeout(() => watching.disconnect(), PATIENCE);
  if (there()) watching.disconnect();
}
